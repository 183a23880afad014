import type { Link, Outline } from './list-links.ts';
import { labelsOf } from './list-tree.ts';
import type { PageElement } from './tree.ts';

/** A link and the element that is its row, its card or its line of a menu. */
export interface Row {
  link: Link;
  /** Its place among the page's links. */
  index: number;
  box: PageElement;
}

/** Links that stand alike in one container: a list, a column, a menu. */
export interface Group {
  container: PageElement;
  path: string;
  rows: Row[];
}

const INLINE = new Set(['b', 'strong', 'font', 'em', 'i', 'u', 'span', 'small', 'big', 'center', 'label', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
/** Rows hold few links besides their own: a category, an author, the last reply. */
const MOST_IN_ROW = 12;
export const MOST_TEXTS_IN_ROW = 40;
/** Looked at to tell which cell of its row a cell is. */
const MOST_CELLS = 40;
/** Labels that tell one row from the next and not one kind of row from another. */
const ROW_LABEL = /^(?:odd|even|first|last|active|cur|current|on|selected|top|new|hover|alt|bg\w?|line\w?)$/;

type Placed = Omit<Row, 'box'>;

/** All usable links sorted into groups by how they stand in the page, in document order of their first links. */
export function groupsOf(outline: Outline, usable: (link: Link) => boolean): Group[] {
  const placed = outline.links.map((link, index) => ({ link, index })).filter(({ link }) => usable(link));
  const byPath = gather(withoutCompanions(placed), ({ link }) => pathOf(link.box));
  const groups: Group[] = [];
  for (const [path, alike] of byPath) {
    const indexes = alike.map(({ index }) => index);
    const rows = alike.map(({ link, index }) => ({ link, index, box: rowOf(outline, link, indexes) }));
    for (const [container, here] of gather(rows, ({ box }) => box.parent ?? box)) groups.push({ container, path, rows: here });
  }
  return groups.sort((a, b) => a.rows[0]!.index - b.rows[0]!.index);
}

function gather<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

/** `[要闻] 标题`, `标题 2 3 4`: of a few links in one cell, one long and the rest short, the rest accompany it. */
function withoutCompanions(all: readonly Placed[]): Placed[] {
  const dropped = new Set<number>();
  for (const [, here] of gather(all, ({ link }) => blockOf(link.box))) {
    if (here.length < 2 || here.length > MOST_IN_ROW) continue;
    const [main, ...rest] = [...here].sort((a, b) => lengthOf(b) - lengthOf(a));
    if (!main || lengthOf(main) < 8 || rest.some((one) => lengthOf(one) > 6)) continue;
    for (const { index } of rest) dropped.add(index);
  }
  return all.filter(({ index }) => !dropped.has(index));
}

const lengthOf = ({ link }: Placed) => link.title?.length ?? 0;

function blockOf(box: PageElement): PageElement {
  let at = box.parent ?? box;
  while (at.parent && INLINE.has(at.tag)) at = at.parent;
  return at;
}

/** The elements from the page to a link, without those that only highlight: `…>ul>li>a`. Cells are counted, blocks named by their label. */
function pathOf(box: PageElement): string {
  const steps: string[] = [];
  for (let at: PageElement | null = box; at?.parent; at = at.parent) {
    if (INLINE.has(at.tag)) continue;
    if (at.tag === 'td' || at.tag === 'th') steps.push(`td${cellNumber(at)}`);
    else if (steps.length < 4 && (at.tag === 'div' || at.tag === 'p')) steps.push(`${at.tag}.${label(at)}`);
    else steps.push(at.tag);
  }
  return steps.reverse().join('>').slice(-600);
}

const label = (box: PageElement) => labelsOf({ ...box, attributes: { class: box.attributes['class'] ?? '' } }).split(/\s+/)
  .map((word) => word.replace(/[\d_-]+$/, '')).find((word) => word !== '' && !ROW_LABEL.test(word)) ?? '';

function cellNumber(cell: PageElement): number {
  let number = 0;
  for (const part of cell.parent?.children.slice(0, MOST_CELLS) ?? []) {
    if (part === cell) break;
    if (typeof part !== 'string' && (part.tag === 'td' || part.tag === 'th')) number += 1;
  }
  return number;
}

/** The largest element around a link that holds no other link of its kind, and few of any kind. */
function rowOf(outline: Outline, link: Link, alike: readonly number[]): PageElement {
  let row = link.box;
  for (let up = row.parent; up?.parent; up = up.parent) {
    const [from, to, textFrom, textTo] = outline.within(up);
    if (to - from > MOST_IN_ROW || textTo - textFrom > MOST_TEXTS_IN_ROW) break;
    const first = lowerBound(alike, from);
    const others = alike.slice(first, first + MOST_IN_ROW + 1).filter((index) => index < to && outline.links[index]!.url !== link.url);
    if (others.length > 0) break;
    row = up;
    // Alone of its kind: no neighbour will stop the climb, so the next row-like element does.
    if (alike.length === 1 && /^(?:li|tr|dd|dl|article|p)$/.test(up.tag)) break;
  }
  return row;
}

function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
