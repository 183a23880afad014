import { daysOf, duesIn, earliest, type Times } from './due.ts';
import { duesOrLabels } from './due-cell.ts';
import { fold } from './fold.ts';
import { MAX_TASKS, MAX_TEXT } from './limits.ts';
import { isLabelLine, notesIn } from './notes.ts';
import type { Item, Outline } from './outline.ts';
import { segmentsOf, type Segment } from './segments.ts';
import { subjectsOf } from './subjects.ts';
import type { PolicyTask } from './types.ts';
import type { Units } from './units.ts';

/** A task of an outline, its place, and whether the document itself names who does it or by when. */
export type ItemTask = Omit<PolicyTask, 'no'> & { at: number; assigned: boolean; /** Days written in it. */ days: number };

/** Headings above words that ask for nothing. */
const GENERAL = /^(?:(?:总体|基本)要求|(?:总体|指导|基本|工作|主要|编制|制定)?(?:思想|原则|目标|思路|背景|依据|目的|意义|现状|概况|范围|情况)(?:[和与及、](?:主要)?(?:目标|要求|原则|思路|任务目标|基本原则|总体目标|意义|依据))*|总则|附则|名词解释|术语和?定义|概述|有关说明|其他事项说明|目标任务|(?:活动|会议|培训|检查|适用)?(?:时间|地点|主题|对象|范围|内容|参加人员)(?:[和及与、](?:时间|地点|对象|范围|方式))*|(?:充分认识|提高认识).{0,30}意义)$/;
/** Whatever stands below these asks for nothing, either. */
const GENERAL_ABOVE = /^(?:总体要求|指导思想|基本原则|总则|附则)$/;
const ARTICLE = /应当|应|负责|不得|须|必须|组织|建立|要求/;
const ARTICLE_NONE = /^(?:本(?:办法|规定|细则|条例|制度|规则|方案|意见).{0,60}(?:所称|是指|施行|解释|适用)|.{0,10}所称|为了?.{4,200}(?:制定|结合).{0,30}本|违反本)/;
const NOT_ASKED = /^(?:本(?:方案|办法|通知|要点|意见|细则|规定|制度)).{0,40}(?:施行|实施|解释|有效期)|^.{0,20}自(?:印发|发布|公布|\d{4}年).{0,20}起(?:施行|实施|执行)/;

/**
 * The rule: each numbered item without numbered items below it is a task; where its text names those responsible several
 * times, each naming ends one. General headings (总体要求 …) and definitions ask for nothing. What an item says of units
 * before its first sub-item, or on a line of its own behind the last one, holds for all of these.
 */
export function tasksOfOutline({ items, loose }: Outline, times: Times): ItemTask[] {
  const tasks: ItemTask[] = [];
  const visit = (item: Item, inherited: Inherited): void => {
    if (tasks.length >= MAX_TASKS) return;
    if (item.children.length === 0) {
      tasks.push(...tasksOfLeaf(item, inherited, times));
      return;
    }
    const own = heldBy(item, inherited, times);
    for (const child of item.children) visit(child, own);
    shareLast(item, tasks);
  };
  for (const item of items) visit(item, NOTHING);
  if (tasks.length === 0) tasks.push(...tasksOfProse(loose, times));
  return tasks.sort((a, b) => a.at - b.at).slice(0, MAX_TASKS);
}

interface Inherited {
  units: Units | null;
  due: string | null;
  dueText: string | null;
}

const NOTHING: Inherited = { units: null, due: null, dueText: null };

/** What an item with others below it says for all of them. */
function heldBy(item: Item, inherited: Inherited, times: Times): Inherited {
  const note = item.paragraphs.flatMap((text) => notesIn(text)).at(0);
  const labelled = item.paragraphs.filter((text) => isLabelLine(fold(text)));
  const dues = labelled.flatMap((text) => duesIn(text, times));
  return note || dues.length > 0 ? { units: note?.units ?? inherited.units, due: earliest(dues) ?? inherited.due, dueText: dues[0]?.text ?? inherited.dueText } : inherited;
}

