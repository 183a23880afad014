import { SaxesParser } from 'saxes';
import type { Entities } from './doctype.ts';

/** Characters that XML 1.0 §2.2 does not allow, as they are and by number. */
const FORBIDDEN = /(?![\t\n\r\u007f-\u009f])\p{Cc}|[\ufffe\uffff]/u;
const FORBIDDEN_BY_NUMBER = /&#(?:0*(?:[0-8]|1[12]|1[4-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef]));/i;
const PREFIXES_OF_XML = new Set(['xml', 'xmlns']);

/** What is wrong with the document by the book (XML 1.0 with namespaces), or null. Knows declared entities, fetches none. */
export function faultOf(xml: string, entities: Entities): string | null {
  const parser = new SaxesParser({ xmlns: true, position: true });
  for (const [name, value] of entities.declared) parser.ENTITIES[name] = value;
  const faults: string[] = [];
  parser.on('error', (error) => {
    // Where the document type lies elsewhere, an unknown entity may be declared there (XML 1.0 §4.1).
    if (faults.length === 0 && !(entities.external && error.message.includes('undefined entity'))) faults.push(error.message);
  });
  for (let start = 0; start < xml.length && faults.length === 0; start += 65_536) parser.write(xml.slice(start, start + 65_536));
  if (faults.length === 0) parser.close();
  return faults[0] ?? null;
}

const LATE_PROLOG = /^(?:\s|<!--[\s\S]*?-->)+<\?xml\s/;
const UNKNOWN_ENTITY = /&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][\w.-]*;/;

/** The faults that rss-parser passes over: forbidden characters, HTML's entities, unbound prefixes, a prolog that is not first. */
export function hiddenFaultOf(xml: string): string | null {
  if (FORBIDDEN.test(xml) || FORBIDDEN_BY_NUMBER.test(xml)) return 'disallowed character';
  const markup = xml.includes('<![CDATA[') || xml.includes('<!--') ? xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g, '') : xml;
  if (LATE_PROLOG.test(xml.slice(0, 8_192))) return 'XML declaration not at the start';
  if (UNKNOWN_ENTITY.test(markup) && !xml.includes('<!ENTITY')) return 'undefined entity';
  const used = new Set([...markup.matchAll(/<([\w.-]+):/g)].map((m) => m[1] ?? ''));
  for (const prefix of used) {
    if (!PREFIXES_OF_XML.has(prefix) && !new RegExp(`\\sxmlns:${prefix.replace(/[.]/g, '\\.')}\\s*=`).test(markup)) return `unbound namespace prefix: ${prefix}`;
  }
  return null;
}

/** Text without the characters XML forbids, which stricter readers would stop at. */
export function withoutForbidden(xml: string): string {
  return FORBIDDEN.test(xml) ? xml.replace(new RegExp(FORBIDDEN, 'gu'), '') : xml;
}
