const DIGITS = '零一二三四五六七八九';
/** What `几`, `数` and `x` stand for. */
const A_FEW = 3;

/** A number as people write it before a unit: digits, Chinese numerals up to 999, `a`, `几`. */
export const NUMBER = String.raw`(?:\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百几数]+|an?\b|one|two|three|x|some|few|a few|several|a couple of|couple)`;

/**
 * `十二` → 12, `一百二十` → 120, `两` → 2, `几` → 3, `十几` → 13, `1.5` → 1.5, `an` → 1.
 *
 * @returns null for what is no number
 */
export function readNumber(text: string): number | null {
  if (/^\d/.test(text)) return Number(text);
  const word = { a: 1, an: 1, one: 1, two: 2, three: 3, 'a couple of': 2, couple: 2, x: A_FEW, some: A_FEW, few: A_FEW, 'a few': A_FEW, several: A_FEW }[text];
  if (word !== undefined) return word;
  const parts = /^(?:([一二两三四五六七八九几数])百零?)?(?:([一二两三四五六七八九几数])?(十))?([零〇一二两三四五六七八九几数])?$/.exec(text);
  if (!parts || text === '') return null;
  const [, hundreds, tens, ten, ones] = parts;
  return digit(hundreds, 0) * 100 + (ten ? digit(tens, 1) * 10 : 0) + digit(ones, 0);
}

function digit(c: string | undefined, absent: number): number {
  if (c === undefined) return absent;
  if (c === '几' || c === '数') return A_FEW;
  return c === '两' ? 2 : Math.max(0, DIGITS.indexOf(c));
}

/** Chinese numerals made digits where a clock or a calendar word follows: `十点二十分` → `10点20分`. */
export function digitsBefore(text: string, units: RegExp): string {
  return text.replace(/[零〇一二两三四五六七八九十]+/g, (run, at: number) => (units.test(text.slice(at + run.length, at + run.length + 2)) ? String(readNumber(run) ?? run) : run));
}
