/** Whether a text is `/…/`, a regular expression; all else is a glob. */
const asRegex = (pattern: string): RegExp | null => {
  const inner = /^\/(.+)\/$/s.exec(pattern)?.[1];
  return inner === undefined || (/^[\w*?/-]*$/.test(inner) && inner.includes('*')) ? null : new RegExp(inner, 'i');
};

/** Whether a pattern can be used; a regular expression may be written wrongly. */
export function isPattern(pattern: string): boolean {
  try {
    asRegex(pattern);
    return true;
  } catch {
    return false;
  }
}

/**
 * A test for URLs, of a glob or a regular expression. In a glob `*` stands for anything; one without `://` is matched
 * against what follows the host.
 *
 * @example matcher('/zwgk/*.html')('https://www.example.gov.cn/zwgk/1.html') // true
 * @example matcher('/t2026\\d{4}_/')('https://www.example.gov.cn/a/t20261124_1.html') // true
 */
export function matcher(pattern: string): (url: string) => boolean {
  const regex = asRegex(pattern);
  if (regex) return (url) => regex.test(url);
  const parts = pattern.split('*');
  return (url) => fits(pattern.includes('://') ? url : url.slice(new URL(url).origin.length), parts);
}

/** Each part after the one before it, the first at the beginning and the last at the end: no way to go wrong slowly. */
function fits(text: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (!text.startsWith(first)) return false;
  if (last === undefined) return text === first;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
