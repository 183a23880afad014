/** Masks of handbook §7.4 for what the desk shows. Order matters: the longest number is judged first. */

const SURNAMES = '(?:欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|'
  + '[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑罗梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤符邢])';
const HAN = '[\\u4e00-\\u9fff]';

const ID_NUMBER = /(?<!\d)([1-8]\d{2})\d{3}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{2}(\d[\dXx])(?![\dA-Za-z])/g;
const OLD_ID_NUMBER = /(?<!\d)([1-8]\d{2})\d{5}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d(\d{2})(?!\d)/g;
const LONG_NUMBER = /(?<!\d)\d(?:[ -]?\d){15,18}(?!\d)/g;
const MOBILE = /(?<!\d)(?:\+?86[ -]?)?(1[3-9]\d)[ -]?\d{4}[ -]?(\d{4})(?!\d)/g;
const LANDLINE = /(?<!\d)(0\d{2,3})[-— ]?\d{7,8}(?!\d)/g;
const EMAIL = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/g;
const CHAT_ID = /(微信号?|[Vv][Xx]|[Qq]{2}号?)([是为::\s]{0,3})[A-Za-z0-9_-]{5,20}/g;
const PLATE = /([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z])[·•]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])/g;
/** A door: building with unit or room. A building alone stays, because the matter may be about it. */
const DOOR = /[A-Za-z\d一二三四五六七八九十]{1,4}(?:号楼|栋|幢|座)(?:[\d一二三四五六七八九十]{1,3}单元\d{0,5}|\d{2,5})(?:室|房|号)?|\d{1,3}单元\d{2,5}(?:室|房|号)?/g;
const NAMED = new RegExp(`(我叫|(?:姓名|联系人|来电人|投诉人|举报人|反映人|申请人)[是为::\\s]{1,3})(${SURNAMES})(${HAN}{1,2})`, 'g');
const ADDRESSED = new RegExp(`(${SURNAMES})(${HAN}{1,2})(?=先生|女士|小姐)`, 'g');

/**
 * De-identifies people's words for the screen; the rest of the text stays as it was.
 * @example maskText('我叫张建国,电话13800138000') // → '我叫张**,电话138****8000'
 */
export function maskText(text: string): string {
  return text
    .replace(ID_NUMBER, '$1*************$2')
    .replace(LONG_NUMBER, (number) => (passesLuhn(number) ? '[卡号]' : number))
    .replace(MOBILE, '$1****$2')
    .replace(OLD_ID_NUMBER, '$1**********$2')
    .replace(LANDLINE, '$1-********')
    .replace(EMAIL, '[邮箱]')
    .replace(CHAT_ID, '$1$2***')
    .replace(PLATE, '$1*****')
    .replace(DOOR, '***')
    .replace(NAMED, (_all, before: string, surname: string, given: string) => before + surname + '*'.repeat(given.length))
    .replace(ADDRESSED, (_all, surname: string, given: string) => surname + '*'.repeat(given.length));
}

/** The check digit that bank cards carry and order numbers, as a rule, do not. */
function passesLuhn(number: string): boolean {
  const digits = [...number.replace(/\D/g, '')].reverse().map(Number);
  const sum = digits.reduce((total, d, k) => total + (k % 2 === 0 ? d : d * 2 - (d > 4 ? 9 : 0)), 0);
  return sum % 10 === 0;
}
