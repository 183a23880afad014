import type { PageElement, PageNode } from './element.ts';

/** All elements below one, in the order of the page. */
export function* elementsOf(root: PageElement): Generator<PageElement> {
  const queue: PageElement[] = [root];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next !== root) yield next;
    for (let i = next.children.length - 1; i >= 0; i--) {
      const child = next.children[i]!;
      if (typeof child !== 'string') queue.push(child);
    }
  }
}

/** Looked at below one element for a short text; names of titles and authors nest in hostile pages. */
const FEW_NODES = 200;
const UNSHOWN = new Set(['script', 'style', 'noscript', 'template']);

/** The text below an element on one line, as long as it is short; null when it is not. */
export function shortText(element: PageElement, longest: number): string | null {
  const parts: string[] = [];
  const queue: PageNode[] = [element];
  let length = 0;
  let seen = 0;
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (++seen > FEW_NODES || length > longest) return null;
    if (typeof next === 'string') {
      const text = next.replace(/\s+/g, ' ');
      parts.push(text);
      length += text.length;
    } else if (!UNSHOWN.has(next.tag)) {
      if (next.tag === 'br') parts.push('\n');
      else if (next.tag === 'p' || next.tag === 'div') parts.push(' ');
      if (next.children.length > FEW_NODES) return null;
      for (let i = next.children.length - 1; i >= 0; i--) queue.push(next.children[i]!);
    }
  }
  // A title broken in two is one title.
  const text = parts.join('').replace(/(?<=[\p{sc=Han}\u300b\u201d])\s*\n\s*(?=[\p{sc=Han}\u300a\u201c])/gu, '').replace(/\s+/g, ' ').trim();
  return text.length > longest ? null : text;
}

/** Every word below an element, scripts and all, on one line. */
export function rawText(element: PageElement): string {
  const parts: string[] = [];
  const queue: PageNode[] = [element];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (typeof next === 'string') parts.push(next);
    else for (let i = next.children.length - 1; i >= 0; i--) queue.push(next.children[i]!);
  }
  return parts.join('');
}
