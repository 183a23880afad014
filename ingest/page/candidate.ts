import type { Article } from './types.ts';
import { markAside } from './aside.ts';
import { bodyOf } from './body.ts';
import { findContainer } from './container.ts';
import { embeddedArticle, type Embedded } from './embedded.ts';
import { linesOf, type PageLines } from './lines.ts';
import type { Span } from './measure.ts';
import { readableOf } from './readable.ts';
import { lettersOf } from './same.ts';
import type { ScriptText } from './script-data.ts';
import type { PageElement } from './element.ts';

/** A body and where it was found. */
export interface Candidate {
  by: Article['by'];
  body: string[];
  /** Its lines among the page's lines: from, and up to but without; null when it does not stand there. */
  place: Span | null;
  /** The page itself names the place as the article's. */
  named: boolean;
  embedded: Embedded | null;
}

/** A body below this asks for a second opinion, unless the page names its place. */
const SHORT = 200;
const WHOLE = 20;
/** How much longer a script's text must be than the page's to be the whole of it. */
const MORE = 1.5;
/** A text so short says nothing against another. */
const FEW = 60;

const NOTHING: Candidate = { by: 'none', body: [], place: null, named: false, embedded: null };

const length = ({ body }: Candidate) => body.reduce((sum, line) => sum + line.length, 0);

/** The best body of a page: by rules; where they find none or little, by Readability; a script's where it has more of the same. */
export function chooseBody(root: PageElement, page: PageLines, title: string | null, texts: readonly ScriptText[], linkedBody: string | null): Candidate {
  const found = findContainer(root, page);
  let best = found?.named ? { ...inPage(page, found.span, title), named: true } : NOTHING;
  if (length(best) < (best.named ? WHOLE : SHORT)) {
    const readable = byReadability(root, page, title);
    if (length(readable) > 2 * length(best)) best = readable;
  }
  if (found && !found.named) {
    const dense = inPage(page, found.span, title);
    if (length(best) < 0.5 * length(dense)) best = dense;
  }
  const embedded = embeddedArticle(texts, linkedBody);
  if (embedded) {
    const inScript: Candidate = { ...NOTHING, by: 'json', body: bodyOf(embedded.lines, title).body, embedded };
    if (length(inScript) > MORE * length(best) && agree(inScript, best)) best = inScript;
  }
  return best;
}

function inPage({ lines }: PageLines, [from, to]: Span, title: string | null): Candidate {
  const { body, first, last } = bodyOf(lines.slice(from, to), title);
  return body.length === 0 ? NOTHING : { ...NOTHING, by: 'rules', body, place: [from + first, from + last] };
}

function byReadability(root: PageElement, { lines }: PageLines, title: string | null): Candidate {
  const tree = readableOf(root);
  if (!tree) return NOTHING;
  const own = linesOf(tree);
  markAside(tree, own);
  const { body } = bodyOf(own.lines, title);
  if (body.length === 0) return NOTHING;
  const from = lines.findIndex(({ text }) => text === body[0]);
  const to = lines.findLastIndex(({ text }) => text === body.at(-1)) + 1;
  return { ...NOTHING, by: 'readability', body, place: from !== -1 && to > from ? [from, to] : null };
}

/** Whether the longer text holds a piece of the shorter one's longest line: a script also carries texts of other things. */
function agree(longer: Candidate, shorter: Candidate): boolean {
  if (length(shorter) < FEW) return true;
  const [line = ''] = [...shorter.body].sort((a, b) => b.length - a.length);
  const piece = lettersOf(line).slice(5, 25);
  return longer.body.some((other) => lettersOf(other).includes(piece));
}
