import type { PageElement } from './element.ts';
import type { PageLines } from './lines.ts';
import type { Measures, Span } from './measure.ts';

const LEAF = /^(?:p|h\d|li|tr|dd)$/;

/** The smallest element below one that is reached by going, step by step, to the child that holds `share` of its parent's prose. */
export function descend(from: PageElement, spans: PageLines['spans'], { prose }: Measures, share: number): Span | null {
  let at = from;
  for (;;) {
    const span = spans.get(at);
    if (!span) return null;
    const here = prose(span);
    const next = blocksBelow(at, spans).find((child) => prose(spans.get(child)!) >= share * here);
    if (!next || here === 0 || LEAF.test(next.tag)) return span;
    at = next;
  }
}

/** The nearest elements with lines of their own below one. */
function blocksBelow(element: PageElement, spans: PageLines['spans']): PageElement[] {
  const out: PageElement[] = [];
  const queue = element.children.filter((child) => typeof child !== 'string');
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (spans.has(next)) out.push(next);
    else queue.push(...next.children.filter((child) => typeof child !== 'string'));
  }
  return out;
}
