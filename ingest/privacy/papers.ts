import { HIDDEN, type Hide } from './found.ts';

const HINT = /(?:[照证籍学险障保卡]|公积金)[^。，；\n]{0,8}?[\dA-Za-z字]\d{5}/;

/** Any of these words, then its number: a few letters and digits, or 军字第1234567号. */
const PAPER = new RegExp(
  String.raw`((?:护照|(?:港澳|台湾|来往|往来)?通行证|回乡证|台胞证|军官证|士官证|士兵证|警官证|文职干部证|残疾人证|残疾证|残疾军人证|驾驶证|驾照|准考证|居住证|老年证|结婚证|社会?保[障险]?(?:卡|账户)?|医保(?:卡|账户)?|公积金(?:账户|账号|帐号)?|学籍|学)(?:证件)?(?:号码|编号|账号|帐号|代码|号)?(?:是|为)?[\s:\uff1a(\uff08]{0,3})`
  + String.raw`([\u4e00-\u9fff]字第?\s?\d{5,12}号?|[A-Za-z]{1,3}\d{6,20}(?:\(\d\)|\uff08\d\uff09)?|\d{6,22}[A-Za-z]?\d{0,2})(?![\w*年月元])`, 'g');

/** Numbers of papers and of insurance, wholly: `'护照号E12345678'` → `'护照号******'`. Only where the text names the paper. */
export function maskPapers(text: string, hide: Hide): string {
  if (!HINT.test(text)) return text;
  return text.replace(PAPER, (_, cue: string, number: string) => cue + hide('paper', number, HIDDEN));
}
