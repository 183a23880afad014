import { recordsIn } from './list-records.ts';
import { elementsOf, parsePage, rawText, type PageElement } from './tree.ts';

/** Scripts that hold list records, at most: each is parsed like a page. */
const MOST_SCRIPTS = 5;

/** A list page as a tree. Records that the page keeps in a script (see recordsIn) stand beside it, as if they had been written there. */
export function parseList(html: string): PageElement {
  const root = parsePage(html);
  const scripts = [...elementsOf(root)].filter(({ tag, attributes }) => tag === 'script' && /xml/i.test(attributes['type'] ?? '')).slice(0, MOST_SCRIPTS);
  for (const { parent, children } of scripts) {
    const records = recordsIn(children.filter((part) => typeof part === 'string').join(''));
    if (records === '' || !parent) continue;
    const holder: PageElement = { tag: 'div', attributes: {}, children: [], parent };
    for (const part of parsePage(records).children) {
      if (typeof part !== 'string') part.parent = holder;
      holder.children.push(part);
    }
    parent.children.push(holder);
  }
  return root;
}

/** The text of a page's scripts that hold a word. */
export function scriptsWith(root: PageElement, word: string): string[] {
  return [...elementsOf(root)].filter(({ tag }) => tag === 'script').map(rawText).filter((text) => text.includes(word));
}

/** White space as a browser shows it. */
export const squeeze = (text: string): string => text.replace(/[\s\u00a0\u3000\u200b\ufeff]+/g, ' ').trim();

/** What stands in an element's class and id, in lower case. */
export const labelsOf = ({ attributes }: PageElement): string => `${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`.slice(0, 300).toLowerCase();
