/** The sender's words without what his mailer put under them. */
export interface Unsigned {
  words: string;
  /** What stood under the words: name, telephone, the device. */
  signature: string;
}

const LONGEST = 60;
/** A signature of more lines is a letter that happens to hold a line of dashes. */
const MOST_LINES = 12;
const THINGS = String.raw`iphone|ipad|ipod|ios|android|安卓|手机|平板|电脑|小米|华为|荣耀|红米|oppo|vivo|魅族|三星|honor|huawei|xiaomi|redmi|samsung|galaxy|邮箱|邮件|客户端|大师|outlook|foxmail|gmail|mail|thunderbird|yahoo|windows|mac|wps|钉钉|企业微信|微信|189|139`;
const DEVICE = new RegExp(String.raw`^[-\u2014_\s(]*(?:(?:发自|发送自|传送自|寄自|来自|从|由|使用|通过|用)\s*(?:我的|我)?.{0,24}?(?:${THINGS}).{0,20}|sent (?:from|via|with|using) .{1,40}|get outlook for .{1,20}|获取(?:适用于)?.{0,20}outlook.{0,20}|签名由.{0,20}定制|邮箱大师|网易邮箱大师)[\s)。.]*$`, 'i');
const DISCLAIMER = /^[*\s]*(?:(?:免责|保密)?(?:声明|提示|提醒)?\s*[:]?\s*(?:本|此)(?:电子)?邮件(?:及其附件|所载|包含|内容|中)?.{0,60}(?:保密|机密|仅供|专有|收件人)|(?:this|the information (?:contained )?in this) e-?mail.{0,80}(?:confidential|intended))/i;
/** The frame of a card that Netease puts under a letter, as text. */
const FRAME = /^[|\s\u2502\u2503+=_-]*$/;

/**
 * Drops `-- ` and what follows, “发自我的iPhone”, and the disclaimers of firms, from the end of somebody's words.
 *
 * @example withoutSignature('路灯坏了\n发自我的iPhone') // { words: '路灯坏了', signature: '发自我的iPhone' }
 */
export function withoutSignature(text: string): Unsigned {
  const lines = text.split('\n');
  let end = lines.length;
  const disclaimer = lines.findIndex((line, i) => i > 0 && DISCLAIMER.test(flat(line)));
  if (disclaimer > 0) end = disclaimer;
  const rule = lines.slice(0, end).findLastIndex((line) => /^--\s*$/.test(line));
  if (rule > 0 && end - rule <= MOST_LINES) end = rule;
  const card = lines.findIndex((line, i) => i > 0 && i < end && end - i <= MOST_LINES && /^[|\u2502\u2503]$/.test(line.trim()));
  if (card > 0) end = card;
  for (;;) {
    const last = flat(lines[end - 1]);
    if (end === 0 || !(FRAME.test(last) || isDevice(last))) break;
    end -= 1;
  }
  // The device may stand above the name that an app adds.
  const device = lines.slice(0, end).findLastIndex((line) => isDevice(flat(line)));
  if (device > 0 && end - device <= 4) end = device;
  return { words: lines.slice(0, end).join('\n').trim(), signature: lines.slice(end).join('\n').trim() };
}

const flat = (line: string | undefined): string => (line ?? '').slice(0, 400).normalize('NFKC').trim();
const isDevice = (line: string): boolean => line.length > 0 && line.length <= LONGEST && DEVICE.test(line);
