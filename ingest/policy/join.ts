import { isDayLine } from './day.ts';
import { fold } from './fold.ts';
import { markOf } from './marks.ts';
import { isLabelLine } from './notes.ts';
import { isAttachmentLine, isClosing, isOrgan, isTitle, isTitleEnd } from './lines.ts';

/** A line as long as the longest ones was broken by its width. */
const SLACK = 4;
const NARROW = 24;
const WIDE = 140;
/** Lines needed before their lengths say anything. */
const SAMPLE = 6;
const MOST_LETTERS = 20_000;
/** A paragraph is judged by its first and last characters. */
const END = 100;

export interface Line {
  text: string;
  indented: boolean;
}

/**
 * Lines → paragraphs. A line goes on in the next when it ends in the middle of a sentence or a word: people paste out of
 * pages and PDF files, and `重大政␤␤策` is one word. Headings, signatures and labels stand for themselves.
 */
export function joined(lines: readonly Line[]): string[] {
  const width = wrapWidth(lines);
  const indents = lines.filter(({ indented }) => indented).length;
  const indenting = indents >= 3 && indents * 2 >= lines.filter(({ text }) => /[。;]$/.test(fold(text))).length;
  const out: string[] = [];
  let last: Line | null = null;
  for (const line of lines) {
    const above = out.at(-1);
    if (above !== undefined && last && above.length < MOST_LETTERS && goesOn(above, last, line, { width, indenting })) out[out.length - 1] = glued(above, line.text);
    else out.push(line.text);
    last = line;
  }
  return out;
}

/** Chinese needs no blank between two pieces, Latin words do. */
const glued = (above: string, below: string) => (/[a-z0-9]/i.test(above.at(-1) ?? '') && /^[a-z]/i.test(below) ? `${above} ${below}` : above + below);

function goesOn(paragraph: string, last: Line, next: Line, { width, indenting }: { width: number | null; indenting: boolean }): boolean {
  const above = fold(paragraph.length > 3 * END ? paragraph.slice(0, END) + paragraph.slice(-2 * END) : paragraph);
  const line = fold(last.text);
  const below = fold(next.text);
  if (/^[,。;、:!?)》”’%]/.test(below)) return true;
  if (isDayLine(above) || isDayLine(below) || isLabelLine(below) || isAttachmentLine(below) || isClosing(below)) return false;
  if (/[,、(《“]$/.test(above)) return true;
  const full = width !== null && widthOf(line) >= width - SLACK;
  if (TIME_SAID.test(above) && !full) return false;
  // A full stop may fall on the end of a broken line by chance; only a document that sets its paragraphs in tells then.
  if (ends(above)) return indenting && full && !next.indented && markOf(below) === null && !isTitle(below);
  if (unclosed(above)) return true;
  if (isOrgan(below) && !full) return false;
  if (next.indented && indenting) return titleGoesOn(above, below);
  if (markOf(below) !== null || isLabelLine(above) && !full) return false;
  if (isTitle(above) && !/[,。;]/.test(above)) return /^(?:的|和|及|与|等|之)/.test(below) && below.length < 60;
  if (titleGoesOn(above, below)) return true;
  const mark = markOf(above);
  const prose = /[,。;]/.test(above);
  if (mark && !/。/.test(above)) {
    // A heading and what is left of it, or a heading and its text?
    if (full) return !(above.length <= 16);
    if (prose) return !/^(?:各|为|坚持|要|根据|按照|加强|推进|做好|建立|完善|健全|严格|认真|围绕|进一步)/.test(below) || above.length > 40;
    return above.length >= 10 && below.length <= 12 && !/[,;:]/.test(below);
  }
  return prose || full || above.length >= 40 || (above.length >= 9 && UNFINISHED.test(above) && !isOrgan(above) && /[,。;]/.test(below));
}

/** Words that make a line the beginning of a sentence and no heading. */
const UNFINISHED = /[要应须将把]|不少于|不超过|不低于|以及|通过|按照|对/;

/** A time behind its label needs no full stop. */
export const TIME_SAID = /(?:时限|期限|时间)(?:要求|节点)? ?: ?[^:]{0,30}(?:季度|半年|[年月日底末前旬止]|持续推进|长期坚持|长期|全年)$/;

/** Whether a paragraph can end here. */
export function ends(folded: string): boolean {
  if (/[。;!?:…][”"’』」)]*$/.test(folded)) return true;
  if (!/[)\]】]$/.test(folded)) return false;
  const open = folded.lastIndexOf('(');
  const inside = folded.slice(open + 1);
  return /[。;!?]\s*$/.test(folded.slice(0, open)) || /牵头|配合|负责|落实|责任|主办|协办/.test(inside) || /^.{0,30}[〔[(]\d{4}/.test(folded);
}

const unclosed = (folded: string) => {
  const open = folded.lastIndexOf('(');
  return open !== -1 && !folded.slice(open).includes(')') && folded.length - open < 120 && !/[;。]/.test(folded.slice(open));
};

/** `某市人民政府办公室` + `关于印发…` + `的通知`. */
function titleGoesOn(above: string, below: string): boolean {
  if (/[,。;:!?]/.test(above) || /[,。;:!?]/.test(below) || above.length > 90 || below.length > 60 || markOf(above) !== null || markOf(below) !== null) return false;
  if (/^(?:关于|印发|转发).{2,}/.test(below)) return /(?:办公[室厅]|政府|委员会|[局委厅办部院]|领导小组|中心)$/.test(above) && above.length <= 60;
  if (isTitle(above)) return false;
  return above.includes('关于') || (above.length >= 6 && !isOrgan(above) && isTitleEnd(below) && isTitle(above + below));
}

/** The width at which a text was broken, in columns; null when its lines end where their paragraphs do. */
function wrapWidth(lines: readonly Line[]): number | null {
  const widths = lines.map(({ text }) => widthOf(fold(text))).filter((width) => width >= NARROW).sort((a, b) => a - b);
  if (widths.length < SAMPLE) return null;
  const longest = widths[Math.floor(widths.length * 0.97)]!;
  if (longest > WIDE) return null;
  const near = widths.filter((width) => width >= longest - SLACK).length;
  return near * 10 >= widths.length * 4 ? longest : null;
}

function widthOf(text: string): number {
  let width = 0;
  for (const c of text) width += c.charCodeAt(0) > 0x7f ? 2 : 1;
  return width;
}
