import { scanMarkup } from '../feed/markup.ts';
import type { PageElement } from './element.ts';
import { MAX_ATTRIBUTE, MAX_CHARACTERS, MAX_DEPTH, MAX_ELEMENTS } from './limits.ts';

export type { PageElement } from './element.ts';
export { elementsOf, rawText } from './walk.ts';

const VOID = new Set(['area', 'base', 'basefont', 'bgsound', 'br', 'col', 'embed', 'frame', 'hr', 'img', 'input', 'keygen', 'link', 'meta', 'param', 'source', 'track', 'wbr']);
/** Tags that people leave open, forget or write twice; the tree does without them. */
const TRANSPARENT = new Set(['html', 'head', 'body']);
/** An opening tag of the key ends an open element of the value, unless one of the fence stands between. */
const ENDS: [opening: Set<string>, open: Set<string>, fence: Set<string>][] = [
  [
    new Set(['address', 'article', 'aside', 'blockquote', 'center', 'details', 'div', 'dl', 'fieldset', 'figure', 'footer', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'li', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'table', 'ul']),
    new Set(['p']), new Set(['td', 'th', 'table', 'caption', 'button', 'object', 'div', 'li', 'section', 'article']),
  ],
  [new Set(['li']), new Set(['li']), new Set(['ul', 'ol', 'td', 'th', 'table', 'div', 'section'])],
  [new Set(['dt', 'dd']), new Set(['dt', 'dd']), new Set(['dl', 'td', 'th', 'table', 'div'])],
  [new Set(['td', 'th']), new Set(['td', 'th']), new Set(['tr', 'table'])],
  [new Set(['tr', 'tbody', 'thead', 'tfoot']), new Set(['tr']), new Set(['table'])],
  [new Set(['option', 'optgroup']), new Set(['option']), new Set(['select'])],
];
/** A stray closing tag of something else does not reach out of these. */
const FENCES = new Set(['td', 'th', 'table']);
const TABLE_TAGS = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'caption']);

/**
 * HTML → a tree of bounded size and depth, in one pass, whatever is left open, crossed or repeated. Not the book's
 * algorithm (no reconstruction of fonts, no foster parents): enough for reading the words in their order.
 */
export function parsePage(html: string): PageElement {
  const root: PageElement = { tag: '#root', attributes: {}, children: [], parent: null };
  const stack: PageElement[] = [root];
  const open = new Map<string, number>();
  let elements = 0;
  /** Elements opened beyond the depth, which stand in the tree without being entered. */
  let beyond = 0;
  const top = () => stack.at(-1) ?? root;
  const pop = () => {
    const gone = stack.pop();
    if (gone) open.set(gone.tag, (open.get(gone.tag) ?? 1) - 1);
  };
  const closeDownTo = (names: Set<string>, fence: Set<string>) => {
    for (let i = stack.length - 1; i > 0; i--) {
      const { tag } = stack[i]!;
      if (names.has(tag)) {
        while (stack.length > i) pop();
        return;
      }
      if (fence.has(tag)) return;
    }
  };
  scanMarkup(withoutData(html), 'html', {
    open(tag, attributes, selfClosing) {
      if (TRANSPARENT.has(tag) || elements >= MAX_ELEMENTS) return;
      elements++;
      for (const [opening, ended, fence] of ENDS) {
        if (opening.has(tag) && [...ended].some((name) => (open.get(name) ?? 0) > 0)) closeDownTo(ended, fence);
      }
      const parent = top();
      const element: PageElement = { tag, attributes: shortened(attributes), children: [], parent };
      parent.children.push(element);
      if (VOID.has(tag) || (selfClosing && namespaced(tag))) return;
      if (stack.length > MAX_DEPTH) {
        beyond++;
        return;
      }
      stack.push(element);
      open.set(tag, (open.get(tag) ?? 0) + 1);
    },
    text(text) {
      if (elements >= MAX_ELEMENTS) return;
      const { children } = top();
      if (typeof children.at(-1) === 'string') children[children.length - 1] += text;
      else children.push(text);
    },
    close(tag) {
      if (beyond > 0 && !VOID.has(tag)) beyond--;
      else if (tag === 'br') top().children.push({ tag, attributes: {}, children: [], parent: top() });
      else if ((open.get(tag) ?? 0) > 0) closeDownTo(new Set([tag]), TABLE_TAGS.has(tag) ? NONE : FENCES);
    },
  });
  return root;
}

const NONE = new Set<string>();

/** `<svg/>` and `<o:p/>` end at once; `<div/>` does not, by the book. */
const namespaced = (tag: string) => tag.includes(':') || tag.includes('-') || tag === 'svg' || tag === 'path';

/** Pictures written into the page itself go first: they are all its weight and none of its words. */
const withoutData = (html: string) => html.replace(/data:[a-z]{1,20}\/[a-z0-9.+-]{1,60};base64,[a-z0-9+/=%]{200,}/gi, '').slice(0, MAX_CHARACTERS);

function shortened(attributes: Record<string, string>): Record<string, string> {
  for (const name in attributes) if (attributes[name]!.length > MAX_ATTRIBUTE) attributes[name] = attributes[name]!.slice(0, MAX_ATTRIBUTE);
  return attributes;
}
