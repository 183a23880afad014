import { decodeHtml } from './html-entities.ts';
import { scanTags } from './html-tags.ts';

const BLOCKS = new Set([
  'address', 'article', 'aside', 'blockquote', 'br', 'center', 'dd', 'div', 'dl', 'dt', 'fieldset', 'figcaption', 'figure', 'footer', 'form',
  'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'li', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'table', 'tbody', 'tfoot', 'thead', 'tr', 'ul',
]);
const INLINE = new Set([
  'a', 'abbr', 'acronym', 'audio', 'b', 'bdi', 'bdo', 'big', 'blink', 'body', 'button', 'caption', 'cite', 'code', 'col', 'colgroup', 'data', 'del',
  'details', 'dfn', 'em', 'embed', 'font', 'head', 'html', 'i', 'iframe', 'img', 'input', 'ins', 'kbd', 'label', 'legend', 'link', 'mark', 'marquee',
  'math', 'meta', 'noscript', 'object', 'option', 'param', 'picture', 'q', 'rp', 'rt', 'ruby', 's', 'samp', 'script', 'select', 'small', 'source',
  'span', 'strike', 'strong', 'style', 'sub', 'summary', 'sup', 'td', 'template', 'textarea', 'th', 'time', 'title', 'tt', 'u', 'var', 'video', 'wbr',
]);
/** What holds no words for people. */
const SILENT = new Set(['script', 'style', 'template', 'head', 'object', 'embed', 'iframe', 'noscript', 'select', 'textarea', 'button', 'svg']);
const VOID = new Set(['embed']);
const CELLS = new Set(['td', 'th']);
const LONGEST = 1_000_000;

/**
 * HTML as a reader would see it: block elements on lines of their own, entities decoded, scripts and styles dropped,
 * white space as a browser shows it.
 *
 * @param keepUnknown a tag that HTML does not know is left standing, so that a title `C++ <vector> 入门` keeps its word
 * @example htmlToText('<p>第一段</p><p>第二段&nbsp;&amp;</p>') // '第一段\n第二段 &'
 */
export function htmlToText(html: string, keepUnknown = false): string {
  // A text wrapped in CDATA twice means its inside.
  const source = html.slice(0, LONGEST).replace(/<!\[CDATA\[|\]\]>/g, '');
  if (!source.includes('<')) return tidy(decodeHtml(source));
  let out = '';
  let silent = 0;
  scanTags(source, {
    open(name, selfClosing) {
      if (SILENT.has(name)) silent += selfClosing || VOID.has(name) ? 0 : 1;
      else if (silent > 0 && name !== 'body') return;
      else if (BLOCKS.has(name)) out += '\n';
      else if (CELLS.has(name)) out += ' ';
      else if (keepUnknown && stands(name)) out += `<${name}>`;
      // The body has begun, whatever was left open before it.
      if (name === 'body') silent = 0;
    },
    text(text) {
      // Line ends in the source are spaces, so that those in the text are all ours.
      if (silent === 0) out += decodeHtml(text).replace(/[^\S ]+/g, ' ');
    },
    close(name) {
      if (SILENT.has(name)) silent = Math.max(0, silent - 1);
      else if (silent > 0) return;
      else if (BLOCKS.has(name)) out += '\n';
      else if (keepUnknown && stands(name)) out += `</${name}>`;
    },
  });
  return tidy(out);
}

/** A name that HTML does not have; Word's `<o:p>`, MathML's and SVG's children are never words of a title either. */
const stands = (name: string) => !INLINE.has(name) && !name.includes(':') && !name.includes('-');

/** Windows-1252 in disguise, control characters, and characters without width. */
const INVISIBLE = new RegExp(`[${['\\0-\\x08', '\\x0b-\\x1f', '\\x7f-\\x9f', '\\u200b\\u2060\\ufeff'].join('')}]`);

/** No spaces at the ends of lines, no empty lines, no invisible characters. */
export function tidy(text: string): string {
  const visible = INVISIBLE.test(text) ? demoronized(text).replace(/\r\n?/g, '\n').replace(new RegExp(INVISIBLE, 'g'), '') : text;
  // Each run of white space is looked at once, or a long one inside a line is quadratic.
  return visible.toWellFormed().replace(/\s{2,}|\u00a0/g, (run) => (run.includes('\n') ? '\n' : ' ')).trim();
}

const CP1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** C1 control characters are Windows-1252 in disguise: U+0092 → ’. */
function demoronized(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (c) => CP1252[c.charCodeAt(0) - 0x80] ?? '');
}
