import type { Hide } from './found.ts';

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const HINT = new RegExp(`[${PROVINCES}] ?[A-HJ-NP-Za-hj-np-z](?=[\\u00b7\\u2022. \\-\\u2014]{0,2}[A-Za-z\\d]{4})`);
const PLATE = new RegExp(`([${PROVINCES}] ?[A-HJ-NP-Za-hj-np-z])[\\u00b7\\u2022. \\-\\u2014]{0,2}([A-Za-z\\d]{5,6}|[A-Za-z\\d]{4}[挂学警港澳领])(?![A-Za-z\\d])`, 'g');
/** 最新A12345 is no plate of Xinjiang. */
const WORD_BEFORE = /[最更全创高刷崭重]$/;

/** Number plates: `'苏K·12345乱停'` → `'苏K*****乱停'`. */
export function maskPlates(text: string, hide: Hide): string {
  if (!HINT.test(text)) return text;
  return text.replace(PLATE, (plate, head: string, tail: string, at: number) => {
    if (tail.replace(/\D/g, '').length < 2 || WORD_BEFORE.test(text.slice(Math.max(0, at - 1), at))) return plate;
    return hide('plate', plate, `${head}*****`);
  });
}
