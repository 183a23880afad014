import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CATEGORY_CODES, FLAGS, REQUEST_TYPES, SENTIMENTS, URGENCIES, YuqingError } from '../../model/index.ts';

/** A message labelled under the guide of the annotators; further keys (id, source, secondary …) are not learned from. */
export const labelledSchema = z.object({
  text: z.string(),
  category: z.enum(CATEGORY_CODES),
  type: z.enum(REQUEST_TYPES),
  urgency: z.enum(URGENCIES),
  sentiment: z.enum(SENTIMENTS),
  flags: z.array(z.enum(FLAGS)),
  /** False where another careful person could differ. */
  sure: z.boolean().optional(),
  /** False where two annotators chose different categories. */
  agree: z.boolean().optional(),
});
export type LabelledRow = z.infer<typeof labelledSchema>;

/** A message with a teacher's probabilities of the categories, those of 0.05 and more. */
export const taughtSchema = z.object({ text: z.string(), p: z.partialRecord(z.enum(CATEGORY_CODES), z.number().min(0).max(1)) });
export type TaughtRow = z.infer<typeof taughtSchema>;

/**
 * Rows of a .jsonl file.
 * @throws FILE_DAMAGED naming the file, the row and the key that does not fit
 */
export function readRows<T>(file: string, schema: z.ZodType<T>): T[] {
  return readFileSync(file, 'utf8').split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const refuse = (why: string, cause: unknown) => new YuqingError('FILE_DAMAGED', `${file} 第 ${i + 1} 行${why}`, '请改正这一行后再训练', { cause });
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (error) {
      throw refuse('不是有效的 JSON', error);
    }
    const row = schema.safeParse(value);
    if (row.success) return [row.data];
    throw refuse(`的“${row.error.issues[0]?.path.join('.') ?? ''}”缺失或取值不对`, row.error);
  });
}
