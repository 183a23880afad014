import { once } from 'node:events';

/** Lines go out in blocks: a write per row would cost more than the work on it. */
const BLOCK = 64 * 1024;

/** Prints each value as a line of JSON; what came before a fault is printed before it is thrown on. */
export async function writeLines(values: AsyncIterable<object>): Promise<void> {
  let block = '';
  const flush = async () => {
    const text = block;
    block = '';
    if (text && !process.stdout.write(text)) await once(process.stdout, 'drain');
  };
  try {
    for await (const value of values) {
      block += `${JSON.stringify(value)}\n`;
      if (block.length >= BLOCK) await flush();
    }
  } finally {
    await flush();
  }
}
