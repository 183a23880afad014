import { YuqingError } from '../../model/index.ts';
import { sectionsOf } from './sections.ts';

/** Up to the document type nothing but the prolog, instructions and comments may stand; an element ends the search. */
const BEFORE_ROOT = /<!DOCTYPE\s|<[A-Za-z_]/i;
const DOCTYPE = /<!DOCTYPE\s[^[>]*(?:\[([\s\S]*?)\]\s*)?>/iy;
/** A document type longer than this is not read; none of a feed is. */
const LONGEST = 65_536;
const ENTITY = /<!ENTITY\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>/gi;
const LONGEST_VALUE = 1_000;
const MOST_EXPANDED = 1_000_000;

/** A document freed of its document type. */
export interface Undeclared {
  /** With the declared entities put in. */
  xml: string;
  /** The document type lies elsewhere (`rss-0.91.dtd`) and may declare what we cannot see; it is never fetched. */
  external: boolean;
}

/**
 * Reads a document type without obeying it: internal entities of plain text count, external ones are never fetched, and
 * growth is limited. A document without one costs a single search.
 *
 * @throws YuqingError FEED_BROKEN where the entities grow beyond bounds
 */
export function withoutDoctype(xml: string): Undeclared {
  const first = BEFORE_ROOT.exec(xml);
  DOCTYPE.lastIndex = 0;
  const found = first?.[0].startsWith('<!') ? DOCTYPE.exec(xml.slice(first.index, first.index + LONGEST)) : null;
  if (!first || !found) return { xml, external: false };
  const [doctype, internal = ''] = found;
  const rest = xml.slice(0, first.index) + xml.slice(first.index + doctype.length);
  return { xml: expand(rest, entitiesIn(internal)), external: /\s(?:PUBLIC|SYSTEM)\s/i.test(doctype) };
}

/** Name → text; a value that itself refers to entities is not taken (that is how bombs are built). */
function entitiesIn(internal: string): Map<string, string> {
  const declared = new Map<string, string>();
  for (const [, name = '', quoted, apostrophed] of internal.matchAll(ENTITY)) {
    const value = quoted ?? apostrophed ?? '';
    // A quotation mark must not end the attribute that the entity stands in.
    if (!/&(?!#)|</.test(value) && value.length <= LONGEST_VALUE) declared.set(name, value.replaceAll('"', '&#34;').replaceAll("'", '&#39;'));
  }
  return declared;
}

function expand(xml: string, declared: ReadonlyMap<string, string>): string {
  if (declared.size === 0) return xml;
  let grown = 0;
  const filled = (text: string) => text.replace(/&([\w.-]+);/g, (whole, name: string) => {
    const value = declared.get(name);
    if (value === undefined) return whole;
    grown += value.length;
    if (grown > MOST_EXPANDED) throw new YuqingError('FEED_BROKEN', '订阅源的实体展开后过大,已停止读取', '这可能是针对解析器的攻击,请停用该信源');
    return value;
  });
  let out = '';
  for (const { kind, whole } of sectionsOf(xml)) out += kind === 'markup' ? filled(whole) : whole;
  return out;
}
