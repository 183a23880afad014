const DIGITS = '〇一二三四五六七八九';

/** Signs that write a number up to 99 or a year. */
export const NUMERAL = '[〇零○一二三四五六七八九十]';

/** `十二` → 12, `二十` → 20, `二〇一八` → 2018, `7` → 7; NaN when it is no number. */
export function numberOf(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  const signs = text.replace(/[零○]/g, '〇');
  const ten = /^([一二三四五六七八九])?十([一二三四五六七八九])?$/.exec(signs);
  if (ten) return (ten[1] ? DIGITS.indexOf(ten[1]) : 1) * 10 + (ten[2] ? DIGITS.indexOf(ten[2]) : 0);
  const hundred = /^([一二三四五六七八九])百(?:(.{1,3}))?$/.exec(signs);
  if (hundred) return DIGITS.indexOf(hundred[1]!) * 100 + (hundred[2] ? numberOf(hundred[2].replace(/^〇/, '')) : 0);
  if (!/^[〇一二三四五六七八九]{1,4}$/.test(signs)) return Number.NaN;
  return Number([...signs].map((c) => DIGITS.indexOf(c)).join(''));
}
