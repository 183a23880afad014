import { meaningOf } from '../hotline/aliases.ts';
import { exactKey } from '../table/names.ts';
import { readHeader, type ColumnMap, type Header } from '../hotline/header.ts';
import { flatRecord } from '../mailbox/json-flat.ts';

/** A record as one row of a table of its own. */
export interface RecordRow {
  header: Header;
  cells: string[];
}

/** More words than anybody writes, more keys than a message has, and a longer key. */
export const MOST_CHARS = 200_000;
export const MOST_KEYS = 200;
export const LONGEST_KEY = 100;

/** Stands before a key that the map names, so that nothing else is read into it; stripped again. */
const NAMED = '\ue000';

/**
 * A pushed object as a row, by a header of its own: what else came in the call changes nothing of it. Keys without a
 * value are as if they were not there.
 *
 * @returns in words why not
 */
export function recordRow(value: Record<string, unknown>, map: ColumnMap): RecordRow | string {
  const entries = Object.entries(value);
  if (entries.length > MOST_KEYS) return `字段超过 ${MOST_KEYS} 个`;
  const named = Object.fromEntries(entries.map(([key, inner]) => [keyOf(key, isPlainObject(inner), map), inner]));
  const pairs = flatRecord(named).map(([name, text]) => [name.replaceAll(NAMED, ''), text] as const).filter(([, text]) => text.trim() !== '');
  if (pairs.length > MOST_KEYS) return `字段超过 ${MOST_KEYS} 个`;
  if (pairs.some(([name]) => name.length > LONGEST_KEY)) return `字段名超过 ${LONGEST_KEY} 个字`;
  if (pairs.reduce((sum, [, text]) => sum + text.length, 0) > MOST_CHARS) return `超过 ${MOST_CHARS} 个字`;
  return { header: readHeader(pairs.map(([name]) => name), map), cells: pairs.map(([, text]) => text) };
}

function keyOf(key: string, holdsMore: boolean, map: ColumnMap): string {
  if (!holdsMore) return map.has(exactKey(key)) ? NAMED + key : key;
  // A person who is an object has a name and a telephone; a key known for a name alone would keep only that.
  return meaningOf(key)?.field.startsWith('person.') ? `person.${key}` : key;
}

const isPlainObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
