/**
 * Seconds to wait by a `Retry-After` header, which holds seconds or an HTTP date: `'120'` → 120.
 *
 * @returns null where the header is absent or makes no sense; a date that has passed is 0
 */
export function retryAfter(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const at = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now.getTime()) / 1_000));
}
