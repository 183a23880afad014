import { AMOUNT, maskMobile, ORDER_CUE } from './digits.ts';
import type { Hide } from './found.ts';

const WORDS = '〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖\u24ea\u2460-\u2468\u2474-\u247c\u2776-\u277e';
const FIGURE = `[\\d${WORDS}oO]`;
const GAP = '[ \\t\\n.,_\\-\\u00b7\\u2022~/\\u2014\\u2013\\uff0d\\u3000\\u3001\\uff0c\\u2026]{0,2}';

const HINT = new RegExp(`1(?:[3-9]\\d{1,6}${GAP.replace('0,2', '1,2')}[\\d${WORDS}]|[3-9]\\d{0,8}[${WORDS}oO]|${GAP.replace('0,2', '1,2')}[3-9]${GAP.replace('0,2', '1,2')}\\d)|[一幺壹\\u2460\\u2474\\u2776]${GAP}[3-9三四五六七八九叁肆伍陆柒捌玖\\u2462-\\u2468\\u2476-\\u247c\\u2778-\\u277e]${GAP}${FIGURE}`);
const MOBILE = new RegExp(`(?<![\\d${WORDS}])[1一幺壹\\u2460\\u2474\\u2776](?:${GAP}${FIGURE}){10}(?!${FIGURE})`, 'g');

/** How people group the eleven figures. */
const GROUPS = new Set(['11', '3-4-4', '3-8', '7-4', '3-3-5', '4-3-4', '4-4-3', '3-4-2-2', '3-2-2-2-2', '3-2-2-4', '5-6', '3-3-3-2', '3-5-3', '1-10', '2-9', '2-3-3-3', Array(11).fill('1').join('-')]);

/**
 * Mobile numbers as people write them to get past filters, or as a form breaks them: `'一三八零零一三八零零零'`,
 * `'138.0013.8000'`, `'①③⑧ 0013 8000'`, `'1380013\n8000'`.
 */
export function maskSpoken(text: string, hide: Hide): string {
  if (!HINT.test(text)) return text;
  return text.replace(MOBILE, (run: string, at: number) => {
    const figures = new RegExp(FIGURE, 'g');
    const digits = (run.match(figures) ?? []).map(digitOf).join('');
    const groups = run.split(new RegExp(`(?:${GAP.replace('{0,2}', '+')})`)).map((g) => g.length).join('-');
    const plain = /^\d+$/.test(run);
    if (plain || !/^1[3-9]/.test(digits) || !(GROUPS.has(groups) || brokenByLine(run))) return run;
    if (/[oO]/.test(run) && !/^\d{3}/.test(run)) return run;
    if (ORDER_CUE.test(text.slice(Math.max(0, at - 14), at)) || AMOUNT.test(text.slice(at + run.length, at + run.length + 4))) return run;
    return hide('phone', digits, maskMobile(digits));
  });
}

/** One break by a new line, and no other gap. */
const brokenByLine = (run: string): boolean => /^\d{3,8}[ \t]?\n\d{3,8}$/.test(run);

const ZERO_TO_NINE = ['0〇零oO\u24ea', '1一幺壹', '2二贰', '3三叁', '4四肆', '5五伍', '6六陆', '7七柒', '8八捌', '9九玖'];
const DIGITS = new Map(ZERO_TO_NINE.flatMap((same, digit) => [...same].map((c) => [c, String(digit)] as const)));

function digitOf(figure: string): string {
  const known = DIGITS.get(figure);
  if (known !== undefined) return known;
  const code = figure.charCodeAt(0);
  const first = [0x2460, 0x2474, 0x2776].find((f) => code >= f && code < f + 9) ?? code;
  return String(code - first + 1);
}
