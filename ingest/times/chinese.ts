const DIGITS: Record<string, string> = { 零: '0', '〇': '0', 一: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' };
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const HALVES: [RegExp, 'am' | 'pm'][] = [[/凌晨|清晨|早上|早晨|上午|오전/, 'am'], [/中午|下午|傍晚|晚上|晚间|오후/, 'pm']];

/** `十二` → 12, `二十三` → 23, `二〇二六` → 2026. */
function numeral(text: string): string {
  const ten = /^([二三])?十([一二三四五六七八九])?$/.exec(text);
  if (ten) return `${ten[1] ? DIGITS[ten[1]] : 1}${ten[2] ? DIGITS[ten[2]] : 0}`;
  return [...text].map((c) => DIGITS[c] ?? c).join('');
}

/**
 * Chinese (and Korean) dates turned into the ISO look: `2026年11月24日 下午3时05分` → `2026-11-24 3:05 pm`. Weekdays are
 * dropped; 中国标准时间 and 北京时间 become +0800. Text without such signs comes back as it was.
 */
export function fromChinese(input: string): string {
  if (!/[年月日时時分周星期年上下中凌清早晚傍오년北]/u.test(input)) return input;
  let text = input
    .replace(/(?:星期|周|礼拜)[一二三四五六日天][,,]?/g, ' ')
    .replace(/[([]?(?:北京时间|中国标准时间)[)\]]?/g, ' +0800 ')
    .replace(/[零〇一二三四五六七八九十]+(?=[年月日号时時点點分秒])/g, numeral)
    .replace(/(\d+)\s*[年년]\s*(\d+)\s*[月월]\s*(\d+)\s*(?:[日号號일]|\b)/g, (_, y: string, m: string, d: string) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')} `)
    .replace(/(\d+)\s*[年년]\s*(\d+)\s*[月월](?!\s*\d)/g, (_, y: string, m: string) => `${y}-${m.padStart(2, '0')}`)
    // WordPress in Chinese: `周二, 24 11月 2026 08:00:00 +0000`.
    .replace(/^\s*,?\s*(.*?\b)(\d{1,2})\s+(\d{1,2})月\s+(\d{4})/, (_, before: string, d: string, m: string, y: string) => `${before}${d} ${MONTHS[Number(m) - 1] ?? m} ${y}`)
    .replace(/(\d+)月\s*(\d+)[日,,]\s*(\d{4})/, (_, m: string, d: string, y: string) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`)
    .replace(/(\d{1,2})\s*[时時点點]\s*(?:(\d{1,2})\s*分)?\s*(?:(\d{1,2})\s*秒)?整?/g, (_, h: string, m?: string, s?: string) => `${h}:${(m ?? '00').padStart(2, '0')}${s ? `:${s.padStart(2, '0')}` : ''}`);
  for (const [words, half] of HALVES) {
    if (!words.test(text)) continue;
    text = text.replace(words, ' ').replace(/(\d{1,2}:\d\d(?::\d\d)?)/, `$1 ${half} `);
  }
  return text.replace(/\s+/g, ' ').trim();
}
