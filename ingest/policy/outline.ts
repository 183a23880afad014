import { fold } from './fold.ts';
import { isAttachmentLine, isClosing, isSalutation, isSignature, isTitle } from './lines.ts';
import { MAX_PARAGRAPH } from './limits.ts';
import { markOf, POINT_LEVEL, type Mark } from './marks.ts';
import { numberOf } from './numerals.ts';
import { isLabelLine, notesIn } from './notes.ts';

/** A numbered item and what stands below it. */
export interface Item {
  mark: Mark;
  /** With its number, without those responsible: `(三)加强政策解读`. */
  heading: string;
  /** The first is the heading's own line, without the number. */
  paragraphs: string[];
  children: Item[];
  parent: Item | null;
  /** Its place among the document's parts. */
  at: number;
}

export interface Outline {
  items: Item[];
  /** Paragraphs under no number: before the first one, and behind a signature. */
  loose: { text: string; at: number }[];
}

/** A table is no line, and ends what stands above it. */
interface PlacedLine {
  text: string | null;
  at: number;
}

/** Paragraphs → items by their numbers, each under the nearest item of a lower level. */
export function outlineOf(parts: readonly (string | object)[]): Outline {
  const out: Outline = { items: [], loose: [] };
  let stack: Item[] = [];
  let closed = true;
  const lines = parts.flatMap((part, at): PlacedLine[] => (typeof part === 'string' ? split(part.slice(0, MAX_PARAGRAPH)).map((text) => ({ text, at })) : [{ text: null, at }]));
  for (const [i, { text, at }] of lines.entries()) {
    if (text === null) {
      closed = true;
      continue;
    }
    const folded = fold(text);
    const next = lines[i + 1]?.text;
    const mark = markOf(folded);
    if (mark && (mark.level < POINT_LEVEL || pointsStand(text, stack)) && !(closed && inAttachments(lines, i))) {
      stack = stack.filter((item) => item.mark.level < mark.level);
      const parent = stack.at(-1) ?? null;
      const item: Item = { mark, heading: headingOf(text), paragraphs: [text.slice(mark.length)], children: [], parent, at };
      if (parent) parent.children.push(item);
      else out.items.push(item);
      stack.push(item);
      closed = false;
      continue;
    }
    const ended = isClosing(folded) || isAttachmentLine(folded) || isSignature(folded, next === null || next === undefined ? undefined : fold(next)) || isSalutation(folded);
    if (ended || (isTitle(folded) && closed)) {
      closed = true;
      if (isTitle(folded)) stack = [];
      continue;
    }
    if (isTitle(folded) && !isLabelLine(folded) && notesIn(text).length === 0 && folded.length >= 8) {
      closed = true;
      stack = [];
      continue;
    }
    const item = stack.at(-1);
    if (item && !closed) item.paragraphs.push(text);
    else out.loose.push({ text, at });
  }
  return out;
}

/** A list of attachments is numbered, too. */
function inAttachments(lines: readonly PlacedLine[], i: number): boolean {
  for (let k = i - 1; k >= 0 && i - k < 30; k--) {
    const text = lines[k]!.text;
    if (text === null) return false;
    const folded = fold(text);
    if (isAttachmentLine(folded)) return /^附 ?[件表录] ?:/.test(folded) && !/[。;,]/.test(fold(lines[i]!.text ?? ''));
    if (markOf(folded)?.level !== 4) return false;
  }
  return false;
}

/** Points within a task become items only where each names its own responsible units. */
const pointsStand = (text: string, stack: readonly Item[]) => stack.length > 0 && notesIn(text).length > 0;

const LONGEST_HEADING = 60;

/** The number and the first sentence, when that is short; else the number and the beginning. */
function headingOf(text: string): string {
  const folded = fold(text);
  const notes = notesIn(text.slice(0, 400));
  const stop = folded.search(/[。:;\n]/);
  const end = Math.min(...[stop, notes[0]?.from ?? -1].filter((at) => at > 0), folded.length);
  const heading = text.slice(0, end).trim();
  if (heading.length <= LONGEST_HEADING) return heading;
  const comma = folded.search(/,/);
  return comma > 4 && comma <= LONGEST_HEADING ? text.slice(0, comma) : `${text.slice(0, LONGEST_HEADING)}…`;
}

/** `…配合)(二)继续加大…`: a paragraph in which the next item begins, cut in two. */
function split(text: string): string[] {
  const folded = fold(text);
  const cuts = [0];
  const first = markOf(folded);
  let expected = first?.level === 3 ? first.number + 1 : null;
  for (const match of folded.matchAll(/(?<=[。;!)”] ?)\(([一二三四五六七八九十]{1,3})\)(?=[^、,。;)]{2,30}[。(])/g)) {
    const number = numberOf(match[1]!);
    if (expected !== null && number !== expected) continue;
    cuts.push(match.index);
    expected = number + 1;
  }
  let numbered = first?.level === 4 ? first.number + 1 : 1;
  const found: number[] = [];
  for (const match of folded.matchAll(/(?<=[。;:)] ?)(\d{1,2})[.、](?!\d)/g)) {
    if (Number(match[1]) !== numbered) continue;
    found.push(match.index);
    numbered++;
  }
  // Points of one paragraph are one task, unless several of them name who does it.
  const ends = [...found.slice(1), text.length];
  const named = found.filter((from, i) => notesIn(text.slice(from, ends[i])).length > 0).length;
  if (named >= 2 || (first?.level === 4 && named === found.length && named > 0)) cuts.push(...found);
  cuts.sort((a, b) => a - b);
  return cuts.map((from, i) => text.slice(from, cuts[i + 1] ?? text.length).trim()).filter((piece) => piece !== '');
}
