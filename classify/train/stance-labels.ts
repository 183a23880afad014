import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { STANCES } from '../../model/index.ts';

/** Where a labelled text stands: no text itself. `length` and `sha` are of the part that was read. */
const referenceSchema = z.object({ file: z.string(), row: z.number().int(), length: z.number().int(), sha: z.string(), half: z.enum(['rules', 'held']), stance: z.enum(STANCES).nullable() });
export type StanceLabel = z.infer<typeof referenceSchema> & { text: string };

/**
 * The labelled texts that are there, from `dir` (shared/data): `file` names one of its .jsonl files, `row` a line of it. What is not there, or
 * reads otherwise than when it was labelled, is left out.
 */
export function readStanceLabels(references: string, dir: string): StanceLabel[] {
  const rows = z.array(referenceSchema).parse(JSON.parse(readFileSync(references, 'utf8')));
  const files = new Map<string, string[]>();
  return rows.filter((row) => row.file.endsWith('.jsonl')).flatMap((row) => {
    if (!files.has(row.file)) files.set(row.file, existsSync(join(dir, row.file)) ? readFileSync(join(dir, row.file), 'utf8').split('\n') : []);
    const line = files.get(row.file)![row.row];
    if (!line) return [];
    const text = String((JSON.parse(line) as { text: unknown }).text).slice(0, row.length);
    return createHash('sha256').update(text).digest('hex').startsWith(row.sha) ? [{ ...row, text }] : [];
  });
}
