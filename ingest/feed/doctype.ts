import { YuqingError } from '../../model/index.ts';
import { sectionsOf } from './sections.ts';

const DOCTYPE = /<!DOCTYPE\s[^[>]*(?:\[([\s\S]*?)\]\s*)?>/iy;
/** A document type longer than this is not read; none of a feed is. */
const LONGEST = 65_536;
const ENTITY = /<!ENTITY\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>/gi;
const MOST_EXPANDED = 1_000_000;

/** What a document declares about entities, made harmless. */
export interface Entities {
  /** Name → plain text; a value that itself refers to entities is not taken (that is how bombs are built). */
  declared: Map<string, string>;
  /** The document type lies elsewhere (`rss-0.91.dtd`) and may declare what we cannot see; it is never fetched. */
  external: boolean;
  /** The text without its document type, with the declared entities put in. */
  expand(xml: string): string;
}

/**
 * Reads a document type without obeying it: internal entities of plain text count, external ones are never fetched, and
 * growth is limited. A document without one costs a single search.
 */
export function readDoctype(xml: string): Entities {
  const at = xml.search(/<!DOCTYPE\s/i);
  DOCTYPE.lastIndex = 0;
  const found = at < 0 ? null : DOCTYPE.exec(xml.slice(at, at + LONGEST));
  const declared = new Map<string, string>();
  if (!found) return { declared, external: false, expand: (text) => text };
  for (const [, name = '', quoted, apostrophed] of (found[1] ?? '').matchAll(ENTITY)) {
    const value = quoted ?? apostrophed ?? '';
    if (!/&(?!#)|</.test(value) && value.length <= 1_000) declared.set(name, value);
  }
  const external = /\s(?:PUBLIC|SYSTEM)\s/i.test(found[0]);
  return { declared, external, expand: (text) => expand(text, found[0], declared) };
}

function expand(xml: string, doctype: string, declared: Map<string, string>): string {
  const rest = xml.replace(doctype, () => '');
  if (declared.size === 0) return rest;
  let grown = 0;
  const filled = (text: string) => text.replace(/&([\w.-]+);/g, (whole, name: string) => {
    const value = declared.get(name);
    if (value === undefined) return whole;
    grown += value.length;
    if (grown > MOST_EXPANDED) throw new YuqingError('FEED_BROKEN', '订阅源的实体展开后过大,已停止读取', '这可能是针对解析器的攻击,请停用该信源');
    return value;
  });
  let out = '';
  for (const { kind, whole } of sectionsOf(rest)) out += kind === 'markup' ? filled(whole) : whole;
  return out;
}
