import type { Hide } from './found.ts';
import { hasIdCheck, hasIdShape, hasLuhn, isOldId } from './numbers.ts';

const HINT = /\d{7}|\d{3}[- ]\d|\d-\d{7}/;
const CONTEXT = 14;

/** Runs of digits, and the ways in which people space out telephone, card and ID numbers. */
const NUMBER = /(?<!\d)(?:\d{17}[Xx]|\d{6}([- ])(?:19|20)\d{6}\1\d{3}[\dXx](?!\d)|(?:1[3-9]\d([- ])\d{4}\2\d{4}|\d{4}([- ])\d{4}\3\d{4}\3\d{4}(?:\3\d{1,3})?|0\d{2,3}[-\u2014\uff0d ]{1,2}\d{7,8}|[(\uff08]0\d{2,3}[)\uff09][- ]?\d{7,8}|\d{7,})(?!\d))/g;

const AREA = /^0(?:10|2\d|[3-9]\d\d)/;
const SEP = String.raw`[^\d\u4e00-\u9fff]{0,4}$`;
export const ORDER_CUE = new RegExp(String.raw`(?:工单|单号|编号|案号|文号|票号|订单|流水|代码|凭证|罚单|注册号|许可证|执照|保单|合同|件号|快递|运单|no\.?|№)(?:号|号码|编号|码)?(?:为|是)?${SEP}`, 'i');
const ID_CUE = new RegExp(String.raw`(?:身份证|证件)(?:号|号码)?(?:为|是)?${SEP}`);
const CARD_CUE = new RegExp(String.raw`(?:卡号|银行卡|储蓄卡|信用卡|借记卡|账号|帐号|账户|帐户|社保号|社保卡|医保卡)(?:号|号码)?(?:为|是)?${SEP}`);
const PHONE_CUE = new RegExp(String.raw`(?:电话|座机|固话|手机|联系方式|致电|拨打)(?:号|号码)?(?:为|是)?${SEP}`);
export const AMOUNT = /^(?:\.\d|\s?[元万亿块吨㎡]|\s?平方|\s?公斤)/;
/** Beginnings of card numbers in use here; a region code with a date behind it is an order number. */
const CARD_BIN = /^(?:62|4|5[1-5]|35|37|60|65|9[58])/;
const REGION_AND_DATE = /^\d{6}20[0-4]\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])/;

/** Telephone, ID and card numbers written in figures. */
export function maskNumbers(text: string, hide: Hide): string {
  if (!HINT.test(text)) return text;
  return text.replace(NUMBER, (...match) => {
    const [run, at, whole] = [match[0] as string, match[match.length - 2] as number, match[match.length - 1] as string];
    return maskNumber(run, whole.slice(Math.max(0, at - CONTEXT), at), whole.slice(at + run.length, at + run.length + 4), hide);
  });
}

function maskNumber(run: string, before: string, after: string, hide: Hide): string {
  const digits = run.replace(/[^\dXx]/g, '');
  if (ID_CUE.test(before) && digits.length >= 15 && digits.length <= 18) return hide('id', digits.toUpperCase(), maskId(digits));
  if (CARD_CUE.test(before) && digits.length >= 12 && digits.length <= 21) return hide('bank', digits, '*'.repeat(digits.length));
  if (AMOUNT.test(after) || ORDER_CUE.test(before)) return run;
  const mobile = /^(?:86)?(1[3-9]\d{9})$/.exec(digits)?.[1];
  if (mobile !== undefined) return hide('phone', mobile, maskMobile(mobile));
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

export const maskMobile = (number: string): string => `${number.slice(0, 3)}****${number.slice(-4)}`;
export const maskId = (id: string): string => `${id.slice(0, 3)}${'*'.repeat(Math.max(0, id.length - 5))}${id.slice(-2)}`;
export const maskLocal = (number: string): string => `${number.slice(0, 2)}****${number.slice(-2)}`;
