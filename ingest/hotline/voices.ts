import type { ThreadPart } from '../../model/index.ts';
import { readTime } from './dates.ts';
import { unitName } from './unit-name.ts';

/** Where somebody begins to speak inside a text. */
export interface Voice {
  /** Place of the words that announce it, and of what is said. */
  from: number;
  to: number;
  who: ThreadPart['who'];
  unit: string | null;
  at: Date | null;
}

/** Unless one of these stands in a text, it is one person's words; most texts end here. */
const TRIGGER = /答复|回复|反馈|回访|追加|补充|催办|再次|工单内容|(?:处理|办理|办结)(?:意见|结果|情况)|20\d\d[-/.年]\d/;

const COLON = '[:\\uff1a]';
const DATE = '20\\d\\d[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?';
const STAMP = `${DATE}[ \\t]{0,3}(?:\\d{1,2}[:\\uff1a]\\d{1,2}(?:[:\\uff1a]\\d{1,2})?)?`;
/** What a unit may be called; brackets and numbers inside do occur (12345海南省). */
const NAME = '[\\u4e00-\\u9fff\\u201c\\u201d"()\\uff08\\uff09、·A-Za-z\\d ]{2,30}?';
const SAID = '(?:答复|回复|反馈|回报|(?:处理|办理|办结)(?=意见|结果|情况))(?:意见|内容|结果|情况|如下){0,2}';
const CITIZEN = '(?:市民|来电人|诉求人|投诉人|反映人|举报人|群众|网友|来访人|信访人|当事人|居民)';
const AGAIN = '(?:再次|又|多次|继续|第[二三四五两]次|二次|三次)';

