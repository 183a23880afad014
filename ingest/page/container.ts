import { descend } from './descend.ts';
import type { PageElement } from './element.ts';
import type { PageLines } from './lines.ts';
import { measuresOf, type Measures, type Span } from './measure.ts';
import { bodyNameRank, isPost } from './names.ts';
import { elementsOf } from './walk.ts';

export interface Container {
  span: Span;
  /** The page itself names it as the article's place. */
  named: boolean;
}

/** The share of the page's prose that an element must hold for its name to be believed. */
const SURE_SHARE = 0.1;
const LIKELY_SHARE = 0.5;
/** A descent goes on as long as one child holds this much of its parent's prose. */
const MOST = 0.8;
const NEARLY_ALL = 0.97;
/** Lines of prose that make an element a text and not one paragraph of it. */
const PARAGRAPHS = 4;
/** Prose that is a text and no caption. */
const ENOUGH = 60;

/**
 * The lines of the article: of the elements named as its place the one worth most; where no name can be believed, the
 * smallest element that holds most of the page's prose.
 *
 * @returns null when the page has no prose to speak of
 */
export function findContainer(root: PageElement, { lines, spans }: PageLines): Container | null {
  const measures = measuresOf(lines);
  const { prose, worth } = measures;
  const dense = descend(root, spans, measures, MOST);
  const whole = dense ? prose(dense) : 0;
  const { likely, sure, post } = namedOf(root, spans, measures);
  if (post) return { span: post, named: true };
  if (sure && likely && isWithin(likely.span, sure.span) && prose(likely.span) >= MOST * prose(sure.span) && worth(likely.span) > 1.5 * worth(sure.span)) return { span: inner(likely), named: true };
  if (sure && prose(sure.span) >= SURE_SHARE * whole) return { span: sure.span, named: true };
  if (likely && prose(likely.span) >= LIKELY_SHARE * whole) return { span: inner(likely), named: true };
  return dense && whole >= ENOUGH ? { span: dense, named: false } : null;

  /** A likely name often stands one storey too high, above the text and the buttons below it. */
  function inner({ element, span }: Named): Span {
    const within = descend(element, spans, measures, NEARLY_ALL);
    return within && lines.slice(...within).filter((line) => line.prose >= 20).length >= PARAGRAPHS ? within : span;
  }
}

interface Named {
  element: PageElement;
  span: Span;
}

const isWithin = (inside: Span, outside: Span) => inside[0] >= outside[0] && inside[1] <= outside[1];

/** The best element of each rank of name, and a thread's first post. */
function namedOf(root: PageElement, spans: PageLines['spans'], { prose, worth }: Measures): { likely: Named | null; sure: Named | null; post: Span | null } {
  const best: [likely: Named | null, sure: Named | null] = [null, null];
  let post: Span | null = null;
  for (const element of elementsOf(root)) {
    const span = spans.get(element);
    const rank = bodyNameRank(element);
    if (!span || rank === 0 || prose(span) === 0) continue;
    if (isPost(element)) post ??= span;
    const old = best[rank - 1];
    if (!old || worth(span) >= worth(old.span)) best[rank - 1] = { element, span };
  }
  return { likely: best[0], sure: best[1], post };
}
