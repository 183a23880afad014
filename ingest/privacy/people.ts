import type { Hide } from './found.ts';
import { maskName } from './name.ts';
import { nameAt } from './name-at.ts';
import { nameStarts } from './signs.ts';
import { SURNAME_CHARS } from './surnames.ts';

/** A name follows, whatever it is. What the writer calls himself is his; the others are other people's. */
const OWN = '我叫|本人叫|我名叫|我的名字[叫是:\\uff1a]|(?<!民警|交警|人员|干部|公司|企业|单位|店铺|项目|小区|药品|产品)(?:姓名|名字)[\\s:\\uff1a是为叫]{1,3}|(?:联系|来电|诉求|反映|投诉|举报|申请|求助|留言|来信|信访|写信|报案|咨询)人(?:姓名)?[\\s:\\uff1a是为叫]{1,3}';
const OTHERS = '名叫|(?:儿子|女儿|孩子|父亲|母亲|爸爸|妈妈|丈夫|妻子|老公|老婆|老伴|爱人|爷爷|奶奶|老人|邻居|房东|业主|村民|居民|户主|患者|学生|死者|伤者|司机)(?:叫|名为|名字叫|姓名[:\\uff1a])|敬礼[!\\uff01\\s\\u3000]{0,4}';
/** A usual name may follow, and must look like one. */
const WEAK_OWN = '我是(?:业主|村民|居民|住户|租客|市民)?|本人是?|联系人|来电人|投诉人|举报人|反映人|申请人|诉求人|求助人|信访人';
const WEAK = '市民|村民|居民|业主|住户|租户|租客|户主|房东|房主|患者|家长|家属|学生|职工|员工|工人|儿子|女儿|孩子|孙子|孙女|父亲|母亲|爸爸|妈妈|老公|老婆|丈夫|妻子|爱人|老伴|哥哥|弟弟|姐姐|妹妹|爷爷|奶奶|外公|外婆|老人|死者|伤者|联系|请找|残疾人|低保户|承租人|当事人|监护人|亲属|司机';

const CUE = new RegExp(`(?:(${OWN})|(${OTHERS})|(${WEAK_OWN})|${WEAK})$`);
/** The last two characters of every cue: of a hundred places where a name could begin, most end here. */
const ENDINGS = new Set(('我叫 人叫 名叫 字叫 字是 名字 字为 姓名 名是 名为 系人 电人 求人 映人 诉人 报人 请人 助人 言人 信人 访人 案人 询人 人是 人为 人叫 '
  + '敬礼 我是 是业 市民 村民 居民 业主 住户 租户 租客 户主 房东 房主 患者 家长 家属 学生 职工 员工 工人 儿子 女儿 孩子 孙子 孙女 父亲 母亲 爸爸 妈妈 老公 老婆 丈夫 妻子 '
  + '爱人 老伴 哥哥 弟弟 姐姐 妹妹 爷爷 奶奶 外公 外婆 老人 死者 伤者 联系 请找 疾人 保户 租人 事人 护人 亲属 司机 邻居 本人 客叫 者叫 子叫 儿叫 亲叫 爸叫 妈叫 夫叫 妻叫 公叫 婆叫 伴叫 爷叫 奶叫 居叫 东叫 主叫 民叫 生叫 机叫').split(' '));
