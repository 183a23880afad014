import { hasIdCheck, hasIdShape, hasLuhn, isOldId } from './numbers.ts';

type PersonalKind = 'phone' | 'landline' | 'id' | 'bank' | 'plate' | 'email' | 'wechat' | 'qq';

/** Something personal that stood in a text, in the clear: keep it only where contact data is kept. */
export interface Found {
  kind: PersonalKind;
  value: string;
}

export interface Masked {
  text: string;
  found: readonly Found[];
}

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const NONE: readonly Found[] = [];

/** Whether a text can hold anything personal at all: one look, and most texts are done. */
const HINT = new RegExp(String.raw`\d{7}|\d{3}[- ]\d|\d-\d{7}|[\uff10-\uff19]{3}|@|[${PROVINCES}][A-Za-z]|微信|薇信|[vV](?:[xX]|信)|[wW](?:[xX]|e[cCiI])|[qQ]{2}|扣扣`);

/**
 * Hides what identifies a person (handbook §7.4): 138****1234, ID numbers but the first 3 and last 2, 苏K*****; bank
 * cards, mail addresses and accounts wholly. Order numbers, amounts and service numbers (12345, 400-…) stay.
 *
 * @example maskText('请回电13812345678,工单:20180404159024') // → text '请回电138****5678,工单:20180404159024'
 */
export function maskText(text: string): Masked {
  if (!HINT.test(text)) return { text, found: NONE };
  const found: Found[] = [];
  const hide = (kind: PersonalKind, value: string, masked: string): string => {
    found.push({ kind, value });
    return masked;
  };
  let out = /[\uff10-\uff19]/.test(text) ? text.replace(/[\uff10-\uff19]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0)) : text;
  if (out.includes('@')) out = out.replace(EMAIL, (mail) => hide('email', mail, HIDDEN));
  out = out.replace(ACCOUNT, (whole, cue: string, id: string) => {
    if (NOT_AN_ACCOUNT.test(id)) return whole;
    return cue + hide(/q|扣/i.test(cue) ? 'qq' : 'wechat', id, HIDDEN);
  });
  out = out.replace(NUMBER, (...match) => {
    const [run, at, whole] = [match[0] as string, match[match.length - 2] as number, match[match.length - 1] as string];
    return maskNumber(run, whole.slice(Math.max(0, at - CONTEXT), at), whole.slice(at + run.length, at + run.length + 4), hide);
  });
  out = out.replace(PLATE, (plate, head: string, tail: string) => {
    const digits = tail.replace(/\D/g, '').length;
    return digits >= 2 ? hide('plate', plate, `${head}*****`) : plate;
  });
  return found.length === 0 && out === text ? { text, found: NONE } : { text: out, found };
}

const HIDDEN = '******';
const CONTEXT = 14;

const EMAIL = /[\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,}/g;

const ACCOUNT = /((?:微信|薇信|(?<![A-Za-z])(?:wechat|weixin|wx|vx|v信))(?:账号|帐号|号码|号|id)?\s*(?:是|为)?[\s:\uff1a]*|(?:(?<![A-Za-z])qq|扣扣)(?:账号|帐号|号码|号)?\s*(?:是|为)?[\s:\uff1a]*(?=\d{5}))([A-Za-z][\w-]{5,19}|[1-9]\d{4,10})(?![\w*])/gi;
/** Words that follow 微信 in ordinary talk. */
const NOT_AN_ACCOUNT = /^(?:wechat|weixin|android|iphone|windows)$/i;

/** Runs of digits, and the ways in which people space out telephone and card numbers. */
const NUMBER = /(?<!\d)(?:\d{17}[Xx]|(?:1[3-9]\d([- ])\d{4}\1\d{4}|\d{4}([- ])\d{4}\2\d{4}\2\d{4}(?:\2\d{1,3})?|0\d{2,3}[-\u2014\uff0d ]{1,2}\d{7,8}|[(\uff08]0\d{2,3}[)\uff09][- ]?\d{7,8}|\d{7,})(?!\d))/g;

const PLATE = new RegExp(`((?<![最更全创高刷崭重])[${PROVINCES}][A-HJ-NP-Z])[\\u00b7\\u2022. -]?([A-Z0-9]{5,6}|[A-Z0-9]{4}[挂学警港澳领])(?![A-Z0-9])`, 'gi');

const AREA = /^0(?:10|2\d|[3-9]\d\d)/;
const SEP = String.raw`[^\d\u4e00-\u9fff]{0,4}$`;
const ORDER_CUE = new RegExp(String.raw`(?:工单|单号|编号|案号|文号|票号|订单|流水|代码|凭证|罚单|注册号|许可证|执照|保单|合同|件号|快递|运单|no\.?|№)(?:号|号码|编号|码)?(?:为|是)?${SEP}`, 'i');
const ID_CUE = new RegExp(String.raw`(?:身份证|证件)(?:号|号码)?(?:为|是)?${SEP}`);
const CARD_CUE = new RegExp(String.raw`(?:卡号|银行卡|储蓄卡|信用卡|借记卡|账号|帐号|账户|帐户|社保号|社保卡|医保卡)(?:号|号码)?(?:为|是)?${SEP}`);
const PHONE_CUE = new RegExp(String.raw`(?:电话|座机|固话|手机|联系方式|致电|拨打)(?:号|号码)?(?:为|是)?${SEP}`);
const AMOUNT = /^(?:\.\d|\s?[元万亿块吨㎡]|\s?平方|\s?公斤)/;
/** Beginnings of card numbers in use here; a region code with a date behind it is an order number. */
const CARD_BIN = /^(?:62|4|5[1-5]|35|37|60|65|9[58])/;
const REGION_AND_DATE = /^\d{6}20[0-4]\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])/;

type Hide = (kind: PersonalKind, value: string, masked: string) => string;

function maskNumber(run: string, before: string, after: string, hide: Hide): string {
  const digits = run.replace(/[^\dXx]/g, '');
  if (ID_CUE.test(before) && digits.length >= 15 && digits.length <= 18) return hide('id', digits.toUpperCase(), maskId(digits));
  if (CARD_CUE.test(before) && digits.length >= 12 && digits.length <= 21) return hide('bank', digits, '*'.repeat(digits.length));
  if (AMOUNT.test(after) || ORDER_CUE.test(before)) return run;
  const mobile = /^(?:86)?(1[3-9]\d{9})$/.exec(digits)?.[1];
  if (mobile !== undefined) return hide('phone', mobile, `${mobile.slice(0, 3)}****${mobile.slice(-4)}`);
  if (hasIdShape(digits) ? hasIdCheck(digits) : isOldId(digits)) return hide('id', digits.toUpperCase(), maskId(digits));
  if (digits.length >= 16 && digits.length <= 19 && CARD_BIN.test(digits) && !REGION_AND_DATE.test(digits) && hasLuhn(digits)) {
    return hide('bank', digits, '*'.repeat(digits.length));
  }
  const area = AREA.exec(digits)?.[0];
  if (area !== undefined && digits.length - area.length >= 7 && digits.length - area.length <= 8 && /^[2-8]/.test(digits.slice(area.length))) {
    return hide('landline', digits, `${area}-${maskLocal(digits.slice(area.length))}`);
  }
  if (/^[2-8]\d{6,7}$/.test(digits) && PHONE_CUE.test(before)) return hide('landline', digits, maskLocal(digits));
  return run;
}

const maskId = (id: string): string => `${id.slice(0, 3)}${'*'.repeat(id.length - 5)}${id.slice(-2)}`;
const maskLocal = (number: string): string => `${number.slice(0, 2)}****${number.slice(-2)}`;