/** `2018-02-11 09:30 城管局答复:`, `2018-02-11 09:30:12城管局:`, `2018-02-11 李某(城管局):`, `2018-02-11的处理意见:`, anywhere in a text. */
const STAMPED = new RegExp(`(${STAMP})[ \\t,\\uff0c:\\uff1a分]{0,3}(?:的?${SAID}\\s?${COLON}|(${NAME})(?:${SAID}\\s?[:\\uff1a;\\uff1b,\\uff0c]|${COLON}|[ \\t]?(?=我[局所镇办队司区处中街单院委]|接单|接到|此单|经|\\d{1,2}月\\d)))`, 'g');
/** The end of `城管局答复:`, `二次答复:`, `【回访】`; what stands before decides. */
const SAID_AT = new RegExp(`(?:${SAID}|回访(?:情况|结果|记录|内容)?)(?:[】\\]]\\s?${COLON}?|\\s?${COLON})`, 'g');
const BEFORE_SAID = /(?:^|[\n)\uff09]|[:\uff1a]\d\d|告知)[ \t]{0,4}(?:[-\d]{1,6} ?)?([【[]?[\u4e00-\u9fff\u201c\u201d"(\uff08、·A-Za-z\d]{0,30})$/;
/** `城管局:` without a word for answering: only names that no citizen has. */
const UNIT_AT = /(?:局|政府|街道办(?:事处)?|支队|大队|指挥部|管委会|派出所)[:\uff1a]/g;
/** `城管局2018-02-11 09:30的处理意见:` */
const BEFORE_STAMP = /(?:^|[\n)\uff09])[ \t]{0,4}([\u4e00-\u9fff]{2,25})$/;
const NO_NAME = /^[【[]?(?:第?[一二三四五]次|首次|最终|再次|官方|单位|部门|承办单位|办理单位|主办单位|处理)?$/;
/** `城管局来电反馈:` a unit that calls about an order of somebody else. */
const CALLED = new RegExp(`^[ \\t]{0,4}(${NAME})(?:再次)?(?:来电|来函|来信|致电)(?:反馈|反映|咨询|告知|要求|申请|请求|回复|表示|退单|催办|补充)${COLON}?(?!\\s{0,3}(?:[其他她我]|本人))`, 'gm');
/** `市民再次来电反映:`, `市民(王先生)于3月6日补充:`, and without a colon `市民于3月6日再次来电催办`. */
const ASKED = new RegExp(
  `(?<![据对向给经与为将])${CITIZEN}(?:(?:[(\\uff08]?[\\u4e00-\\u9fff*]{1,3}(?:先生|女士)[)\\uff09]?)?(?:于?\\d{1,4}[年月.-][\\d年月日.\\-: ]{1,16})?${AGAIN}?[\\u4e00-\\u9fff\\dA-Za-z\\u201c\\u201d]{0,10}?(?:反映|反应|补充|咨询|投诉|反馈|催办|求助|表示|建议|来电|来信|举报|要求)[ \\t]{0,2}${COLON}`
  + `|(?<=(?:^|[\\n。!\\uff01)\\uff09]).{2,3})于?(?:${DATE}|\\d{1,2}月\\d{1,2}日)?[ \\t]?(?:\\d{1,2}[:\\uff1a]\\d\\d)?[ \\t]?${AGAIN}(?:来电|致电|来信|反映|拨打|网站|催办)(?:催办|反映|补充|投诉|咨询|要求|表示)?[,\\uff0c]?)`, 'g');
const BEFORE_ASKED = new RegExp(`(?:工单内容\\s{0,3}${COLON}?\\s{0,3})?(${STAMP})?[ \\t]{0,3}$`);
/** `【追加】2018-03-05 10:20 市民补充:` */
const ADDED = new RegExp(`[【\\[](?:追加|补充|催办|追办|续报)(?:诉求|内容)?[】\\]]\\s{0,3}${COLON}?\\s{0,3}(${STAMP})?\\s{0,3}(?:${CITIZEN}[^\\n。;\\uff1b,\\uff0c:\\uff1a]{0,14}${COLON})?`, 'g');
const ADDED_LINE = new RegExp(`^[ \\t]{0,4}(?:(?:追加|补充)(?:诉求|内容|反映|说明)?${COLON}|工单内容\\s{0,3}${COLON})`, 'gm');
/** What belongs to the announcement before its time. */
const TOLD = /(?:已告知(?:市民)?[,\uff0c。]?\s{0,3})?于?$/;

/** How far back an announcement reaches. */
const LOOK_BACK = 45;

/** Everybody who speaks in a text, in order; empty where nobody is announced. */
export function voicesIn(text: string): Voice[] {
  if (!TRIGGER.test(text)) return [];
  const found: Voice[] = [];
  const before = (at: number) => text.slice(Math.max(0, at - LOOK_BACK), at);
  const add = (from: number, m: RegExpMatchArray, who: Voice['who'], unit: string | null, stamp: string | undefined) =>
    found.push({ from, to: m.index! + m[0].length, who, unit, at: timeOf(stamp) });

  for (const m of text.matchAll(STAMPED)) {
    const lead = m[2] === undefined ? BEFORE_STAMP.exec(before(m.index))?.[1] ?? '' : TOLD.exec(before(m.index))![0];
    const unit = unitName(m[2] ?? lead);
    if (unit !== null || m[2] === undefined) add(m.index - (m[2] !== undefined || unit !== null ? lead.length : 0), m, 'unit', unit, m[1]);
  }
  for (const m of text.matchAll(UNIT_AT)) {
    const end = m.index + m[0].length - 1;
    const name = BEFORE_SAID.exec(before(end))?.[1];
    const unit = name === undefined ? null : unitName(name);
    if (unit !== null) add(end - name!.length, m, 'unit', unit, undefined);
  }
  for (const m of text.matchAll(SAID_AT)) {
    const name = BEFORE_SAID.exec(before(m.index))?.[1];
    if (name === undefined) continue;
    const atLine = /^$|\n[ \t]*$/.test(before(m.index - name.length));
    const unit = unitName(name.replace(/(?:最终|初步|现|再次|已)$/, ''));
    if (unit !== null || (atLine && NO_NAME.test(name))) add(m.index - name.length, m, 'unit', unit, undefined);
  }
  for (const m of text.matchAll(CALLED)) {
    const unit = unitName(m[1]!);
    if (unit !== null) add(m.index, m, 'unit', unit, undefined);
  }
  for (const m of text.matchAll(ASKED)) {
    const lead = BEFORE_ASKED.exec(before(m.index))!;
    add(m.index - lead[0].length, m, 'citizen', null, lead[1]);
  }
  for (const m of text.matchAll(ADDED)) add(m.index, m, 'citizen', null, m[1]);
  for (const m of text.matchAll(ADDED_LINE)) add(m.index, m, 'citizen', null, undefined);
  return apart(found);
}

/** In order; of those that overlap, the first and longest. */
function apart(found: Voice[]): Voice[] {
  let end = 0;
  return found.sort((a, b) => a.from - b.from || b.to - a.to).filter((voice) => {
    if (voice.from < end) return false;
    end = voice.to;
    return true;
  });
}

function timeOf(stamp: string | undefined): Date | null {
  const time = stamp === undefined ? null : readTime(stamp.replaceAll('\uff1a', ':'));
  return time === null || time === 'bad' ? null : time.at;
}
