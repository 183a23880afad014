import { seeded } from '../classify/train/random.ts';
import type { ReadRow } from '../classify/single/row.ts';
import { YuqingError } from '../model/index.ts';
import { labelLines } from './labels-file.ts';
import { say } from './output.ts';

/** Rows beyond this are sampled: training holds all its rows in memory. */
const MOST_ROWS = 60_000;
/** Bad rows that are told one by one. */
const TOLD = 10;

export interface LabelledRows<T> {
  rows: T[];
  rejected: number;
  /** Good rows of the file; more than `rows` where they were sampled. */
  found: number;
}

/**
 * Rows of a .jsonl file that can be used; bad ones are told with their line and reason, on stderr, and left out.
 *
 * @throws FILE_NOT_FOUND, FILE_DAMAGED where no row is good
 */
export async function labelledRows<T>(file: string, read: (value: unknown) => ReadRow<T>, seed: number): Promise<LabelledRows<T>> {
  const rows: T[] = [];
  const random = seeded(seed);
  let [found, rejected] = [0, 0];
  let first = '';
  for await (const line of labelLines(file)) {
    const made = 'reason' in line ? line : read(line.value);
    if ('reason' in made) {
      rejected += 1;
      if (rejected === 1) first = `第 ${line.line} 行:${made.reason}`;
      if (rejected <= TOLD) say(`${file} 第 ${line.line} 行未采用:${made.reason}(ROW_MALFORMED)`);
      continue;
    }
    found += 1;
    // Reservoir: every row stays with the same chance, whatever the length of the file.
    if (rows.length < MOST_ROWS) rows.push(made.row);
    else {
      const at = Math.floor(random() * found);
      if (at < MOST_ROWS) rows[at] = made.row;
    }
  }
  if (rejected > TOLD) say(`……共 ${rejected} 行未采用,只列出前 ${TOLD} 行`);
  if (found === 0) throw new YuqingError('FILE_DAMAGED', rejected === 0 ? `${file} 里没有一行` : `${file} 里没有可用的行(${first})`, '每行应是 {"label": …, "text": …} 或 {"label": …, "tokens": […]}');
  if (found > rows.length) say(`${file} 有 ${found} 行,按种子 ${seed} 从中均匀抽取 ${rows.length} 行`);
  return { rows, rejected, found };
}
