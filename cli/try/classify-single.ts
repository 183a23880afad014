import { loadSingle } from '../../classify/single/judge.ts';
import { writeLines } from '../write-lines.ts';
import type { TextRow } from './texts.ts';

/** Judges rows by a single-head model: `{"label":"交通","confidence":0.93,"evidence":[{"term":"路灯","weight":1.2,"start":0,"end":2}]}` a line. */
export async function classifySingle(dir: string, rows: AsyncIterable<TextRow>): Promise<void> {
  const model = loadSingle(dir);
  await writeLines((async function* judged() {
    for await (const row of rows) yield 'error' in row ? row : model.judge(row.words ? { words: row.words } : { text: row.text });
  })());
}
