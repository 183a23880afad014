import { fold } from './fold.ts';
import { isUnit } from './unit-names.ts';
import { unitsIn, type Units } from './units.ts';

/** Where a text names those responsible: in brackets behind a sentence, or after a label. */
export interface Note {
  from: number;
  to: number;
  /** What stands inside, as written. */
  text: string;
  units: Units;
}

const LONGEST = 500;
const ROLE = /牵头|配合|负责|落实|主办|协办|责任(?:单位|部门|处室|科室|股室|主体)|参与|协同|承办/;
/** Words of time among the names: `(市委编办,12月底前完成)`. */
const BY_WHEN = /前(?:完成|落实|报送)?$|[底末日]$|^(?:持续|长期|常态|立即|按时|全年|适时)|^[\d年月日号底末初上中下旬至到\u2014\u2013~.-]+$/;
const UNIT_LABEL = '(?:牵头|主办|主责|责任|负责|承办|落实|配合|协办|参与|参加|协助|协同)(?:责任)?(?:单位|部门|处室|科室|股室|机构|主体)(?:\\(.{0,10}\\))?';
const TIME_LABEL = '(?:完成|办理|办结|整改|推进)?(?:时限|时间|期限|时间节点|时限要求|时间要求)';
const LABELLED = new RegExp(`(^|[。;,()\\s【〔\\[—-])(${UNIT_LABEL}) ?(?:[:】\\]]|[为是](?=[^,;。:]{2,40}(?:[,;。)]|$)))`, 'g');
const LABEL_AT_START = new RegExp(`^[【\\[(]?(?:${UNIT_LABEL}|${TIME_LABEL}) ?[:】\\]]`);

/** A line that holds nothing but labels of offices and dates: `责任单位:市政府办公室`. */
export const isLabelLine = (folded: string) => LABEL_AT_START.test(folded);

/** The notes of a paragraph in its order. They do not overlap. */
export function notesIn(text: string): Note[] {
  const folded = fold(text);
  const notes: Note[] = [];
  for (const { from, to, end } of brackets(folded)) {
    const inside = folded.slice(from + 1, end);
    if (inside.length < 2 || inside.length > LONGEST || !standsAsNote(folded, from, to, inside)) continue;
    const units = unitsIn(text.slice(from + 1, end));
    if (units) notes.push({ from, to, text: text.slice(from + 1, end), units });
  }
  LABELLED.lastIndex = 0;
  for (const match of folded.matchAll(LABELLED)) {
    const from = openBefore(folded, match.index + match[1]!.length);
    if (notes.some((note) => from >= note.from && from < note.to)) continue;
    const to = endOfLabels(folded, from);
    const units = unitsIn(text.slice(from, to).replace(/^[(\uff08]/, '').replace(/[】\]]/g, ':').replace(/[【[]/g, ';'));
    if (units) notes.push({ from, to, text: text.slice(from, to), units });
  }
  return notes.sort((a, b) => a.from - b.from);
}

/** Outermost brackets, round or square, and where their words end; what is left open ends with the text. */
function brackets(folded: string): { from: number; to: number; end: number }[] {
  const out: { from: number; to: number; end: number }[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < folded.length; i++) {
    const c = folded[i]!;
    if (/[([【〔]/.test(c) && depth++ === 0) from = i;
    else if (/[)\]】〕]/.test(c) && depth > 0 && --depth === 0) out.push({ from, to: i + 1, end: i });
  }
  if (depth > 0 && folded.length - from <= LONGEST) out.push({ from, to: folded.length, end: folded.length });
  return out;
}

/** Behind a sentence or at the text's end, with a word of role or nothing but offices. */
function standsAsNote(folded: string, from: number, to: number, inside: string): boolean {
  const before = folded.slice(0, from).trimEnd().at(-1) ?? '。';
  const after = folded.slice(to).trimStart()[0] ?? '。';
  const behind = /[。;!?)\]”:〕]/.test(before);
  const closes = /[。;,\n]/.test(after);
  if (!behind && !closes) return false;
  if (ROLE.test(inside)) return !/[。!?]./.test(inside) && !/^(?:以下|下同|含|包括|即|如|其中|不含|除)/.test(inside);
  const names = inside.split(/[、,;\s]+/).filter((name) => name !== '' && !BY_WHEN.test(name));
  return names.length > 0 && names.every((name) => isUnit(name.replace(/等?(?:部门|单位)$/, (word) => (word.startsWith('等') ? '' : word)))) && (behind ? after === '。' || before !== ')' : names.length > 1 || closes);
}

const PERSON = /(?<=^|[。;,(\s])[^。;:,(\s]{0,4}(?:领导|责任人|联系人|负责人) ?:[^。:;]{1,30}[;, ]*$/;

/** Persons named before the offices, and a bracket that the text leaves open before them, are a part of the note. */
function openBefore(folded: string, at: number): number {
  const person = PERSON.exec(folded.slice(Math.max(0, at - 60), at));
  const from = person ? at - person[0].length : at;
  const open = folded.lastIndexOf('(', from);
  return open !== -1 && from - open < 40 && !/[)。]/.test(folded.slice(open, from)) ? open : from;
}

/** Labels follow each other up to a sentence that is none. */
function endOfLabels(folded: string, from: number): number {
  const stop = folded.slice(from, from + LONGEST).search(/。(?! ?[【[(]?(?:牵头|主办|责任|配合|协办|参与|完成|时限|时间|办结)[^。:]{0,10}:)|\n(?! ?[【[(]?(?:牵头|主办|责任|配合|协办|参与|完成|时限|时间|办结)[^。:]{0,10}:)/);
  const end = stop === -1 ? Math.min(folded.length, from + LONGEST) : from + stop + 1;
  const open = folded.slice(from, end).lastIndexOf(')');
  return open !== -1 && /\)[。\s]*$/.test(folded.slice(from, end)) && !folded.slice(from, from + open).includes('(') ? from + open + 1 : end;
}
