import type { Line } from './lines.ts';
import { isCommentHeading, isFooterLine, isRelatedHeading } from './phrases.ts';
import { isEdge } from './phrases-edge.ts';
import { isNeverBody } from './phrases-never.ts';
import { lettersOf, plain } from './same.ts';

/** Lines above the text in which a repeated title and the line of date and source are looked for. */
const HEAD_LINES = 30;

/**
 * The article's own lines out of its container: without what surrounds it, headings of other news and their lists, the
 * repeated title and the line of date and source.
 *
 * @returns the texts, and where among the given lines the first one stands and the last one ends
 */
export function bodyOf(lines: readonly Line[], title: string | null): { body: string[]; first: number; last: number } {
  const kept: { line: Line; at: number }[] = [];
  let related = false;
  for (const [at, line] of lines.entries()) {
    if (line.aside) continue;
    if (isCommentHeading(line.text) && kept.some((earlier) => isParagraph(earlier.line))) break;
    if (isRelatedHeading(line.text, isLinked(lines[at + 1]))) related = true;
    else if (related && isParagraph(line)) related = false;
    if (related || isNeverBody(line.text) || isFooterLine(line.text)) continue;
    kept.push({ line, at });
  }
  const start = headEnd(kept.map(({ line }) => line), title);
  let end = kept.length;
  while (end > start && isTail(kept[end - 1]!.line)) end--;
  const own = kept.slice(start, end);
  return { body: own.map(({ line }) => line.text), first: own[0]?.at ?? 0, last: (own.at(-1)?.at ?? -1) + 1 };
}

const isLinked = (line: Line | undefined) => line !== undefined && line.linked * 2 > line.text.length;

/** Prose that goes on after a list of other news: a sentence of some length outside of links. */
const isParagraph = (line: Line) => line.linked * 2 < line.text.length && line.text.length >= 30 && /[。!?;,:\u201c]/.test(plain(line.text));

/** `某某局 2026年11月24日` below the text is its signature. */
const SIGNED = /^(?!.*(?:发布|时间|日期|来源)).{0,40}[\d〇○零一二三四五六七八九十]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$/;

const isTail = (line: Line) => (isEdge(line.text) && !SIGNED.test(plain(line.text))) || (line.linked > 0.9 * line.text.length && line.text.length < 60 && !/附件|\.(?:pdf|docx?|xlsx?|zip|rar|wps|ofd)/i.test(line.text));

/** How many of the first lines are a repeated title, date and source. */
function headEnd(lines: readonly Line[], title: string | null): number {
  const own = title === null ? '' : lettersOf(title);
  let start = 0;
  for (let i = 0; i < Math.min(lines.length, HEAD_LINES); i++) {
    const { text } = lines[i]!;
    const titled = own.length < 4 ? 0 : titleLines(lines, i, own);
    if (titled > 0) {
      start = i + titled;
      i = start - 1;
    } else if (isEdge(text)) {
      if (start === i) start = i + 1;
    } else if (i - start >= 6) break;
  }
  return start;
}

/** The lines from one on that together are the title: one, or a title broken over several. */
function titleLines(lines: readonly Line[], from: number, own: string): number {
  let rest = own;
  for (let i = from; i < Math.min(from + 5, lines.length); i++) {
    const letters = lettersOf(lines[i]!.text);
    if (letters === '' || !rest.startsWith(letters)) return 0;
    rest = rest.slice(letters.length);
    if (rest === '') return i - from + 1;
  }
  return 0;
}
