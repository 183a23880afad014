import { aroundRank, bodyNameRank, isHidden } from '../page/names.ts';
import { elementsOf, parsePage, rawText, type PageElement } from '../page/tree.ts';
import { gridOf, ownRows } from './grid.ts';
import { rolesOfHeader } from './columns.ts';
import { spellOut } from './fold.ts';
import type { Block } from './types.ts';

const BREAKS = new Set(['address', 'article', 'blockquote', 'center', 'dd', 'div', 'dl', 'dt', 'fieldset', 'figcaption', 'figure', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'li', 'main', 'ol', 'p', 'pre', 'section', 'table', 'tr', 'ul', 'caption', 'br', 'footer', 'td', 'th']);
const SILENT = new Set(['script', 'style', 'template', 'object', 'embed', 'iframe', 'noscript', 'select', 'textarea', 'button', 'svg', 'canvas', 'title', 'xml', 'nav', 'option', 'input', 'map', 'math', 'audio', 'video']);
/** A named container must hold this share of the page's characters to be the document's place. */
const SHARE = 0.2;
/** Beyond this share a name like `share` or `header` stands on the whole page. */
const WHOLE = 0.5;

export interface PageBlocks {
  blocks: Block[];
  /** Lines outside of the document's place, for the labels that sites set beside it. */
  around: string[];
}

export const looksHtml = (text: string) => /<(?:!doctype html|html|body|head|meta|table|div|p|span|br|td|h[1-6])\b[^<]{0,2000}>/i.test(text.slice(0, 20_000)) && /<\/(?:html|body|head|table|div|p|span|td|h[1-6]|title)>|<(?:br|p|td)\b/i.test(text);

/** A page's lines and tables in their order; what stands around the document is told apart. Recursion is bounded by the tree's depth. */
export function blocksOfPage(html: string): PageBlocks {
  const root = parsePage(html);
  const place = placeOf(root);
  const blocks = walk(place, place);
  const around = place === root ? [] : walk(root, place).filter((block) => block.kind === 'line').map(({ text }) => text);
  return { blocks, around };
}

function placeOf(root: PageElement): PageElement {
  const total = lengthOf(root);
  let best: { element: PageElement; rank: number; length: number } | null = null;
  for (const element of elementsOf(root)) {
    const rank = bodyNameRank(element);
    if (rank === 0 || (best && best.rank > rank)) continue;
    const length = lengthOf(element);
    if (length < SHARE * total || (rank === 1 && length < WHOLE * total)) continue;
    if (!best || rank > best.rank || length > best.length) best = { element, rank, length };
  }
  return best?.element ?? root;
}

/** Characters shown below an element. */
function lengthOf(element: PageElement): number {
  let length = 0;
  const queue = [element];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const child of next.children) {
      if (typeof child === 'string') length += child.trim().length;
      else if (!SILENT.has(child.tag)) queue.push(child);
    }
  }
  return length;
}

/** Lines and tables below `from`; the place itself is left out when walking around it. */
function walk(from: PageElement, place: PageElement): Block[] {
  const out: Block[] = [];
  const whole = lengthOf(from);
  let parts: string[] = [];
  const end = () => {
    const text = spellOut(parts.join('')).replace(/[\r\n\t ]+/g, ' ');
    parts = [];
    if (text.trim() !== '') out.push({ kind: 'line', text: text.trim(), indented: /^[ ]?[\u3000\u00a0]{2}/.test(text) });
  };
  const visit = (element: PageElement, pre: boolean): void => {
    const { tag } = element;
    if (SILENT.has(tag) || isHidden(element) || (element === place && from !== place)) return;
    if (aroundRank(element) > 0 && element !== from && lengthOf(element) < WHOLE * whole) return;
    if (tag === 'table') {
      const rows = dataRows(element);
      if (rows) {
        end();
        // Cells may be merged by leaving them out.
        out.push({ kind: 'table', rows, ragged: rows.some((row) => row.length !== rows[0]!.length), cut: false });
        return;
      }
    }
    if (BREAKS.has(tag)) end();
    for (const child of element.children) {
      if (typeof child !== 'string') visit(child, pre || tag === 'pre');
      else if (pre || tag === 'pre') {
        for (const [i, line] of child.split('\n').entries()) {
          if (i > 0) end();
          parts.push(line);
        }
      } else parts.push(child);
    }
    if (BREAKS.has(tag)) end();
  };
  visit(from, false);
  end();
  return out;
}

/** A table's cells when it is one of data; null for layout, and for the labels above a document, which are read as lines. */
function dataRows(table: PageElement): string[][] | null {
  const trs = ownRows(table);
  if ([...elementsOf(table)].some(({ tag }) => tag === 'table')) return null;
  const grid = gridOf(trs, cellText);
  const wide = grid.filter((row) => row.length >= 2);
  if (wide.length < 2) return null;
  if (grid.slice(0, 6).some((row) => rolesOfHeader(row) !== null)) return grid;
  const longest = Math.max(...grid.map((row) => Math.max(...row.map((cell) => cell.length), 0)));
  return wide.length >= 3 && longest < 600 && !/索引号|发文字号|发布机构|公开方式/.test(rawText(table).replace(/\s/g, '')) ? grid : null;
}

function cellText(cell: PageElement): string {
  const out: string[] = [];
  const visit = (element: PageElement): void => {
    if (SILENT.has(element.tag)) return;
    if (BREAKS.has(element.tag) && element !== cell) out.push('\n');
    for (const child of element.children) {
      if (typeof child === 'string') out.push(child.replace(/\s+/g, ' '));
      else visit(child);
    }
    if (BREAKS.has(element.tag) && element !== cell) out.push('\n');
  };
  visit(cell);
  return spellOut(out.join('')).replace(/ *\n+ */g, '\n').trim();
}
