/**
 * Shares that add up to exactly 100.00 (largest remainder): each is within 0.01 of its true value.
 * `shares([1, 1, 1])` → `[33.34, 33.33, 33.33]`; where there is nothing to share, every share is null.
 */
export function shares(counts: readonly number[]): (number | null)[] {
  const total = counts.reduce((sum, n) => sum + n, 0);
  if (total === 0) return counts.map(() => null);
  const exact = counts.map((n) => (n * 10_000) / total);
  const hundredths = exact.map(Math.floor);
  const missing = 10_000 - hundredths.reduce((sum, n) => sum + n, 0);
  const byRemainder = exact.map((_, i) => i).toSorted((a, b) => (exact[b]! % 1) - (exact[a]! % 1) || a - b);
  for (const i of byRemainder.slice(0, missing)) hundredths[i]! += 1;
  return hundredths.map((n) => n / 100);
}

/** `percent(31, 214)` → `'14.49%'`. */
export function percent(part: number, whole: number): string {
  return `${(Math.round((part * 10_000) / whole) / 100).toFixed(2)}%`;
}

/** A rate with what it was made of: `ratio(31, 214)` → `'14.49%（31/214）'`; of nothing there is no rate. */
export function ratio(part: number, whole: number): string {
  return whole === 0 ? '—（0/0）' : `${percent(part, whole)}（${part}/${whole}）`;
}

/** Below this many a percentage says nothing: no ranking and no growth in percent (handbook §6 ⑤). */
export const SMALL_SAMPLE = 10;

/**
 * This week against last: `change(214, 190)` → `'比上周增加24件，升12.63%（24/190）'`. A small or empty last week gets
 * no percentage, and says why.
 */
export function change(now: number, before: number, unit = '件'): string {
  const diff = now - before;
  if (before === 0) return now === 0 ? '与上周同为0' : '上周为0，无环比';
  if (diff === 0) return '与上周持平';
  const word = diff > 0 ? '增加' : '减少';
  const size = Math.abs(diff);
  if (before < SMALL_SAMPLE) return `比上周${word}${size}${unit}（上周不足${SMALL_SAMPLE}${unit}，不计百分比）`;
  return `比上周${word}${size}${unit}，${diff > 0 ? '升' : '降'}${ratio(size, before)}`;
}

/** `arrow(46, 40)` → `'↑6'`. */
export function arrow(now: number, before: number): string {
  return now > before ? `↑${now - before}` : now < before ? `↓${before - now}` : '→';
}
