/** Longer than this is a sentence and no time. */
const LONGEST = 100;

const SIMPLIFIED = new Map('剛刚 鐘钟 鍾钟 幾几 數数 後后 個个 時时 週周 點点 兩两 禮礼 號号 發发 編编 輯辑 於于 來来 屬属 間间 裡里 裏里 淩凌 現现 貼贴 復复 創创 佈布 東东 廣广 蘇苏 濱滨 約约 區区 這这'.split(' ').map((pair) => [pair[0]!, pair[1]!]));

const DEED = '(?:编辑|发布|发表|更新|回复|修改|创建|推送|上传|评论|发帖|发)';
/** What stands before a time and says whose: `编辑于`, `发布时间:`, `posted on`, `最后回复`, and guesses (`约`). */
const BEFORE = new RegExp(String.raw`^(?:(?:最后|最近|最新|首次|已)?${DEED}?(?:时间|日期|于|在)?\s*[::]|(?:最后|最近|最新|首次|已)?${DEED}(?:时间|日期|于|在)?|(?:时间|日期)|(?:last\s+)?(?:posted|published|updated|edited|modified|created|replied)(?:\s+(?:on|at))?:?|大约|大概|约|about|over|almost|around|[·•|,\-—([【])\s*`);
/** And after it: the place, the device, what was done. */
const AFTER = [
  /\s*[·•・|].*$/,
  /(?<=.)\s*(?:来自|ip\s*属地|ip\s*地址|ip[::]|(?:发布|发表|编辑|发)于|via\s).*$/,
  /\s(?:来源|作者|责编|阅读|浏览|点击).*$/,
  /\s*[([【]?(?:已编辑|编辑过|已修改|edited)[)\]】]?$/,
  new RegExp(String.raw`\s*(?:${DEED}了?|更新过|[)\]】,。.])$`),
  new RegExp(String.raw`\s+(?:中国)?(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|海外|未知)[省市]?$`),
];
/** `最后 编辑 于`, `(约3小时前)`: a few such things one after another, never many. */
const LAYERS = 4;

/**
 * The time itself, in half width, lower case and simplified characters, freed of what pages put around it.
 *
 *     timeWords('编辑于 ２小時前·廣東')   // '2小时前'
 *
 * @returns null for what is too long to be a time, or empty
 */
export function timeWords(input: string): string | null {
  const raw = input.slice(0, 4 * LONGEST).normalize('NFKC').replace(/[\s\u200b\ufeff]+/g, ' ').trim().toLowerCase();
  if (raw === '' || raw.length > LONGEST) return null;
  let text = raw.replace(/\p{Script=Han}/gu, (c) => SIMPLIFIED.get(c) ?? c);
  for (let layer = 0; layer < LAYERS; layer++) {
    const before = text;
    text = text.replace(BEFORE, '');
    for (const tail of AFTER) text = text.replace(tail, '');
    if (text === before) break;
  }
  return text === '' ? null : text;
}