const GAP = ' :\uff1a!\uff01\n';
const LONGEST_CUE = 14;
/** A full name with a title; 张先生 alone is nobody. */
const TITLED = new RegExp(`${SURNAME_CHARS}[\\u4e00-\\u9fff]{1,3}(?=先生|女士|小姐|同志)`, 'g');
const DOTTED = /(?<=[叫:\uff1a是为\s])[\u4e00-\u9fff]{2,8}[\u00b7\u2022][\u4e00-\u9fff]{1,8}/g;
/** Who stands beside a telephone. */
const MOBILE = /1\d\d\*{4}\d{4}/g;
const BESIDE = /([\u4e00-\u9fff]{2,8})[\s,\uff0c:\uff1a\u3001(\uff08]{0,3}(?:(?:的)?(?:联系|手机)?(?:电话|手机|方式|号码|号|tel)[:\uff1a\s是为]{0,3})?$/i;
const BEHIND = /^[\s,\uff0c\u3001(\uff08]{0,2}(?=[\u4e00-\u9fff])/;

interface Piece { from: number; to: number; own: boolean }

/** Names where something says that they are names: `'我叫张建国,住东关'` → `'我叫张*,住东关'`. */
export function maskPeople(text: string, hide: Hide): string {
  const pieces = [...afterCues(text), ...minority(text), ...withTitles(text), ...besideMobiles(text)].sort((a, b) => a.from - b.from || b.to - a.to);
  if (pieces.length === 0) return text;
  let out = '';
  let done = 0;
  const names = new Set<string>();
  for (const { from, to, own } of pieces) {
    if (from < done) continue;
    const name = text.slice(from, to);
    out += text.slice(done, from) + hide(own ? 'name' : 'person', name, maskName(name));
    done = to;
    if (name.length >= 3) names.add(name);
  }
  out += text.slice(done);
  // Once told, a name is known wherever else it stands.
  for (const name of names) out = out.replaceAll(name, maskName(name));
  return out;
}

function afterCues(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const from of nameStarts(text)) {
    const cue = cueBefore(text, from);
    const length = cue ? nameAt(text, from, cue.sure) : 0;
    if (cue && length > 0) pieces.push({ from, to: from + length, own: cue.own });
  }
  return pieces;
}

/** 我叫阿依古丽·买买提: the family name is none of ours, the dot tells. */
function minority(text: string): Piece[] {
  if (!/[\u00b7\u2022]/.test(text)) return [];
  return [...text.matchAll(DOTTED)].flatMap((m) => {
    const cue = CUE.exec(text.slice(Math.max(0, m.index - LONGEST_CUE), m.index));
    return cue && (cue[1] !== undefined || cue[2] !== undefined) ? [{ from: m.index, to: m.index + m[0].length, own: cue[1] !== undefined }] : [];
  });
}

function cueBefore(text: string, at: number): { sure: boolean; own: boolean } | null {
  let end = at;
  while (end > 0 && at - end < 5 && GAP.includes(text[end - 1]!)) end -= 1;
  if (!ENDINGS.has(text.slice(end - 2, end))) return null;
  const cue = CUE.exec(text.slice(Math.max(0, at - LONGEST_CUE), at));
  return cue && { sure: cue[1] !== undefined || cue[2] !== undefined, own: cue[1] !== undefined || cue[3] !== undefined };
}

function withTitles(text: string): Piece[] {
  if (!/先生|女士|小姐|同志/.test(text)) return [];
  return [...text.matchAll(TITLED)].flatMap((m) => {
    const end = m.index + m[0].length;
    // The shortest run that is a family name and a given one: 市王丽华女士 begins at 王.
    for (let from = Math.max(m.index, end - 4); from <= end - 2; from += 1) {
      if (nameAt(text, from, false) === end - from) return [{ from, to: end, own: false }];
    }
    return [];
  });
}

function besideMobiles(text: string): Piece[] {
  if (!text.includes('****')) return [];
  return [...text.matchAll(MOBILE)].flatMap((m) => [...before(text, m.index), ...behind(text, m.index + m[0].length)]);
}

function before(text: string, mobile: number): Piece[] {
  const head = text.slice(Math.max(0, mobile - 24), mobile);
  const beside = BESIDE.exec(head);
  if (!beside) return [];
  const start = mobile - head.length + beside.index;
  const end = start + beside[1]!.length;
  for (let from = Math.max(start, end - 4); from <= end - 2; from += 1) {
    if (nameAt(text, from, false) === end - from && (from === start || end - from > 2 || /[是人叫找系打的:和、电]/.test(text[from - 1]!))) return [{ from, to: end, own: false }];
  }
  return [];
}

function behind(text: string, mobileEnd: number): Piece[] {
  const gap = BEHIND.exec(text.slice(mobileEnd, mobileEnd + 4))?.[0].length;
  if (gap === undefined) return [];
  const from = mobileEnd + gap;
  const to = from + nameAt(text, from, false);
  return to - from >= 2 && !/[\u4e00-\u9fff]/.test(text[to] ?? '') ? [{ from, to, own: false }] : [];
}
