import { once } from 'node:events';
import { loadSingle } from '../../classify/single/judge.ts';
import type { TextRow } from './texts.ts';

/** Lines go out in blocks: a write per row would cost more than the judgement. */
const BLOCK = 64 * 1024;

/** Judges rows by a single-head model: `{"label":"交通","confidence":0.93,"evidence":[{"term":"路灯","weight":1.2,"start":0,"end":2}]}` a line. */
export async function classifySingle(dir: string, rows: AsyncIterable<TextRow>): Promise<void> {
  const model = loadSingle(dir);
  let block = '';
  const flush = async () => {
    const text = block;
    block = '';
    if (text && !process.stdout.write(text)) await once(process.stdout, 'drain');
  };
  try {
    for await (const row of rows) {
      const told = 'error' in row ? row : model.judge(row.words ? { words: row.words } : { text: row.text });
      block += `${JSON.stringify(told)}\n`;
      if (block.length >= BLOCK) await flush();
    }
  } finally {
    // A fault in the middle must not swallow what was judged before it.
    await flush();
  }
}
