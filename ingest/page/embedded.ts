import { htmlToText } from '../feed/html-text.ts';
import { linesOf, type Line } from './lines.ts';
import type { ScriptText } from './script-data.ts';
import { parsePage } from './tree.ts';

const BODY_KEYS = new Set(['content', 'articlebody', 'articlecontent', 'contenthtml', 'htmlcontent', 'newscontent', 'body', 'text', 'html', 'detail', 'desc', 'abstract', 'subabstracts', 'paragraphs', 'data']);
/** Prose that makes a script's text an article. */
const ENOUGH = 120;

export interface Embedded {
  lines: Line[];
  /** The script and the place of the body: its title, date and source stand near. */
  script: number;
  at: number;
}

/** The article that a page carries in a script: of all texts under a body's name the one with the most prose. */
export function embeddedArticle(texts: readonly ScriptText[], linkedBody: string | null): Embedded | null {
  let best: (Embedded & { prose: number }) | null = null;
  const candidates = texts.filter(({ key, value }) => BODY_KEYS.has(key) && value.length >= ENOUGH);
  if (linkedBody !== null) candidates.push({ key: 'articlebody', value: linkedBody, script: 0, at: 0 });
  // The longest few: a page of comments has thousands.
  for (const { value, script, at } of candidates.sort((a, b) => b.value.length - a.value.length).slice(0, 20)) {
    const { lines } = linesOf(parsePage(markupOf(value)));
    const prose = lines.reduce((sum, line) => sum + line.prose, 0);
    if (prose >= ENOUGH && /[\p{sc=Han}]|[.!?]\s/u.test(value) && (!best || prose > best.prose)) best = { lines, script, at, prose };
  }
  return best;
}

/** Markup may be written as entities, once or twice; a text without any has its paragraphs on lines. */
function markupOf(value: string): string {
  let html = value;
  for (let i = 0; i < 2 && /&lt;\/?(?:p|div|br|span|img|section)\b/i.test(html); i++) html = htmlToText(html.replaceAll('<', '&lt;'));
  html = html.replace(/^(?:"|&quot;)|(?:"|&quot;)$/g, '').replace(/&quot;$/, '');
  return /<(?:p|div|br|section|span)\b/i.test(html) ? html : `<pre>${html}</pre>`;
}

/** The text under the first of these keys that stands nearest to the article's body in the same script. */
export function nearestText(texts: readonly ScriptText[], at: Embedded, keys: readonly string[]): string | null {
  const near = texts.filter((text) => text.script === at.script && keys.includes(text.key) && text.value.trim() !== '')
    .sort((a, b) => Math.abs(a.at - at.at) - Math.abs(b.at - at.at));
  return near[0]?.value.trim() ?? null;
}