const sectionOf = (item: Item): string[] => {
  const path: string[] = [];
  for (let one: Item | null = item; one; one = one.parent) path.unshift(one.heading);
  return path;
};

function tasksOfLeaf(item: Item, inherited: Inherited, times: Times): ItemTask[] {
  const segments = segmentsOf(item.paragraphs);
  const path = sectionOf(item);
  const titles = path.map((heading) => fold(heading).replace(/^(?:第.{1,4}[章节条]|[一二三四五六七八九十]+ ?[、.]|\(.{1,3}\)|\d+[.、]) */, '').replace(/[。:]$/, ''));
  const first = fold(segments[0]?.text ?? '');
  const assigned = segments.some(({ units }) => units !== null) || segments.some(({ whole }) => duesIn(whole, times).length > 0);
  if (!assigned && (GENERAL.test(titles.at(-1) ?? '') || titles.some((title) => GENERAL_ABOVE.test(title)) || NOT_ASKED.test(first))) return [];
  if (item.mark.article && !assigned && (ARTICLE_NONE.test(first) || !ARTICLE.test(first))) return [];
  return segments.filter(({ text }) => text !== '').map((segment) => taskOf(segment, path, inherited, times, item.at));
}

function taskOf({ text, whole, units }: Segment, section: string[], inherited: Inherited, times: Times, at: number): ItemTask {
  const dues = duesOrLabels(whole, times);
  const { lead, assist } = units ?? inherited.units ?? subjectsOf(text);
  return {
    section, text: text.slice(0, MAX_TEXT), lead: [...lead], assist: [...assist],
    due: earliest(dues) ?? (dues.length === 0 ? inherited.due : null), dueText: dues.length > 0 ? dues.map((due) => due.text).join(';') : inherited.dueText,
    days: daysOf(dues), at, assigned: units !== null || inherited.units !== null || dues.length > 0,
  };
}

/** A naming on a line of its own behind the last of several sub-items holds for those that name nobody. */
function shareLast(item: Item, tasks: ItemTask[]): void {
  const leaf = item.children.at(-1);
  if (!leaf || leaf.children.length > 0 || item.children.length < 2) return;
  const own = leaf.paragraphs.slice(1).filter((text) => notesIn(text).some((note) => fold(text.slice(0, note.from)).trim() === ''));
  if (own.length === 0 || leaf.paragraphs[0] === undefined || notesIn(leaf.paragraphs[0]).length > 0) return;
  const places = new Set(item.children.filter((child) => child.children.length === 0).map((child) => child.at));
  const group = tasks.filter((task) => places.has(task.at));
  const last = group.at(-1);
  if (!last || group.slice(0, -1).some((task) => task.assigned && task.lead.length > 0)) return;
  for (const task of group) [task.lead, task.assist, task.assigned] = [[...last.lead], [...last.assist], true];
}

const ASKS = /(?:要|应当|须|请|务必|必须|不得|负责|牵头|会同)/;
const SALUTES = /^(?:特此|现将|现就|经.{2,20}(?:同意|研究)|为(?:了|进一步|深入|全面|贯彻|切实|加强|做好|落实))/;

/** A document without numbers: each paragraph that names units, or a day, or tells an office to act. */
function tasksOfProse(loose: Outline['loose'], times: Times): ItemTask[] {
  const out: ItemTask[] = [];
  for (const { text, at } of loose) {
    for (const segment of segmentsOf([text])) {
      const folded = fold(segment.text);
      const dues = duesIn(segment.whole, times);
      const subjects = subjectsOf(segment.text);
      const asks = segment.units !== null || dues.some(({ date }) => date !== null) || (subjects.lead.length > 0 && ASKS.test(folded));
      if (!asks || (SALUTES.test(folded) && segment.units === null && dues.length === 0) || folded.length < 10) continue;
      out.push(taskOf(segment, [], NOTHING, times, at));
    }
  }
  return out;
}
