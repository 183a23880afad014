import { tidy } from '../feed/html-text.ts';
import { isBodyName } from './names.ts';
import { isContactLine, isFooterLine } from './phrases.ts';
import type { PageElement } from './element.ts';

/** One line of a page as a reader sees it. */
export interface Line {
  text: string;
  /** Characters that stand inside links. */
  linked: number;
  /** It stands in a navigation, a list of other news, a form, or is hidden. */
  aside: boolean;
  /** What it weighs as prose, 0 for a list of links or a footer. */
  prose: number;
}

export interface PageLines {
  lines: Line[];
  /** The lines below an element: from, and up to but without. Elements inside a line have none of their own. */
  spans: Map<PageElement, [from: number, to: number]>;
}

const BLOCKS = new Set([
  'address', 'article', 'aside', 'blockquote', 'center', 'dd', 'details', 'div', 'dl', 'dt', 'fieldset', 'figcaption', 'figure', 'footer', 'form', 'h1', 'h2', 'h3',
  'h4', 'h5', 'h6', 'header', 'hr', 'li', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'table', 'tbody', 'tfoot', 'thead', 'tr', 'ul', 'summary', 'caption', '#root',
]);
/** What holds no words for people. */
const SILENT = new Set([
  'script', 'style', 'template', 'object', 'embed', 'iframe', 'noscript', 'noframes', 'select', 'textarea', 'button', 'svg', 'math', 'canvas', 'title', 'audio', 'video', 'map', 'frameset', 'datalist', 'xml',
]);
/** A link to a file is an attachment, and a part of the text. */
const FILE = /\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|txt|jpe?g|png)(?:$|[?#])/i;
const CELLS = new Set(['td', 'th']);
/** Private characters: the icons of web fonts. */
const ICONS = /[\ue000-\uf8ff]/g;
const LETTER = /[\p{L}\p{N}]/u;
/** A cell of more characters, or with blocks in it, is a part of the layout and not a datum. */
const LONGEST_CELL = 60;

/** The visible text of a page line by line, with the lines each block has. Recursion is bounded by the tree's depth. */
export function linesOf(root: PageElement): PageLines {
  const lines: Line[] = [];
  const spans: PageLines['spans'] = new Map();
  let parts: string[] = [];
  let linked = 0;
  const end = () => {
    const text = tidy(parts.join('').replace(/[\s\u00a0]+/g, ' ').replace(ICONS, '')).replaceAll('\n', ' ');
    if (LETTER.test(text)) lines.push({ text, linked: Math.min(linked, text.length), aside: false, prose: proseOf(text, linked) });
    parts = [];
    linked = 0;
  };
  const visit = (element: PageElement, inLink: boolean, inPre: boolean, inCell: boolean): void => {
    const { tag } = element;
    if (SILENT.has(tag)) return;
    const datum = CELLS.has(tag) && !isLayout(element);
    if (datum || (inCell && (tag === 'br' || BLOCKS.has(tag)))) parts.push(' ');
    else if (tag === 'br') end();
    const block = !inCell && !datum && (BLOCKS.has(tag) || CELLS.has(tag));
    if (block) end();
    const from = lines.length;
    const link = inLink || (tag === 'a' && element.attributes['href'] !== undefined && !FILE.test(element.attributes['href'].slice(-200)));
    const pre = inPre || tag === 'pre';
    for (const child of element.children) {
      if (typeof child !== 'string') visit(child, link, pre, inCell || datum);
      else {
        const [first = '', ...rest] = pre ? child.split('\n') : [child];
        for (const [i, text] of [first, ...rest].entries()) {
          if (i > 0) end();
          parts.push(text);
          if (link) linked += text.trim().length;
        }
      }
    }
    if (!block) return;
    end();
    spans.set(element, [from, lines.length]);
  };
  visit(root, false, false, false);
  return { lines, spans };
}

function isLayout(cell: PageElement): boolean {
  let length = 0;
  if (!hasNeighbour(cell)) return true;
  if (isBodyName(`${cell.attributes['id'] ?? ''} ${cell.attributes['class'] ?? ''}`)) return true;
  for (const child of cell.children) {
    if (typeof child === 'string') length += child.trim().length;
    else if (child.tag === 'table' || child.tag === 'ul' || child.tag === 'h1') return true;
    else length += lengthWithin(child, LONGEST_CELL);
    if (length > LONGEST_CELL) return true;
  }
  return false;
}

/** A datum has another in its row. */
const hasNeighbour = (cell: PageElement) => cell.parent?.children.some((other) => typeof other !== 'string' && other !== cell && CELLS.has(other.tag) && lengthWithin(other, 1) > 0) === true;

/** Characters below an element, counted no further than needed. */
function lengthWithin(element: PageElement, enough: number): number {
  let length = 0;
  for (const child of element.children) {
    length += typeof child === 'string' ? child.trim().length : lengthWithin(child, enough - length);
    if (length > enough) break;
  }
  return length;
}

/** Full-width or plain; a colon or a dot alone also stands in menus and versions. */
const SENTENCE = /[\u3002\uff01\uff1f\uff1b\uff0c\u2026!?;]|[,.](?:[\s"\u201d]|$)/;

function proseOf(text: string, linked: number): number {
  const free = text.length - linked;
  if (free * 2 < text.length || isFooterLine(text) || isContactLine(text)) return 0;
  return SENTENCE.test(text) || free >= 40 ? free : free / 4;
}
