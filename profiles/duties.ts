import { join } from 'node:path';
import { z } from 'zod';
import { CATEGORY_CODES, dutySchema, type CategoryCode, type Duty } from '../model/index.ts';
import { readData, SHIPPED } from './read.ts';

const tableSchema = z.object({
  version: z.string(),
  note: z.string(),
  /** Categories whose matters a town or subdistrict can settle itself. */
  territorial: z.array(z.enum(CATEGORY_CODES)),
  duties: z.partialRecord(z.enum(CATEGORY_CODES), z.array(dutySchema)),
}).strict();
type DutyTable = z.infer<typeof tableSchema>;

const cache = new Map<string, DutyTable>();

/** The general list of duties 通用权责表, with the names of today; read once per process. */
export function loadDuties(dir: string = SHIPPED): DutyTable {
  let table = cache.get(dir);
  if (!table) {
    table = readData(join(dir, 'duties.json'), tableSchema, 'PROFILE_INVALID');
    cache.set(dir, table);
  }
  return table;
}

/** A duty that a text calls for, with the word that did; no word where it is who usually answers. */
export interface DutyHit {
  duty: Duty;
  word: string | null;
}

/**
 * The first duty of a list that a text calls for, null where none does.
 *
 *     dutyIn(loadDuties().duties.ENV, '楼下烧烤油烟太重')   // { duty: { lead: '城市管理局', … }, word: '油烟' }
 */
export function dutyIn(duties: readonly Duty[] | undefined, text: string): DutyHit | null {
  for (const duty of duties ?? []) {
    if (!duty.words) return { duty, word: null };
    const word = duty.words.find((w) => text.includes(w));
    if (word !== undefined && (!duty.with || duty.with.some((w) => text.includes(w)))) return { duty, word };
  }
  return null;
}

/** Whether a town or subdistrict can settle matters of this category. */
export const isTerritorial = (category: CategoryCode): boolean => loadDuties().territorial.includes(category);
