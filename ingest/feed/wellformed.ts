import { SaxesParser } from 'saxes';
import type { Entities } from './doctype.ts';

/** eslint would call these control characters a mistake; XML does too, which is the point. */
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
const PREFIXES_OF_XML = new Set(['xml', 'xmlns']);

/** What is wrong with the document by the book (XML 1.0 with namespaces), or null. Knows declared entities, fetches none. */
export function faultOf(xml: string, entities: Entities): string | null {
  const parser = new SaxesParser({ xmlns: true, position: true });
  for (const [name, value] of entities.declared) parser.ENTITIES[name] = value;
  let fault: string | null = null;
  parser.on('error', (error) => {
    // Where the document type lies elsewhere, an unknown entity may be declared there (XML 1.0 §4.1).
    if (!(entities.external && /undefined entity/.test(error.message))) fault ??= error.message;
  });
  for (let start = 0; start < xml.length && fault === null; start += 65_536) parser.write(xml.slice(start, start + 65_536));
  if (fault === null) parser.close();
  return fault;
}

/** The two faults that a reader without namespaces does not see: characters XML forbids, and prefixes nobody bound. */
export function hiddenFaultOf(xml: string): string | null {
  if (FORBIDDEN.test(xml)) return 'disallowed character';
  const markup = xml.includes('<![CDATA[') || xml.includes('<!--') ? xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g, '') : xml;
  const used = new Set([...markup.matchAll(/<([\w.-]+):/g)].map((m) => m[1] ?? ''));
  for (const prefix of used) {
    if (!PREFIXES_OF_XML.has(prefix) && !new RegExp(`\\sxmlns:${prefix.replace(/[.]/g, '\\.')}\\s*=`).test(markup)) return `unbound namespace prefix: ${prefix}`;
  }
  return null;
}

/** Text without the characters XML forbids, which stricter readers would stop at. */
export function withoutForbidden(xml: string): string {
  return FORBIDDEN.test(xml) ? xml.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '') : xml;
}
