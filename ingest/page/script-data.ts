import { MAX_SCRIPT } from './limits.ts';
import type { PageElement } from './element.ts';
import { elementsOf, rawText } from './walk.ts';

/** A text that a script carries under a name: `"content":"<p>…"`, `var ct = "1575…"`. */
export interface ScriptText {
  /** Lower case, without underscores. */
  key: string;
  value: string;
  /** Which script, and where in it: what belongs together stands together. */
  script: number;
  at: number;
}

const KEYS = 'content|article_?body|article_?content|content_?html|html_?content|news_?content|body|text|html|detail|desc|abstract|sub_?abstracts|paragraphs|data|title|news_?title|article_?title|headline|time|publish_?time|pub_?time|ptime|ctime|ct|create_?time|publish_?date|pub_?date|published_?at|date_?published|date|source|source_?name|media_?name|nickname|author|author_?name|name|editor';
const FIELD = new RegExp(`(?:^|[^\\w\\\\])(["']?)(${KEYS})\\1\\s{0,4}[:=]\\s{0,4}(?:htmlDecode\\(\\s{0,4}|JSON\\.parse\\(\\s{0,4})?(\\[\\s{0,4})?(?:(["'\`])|(\\d{10}(?:\\d{3})?)(?!\\d))`, 'gi');
/** Texts beyond this are not the article's fields. */
const MOST_FIELDS = 20_000;

/** Some sites send the article in hidden areas: `<textarea class="article-content">`. */
const TEXTAREAS = -1;

/** The named texts of a page's scripts, in their order. Nothing is run: the source is read for literals, JSON and JavaScript alike. */
export function scriptTexts(root: PageElement): ScriptText[] {
  const out: ScriptText[] = [];
  let script = 0;
  for (const element of elementsOf(root)) {
    if (element.tag === 'textarea') {
      const key = (element.attributes['class'] ?? '').toLowerCase().replace(/article|[^a-z]/g, '');
      if (key !== '') out.push({ key, value: rawText(element).slice(0, MAX_SCRIPT), script: TEXTAREAS, at: out.length });
    }
    if (element.tag !== 'script' || out.length >= MOST_FIELDS) continue;
    const source = rawText(element).slice(0, MAX_SCRIPT);
    script++;
    for (const text of layersOf(source)) {
      FIELD.lastIndex = 0;
      for (let found = FIELD.exec(text); found !== null && out.length < MOST_FIELDS; found = FIELD.exec(text)) {
        const key = found[2]!.toLowerCase().replaceAll('_', '');
        if (found[5] !== undefined) {
          out.push({ key, value: found[5], script, at: found.index });
          continue;
        }
        const read = readLiterals(text, FIELD.lastIndex, found[4]!, found[3] !== undefined);
        if (read === null) break;
        out.push({ key, value: read.values.map(unescaped).join('\n'), script, at: found.index });
        FIELD.lastIndex = read.end;
      }
    }
  }
  return out;
}

/** A source as it stands, percent-encoded JSON decoded, and JSON written inside a string with its quotes freed. */
function* layersOf(source: string): Generator<string> {
  let text = source;
  if (/^\s*%7B/i.test(text)) {
    try {
      text = decodeURIComponent(text.trim());
    } catch {
      return;
    }
  }
  yield text;
  if (/\\"[a-z_]{2,20}\\"\s*:\s*\\"/i.test(text)) yield text.replace(/\\([\\"])/g, '$1');
}

/** A literal, or all of an array of them. Null when one does not end, and so none behind it begins. */
function readLiterals(text: string, start: number, quote: string, array: boolean): { values: string[]; end: number } | null {
  const values: string[] = [];
  for (let at = start; ;) {
    const end = endOfLiteral(text, at, quote);
    if (end === -1) return null;
    values.push(text.slice(at, end));
    const more = array ? /^\s{0,4},\s{0,4}$/.exec(text.slice(end + 1, end + 10).split(quote)[0]!) : null;
    if (!more) return { values, end: end + 1 };
    at = end + 1 + more[0].length + 1;
  }
}

function endOfLiteral(text: string, start: number, quote: string): number {
  for (let i = start; i < text.length; i++) {
    const c = text[i];
    if (c === '\\') i++;
    else if (c === quote) return i;
  }
  return -1;
}

const PLAIN: Record<string, string> = { n: '\n', r: '\n', t: ' ', b: '', f: '', v: '', 0: '' };

const unescaped = (literal: string) => literal.replace(/\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|x([0-9a-f]{2})|([\s\S]))/gi, (_, point?: string, four?: string, two?: string, one?: string) => {
  const code = Number.parseInt(point ?? four ?? two ?? '', 16);
  if (!Number.isNaN(code)) return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
  return PLAIN[one ?? ''] ?? one ?? '';
});
