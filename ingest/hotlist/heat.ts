const UNITS: Record<string, number> = { 千: 1e3, k: 1e3, 万: 1e4, 萬: 1e4, w: 1e4, 百万: 1e6, m: 1e6, 千万: 1e7, 亿: 1e8, 億: 1e8 };
const LONGEST = 60;
const MOST = 1e15;
const NUMBER = /(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(千万|百万|[千万萬亿億]|[kwm](?![a-z]))?/g;

/**
 * The list's own number, whatever words stand around it.
 *
 *     parseHeat('1234 万热度')   // 12340000
 *     parseHeat('10w+')         // 100000
 *     parseHeat('热度 45,678')   // 45678
 *
 * @returns null where there is no number, or several and none of them beside 热 or with a unit
 */
export function parseHeat(value: unknown): number | null {
  if (typeof value === 'number') return inBounds(value);
  if (typeof value !== 'string' || value.length > LONGEST) return null;
  const text = value.normalize('NFKC').toLowerCase();
  const found = [...text.matchAll(NUMBER)];
  const [one] = found.length === 1 ? found : found.filter((match) => isMeant(text, match));
  return one ? inBounds(Number(one[1]!.replaceAll(',', '')) * (UNITS[one[2] ?? ''] ?? 1)) : null;
}

/** `综艺第3期 热度12万`: the number that has a unit or stands beside the word. */
function isMeant(text: string, { index, 0: whole, 2: unit }: RegExpExecArray): boolean {
  return unit !== undefined || /热度?值?\s*[::]?\s*$/.test(text.slice(0, index)) || /^\s*热/.test(text.slice(index + whole.length));
}

/** A text that says nothing but a number: it changes with each reading and is no description. */
export const isHeatOnly = (text: string): boolean => parseHeat(text) !== null && /^[\s\d.,+kwm千百万萬亿億::热度值指数搜索量人气讨论阅读次个人在看·|]*$/i.test(text.normalize('NFKC'));

function inBounds(value: number): number | null {
  return Number.isFinite(value) && value >= 0 && value <= MOST ? Math.round(value) : null;
}
