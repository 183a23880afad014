import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { MAX_READABILITY_CHARACTERS, MAX_READABILITY_ELEMENTS } from './limits.ts';
import type { PageElement, PageNode } from './element.ts';
import { parsePage } from './tree.ts';
import { elementsOf } from './walk.ts';

const NEVER = new Set(['script', 'style', 'template', 'object', 'embed', 'iframe', 'noscript', 'svg', 'math', 'canvas', 'select', 'textarea', 'button', 'input', 'link', 'meta', 'title']);
const KEPT = ['id', 'class', 'itemprop', 'role', 'href', 'style', 'hidden'];
const VOID = new Set(['br', 'hr', 'img']);

/**
 * The part of a page that Mozilla's Readability takes for the article, as a tree of its own. It is given our tree written out
 * anew: balanced, bounded and without scripts, so that no page reaches its recursion or its patience.
 *
 * @returns null when it finds none, or the page has more elements than it can bear
 */
export function readableOf(root: PageElement): PageElement | null {
  let count = 0;
  for (const element of elementsOf(root)) if (!NEVER.has(element.tag) && ++count > MAX_READABILITY_ELEMENTS) return null;
  const html = written(root);
  // Each escaped character is a text node of its own over there.
  if (html.length > MAX_READABILITY_CHARACTERS || html.split('&').length > MAX_READABILITY_ELEMENTS) return null;
  const { document } = parseHTML(`<!doctype html><html><head></head><body>${html}</body></html>`);
  try {
    const found = new Readability(document as never, { charThreshold: 100, keepClasses: true }).parse();
    return found?.content ? parsePage(found.content) : null;
  } catch {
    // It trusts the page to be a page; what breaks it holds no article for it.
    return null;
  }
}

function written(root: PageElement): string {
  const out: string[] = [];
  const visit = (node: PageNode) => {
    if (typeof node === 'string') out.push(escaped(node));
    else if (!NEVER.has(node.tag) && /^[a-z][a-z0-9]{0,20}$/.test(node.tag)) {
      out.push(`<${node.tag}`);
      for (const name of KEPT) {
        const value = node.attributes[name];
        if (value !== undefined) out.push(` ${name}="${escaped(value.slice(0, 500))}"`);
      }
      out.push('>');
      for (const child of node.children) visit(child);
      if (!VOID.has(node.tag)) out.push(`</${node.tag}>`);
    } else if (!NEVER.has(node.tag)) for (const child of node.children) visit(child);
  };
  for (const child of root.children) visit(child);
  return out.join('');
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
