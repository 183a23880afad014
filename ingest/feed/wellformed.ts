import { SaxesParser } from 'saxes';
import type { Entities } from './doctype.ts';
import { withoutSections } from './sections.ts';
import { MAX_DEPTH } from './types.ts';

/** Characters that XML 1.0 §2.2 does not allow, as they are or by number. */
const FORBIDDEN_RANGES = ['\\0-\\x08', '\\x0b\\x0c', '\\x0e-\\x1f', '\\ufffe\\uffff'].join('');
const FORBIDDEN = new RegExp(`[${FORBIDDEN_RANGES}]`);
const STEP = 16_384;
const PREFIXES_OF_XML = ['xml', 'xmlns'];

/** What is wrong with the document by the book (XML 1.0 with namespaces), or null. Knows declared entities, fetches none. */
export function faultOf(xml: string, entities: Entities): string | null {
  const parser = new SaxesParser({ xmlns: true, position: true });
  for (const [name, value] of entities.declared) parser.ENTITIES[name] = value;
  const faults: string[] = [];
  parser.on('error', (error) => {
    // Where the document type lies elsewhere, an unknown entity may be declared there (XML 1.0 §4.1).
    if (faults.length === 0 && !(entities.external && error.message.includes('undefined entity'))) faults.push(error.message);
  });
  // It walks all open elements for each name it resolves, so depth is limited, and looked at often enough.
  let depth = 0;
  parser.on('opentag', () => {
    depth += 1;
    if (depth === MAX_DEPTH + 1) faults.push(`deeper than ${MAX_DEPTH}`);
  });
  parser.on('closetag', () => { depth -= 1; });
  for (let start = 0; start < xml.length && faults.length === 0; start += STEP) parser.write(xml.slice(start, start + STEP));
  if (faults.length === 0) parser.close();
  return faults[0] ?? null;
}

const UNKNOWN_ENTITY = /&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][\w.-]*;/;

function forbiddenByNumber(xml: string): boolean {
  for (const [, hex, digits = ''] of xml.matchAll(/&#(x?)([0-9a-f]{1,12});/gi)) {
    const code = Number.parseInt(digits, hex ? 16 : 10);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) || FORBIDDEN.test(String.fromCodePoint(code))) return true;
  }
  return false;
}

/** The faults that rss-parser passes over: forbidden characters, HTML's entities, unbound prefixes, a prolog that is not first. */
export function hiddenFaultOf(xml: string): string | null {
  if (FORBIDDEN.test(xml) || forbiddenByNumber(xml)) return 'disallowed character';
  const markup = withoutSections(xml);
  if (!xml.startsWith('<?xml') && /^\s*<\?xml\s/.test(markup)) return 'XML declaration not at the start';
  if (UNKNOWN_ENTITY.test(markup) && !xml.includes('<!ENTITY')) return 'undefined entity';
  const boundPrefixes = new Set([...PREFIXES_OF_XML, ...[...markup.matchAll(/\sxmlns:([\w.-]+)\s*=/g)].map((m) => m[1])]);
  for (const [, prefix] of markup.matchAll(/<([\w.-]+):/g)) if (!boundPrefixes.has(prefix)) return `unbound namespace prefix: ${prefix}`;
  return null;
}

/** Text without the characters XML forbids, which stricter readers would stop at. */
export function withoutForbidden(xml: string): string {
  return FORBIDDEN.test(xml) ? xml.replace(new RegExp(FORBIDDEN, 'g'), '') : xml;
}
