import { hasElements, markupOf, textOf, type Element } from './tree.ts';
import type { RawText } from './types.ts';

const PLAIN = /^(?:text|text\/plain)$/i;
const HTML = /^(?:html|text\/html|application\/xhtml\+xml|xhtml|text\/x-html|application\/html)$/i;
/** Text that says nothing of its type and is markup all the same. */
const LOOKS_HTML = /<\/?(?:p|br|div|a|img|b|i|strong|em|span|ul|ol|li|h[1-6]|table|blockquote)(?:\s[^<>]*)?\/?>/i;

/** An element's text with its kind: Atom's `type` and `mode`, RSS's silence (HTML). */
export function rawText(element: Element): RawText {
  const type = element.attributes['type']?.trim() ?? '';
  const mode = element.attributes['mode']?.trim().toLowerCase() ?? '';
  const atom = element.vocabulary === 'atom' || element.vocabulary === 'atom03';
  const inner = hasElements(element);
  const text = textOf(element);
  if (mode === 'base64' || (!inner && isBinary(type, text))) return { value: fromBase64(text), type: PLAIN.test(type) ? 'text' : 'html' };
  if (inner) return { value: markupOf(element), type: 'html' };
  if (PLAIN.test(type)) return { value: text, type: 'text' };
  if (HTML.test(type) || mode === 'escaped' || !atom) return { value: text, type: 'html' };
  return { value: text, type: LOOKS_HTML.test(text) ? 'html' : 'text' };
}

/** Atom 1.0 §4.1.3.3: what is neither text nor XML is base64. */
function isBinary(type: string, text: string): boolean {
  return type.includes('/') && !/^text\/|xml$/i.test(type) && !HTML.test(type) && /^[A-Za-z0-9+/=\s]+$/.test(text);
}

const fromBase64 = (text: string) => Buffer.from(text.replace(/\s+/g, ''), 'base64').toString('utf8');
