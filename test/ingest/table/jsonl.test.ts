import { describe, expect, it } from 'vitest';
import { readTable } from '../../../ingest/table/open.ts';
import { tempFile } from './files.ts';

async function read(content: string) {
  const rows = [];
  let keys: string[] = [];
  for await (const batch of readTable(await tempFile('a.jsonl', content), { score: () => 1 })) {
    rows.push(...batch.rows);
    keys = batch.keys ?? keys;
  }
  return { rows, keys };
}

describe('readJsonl', () => {
  it('takes keys for columns, in the order in which they first come', async () => {
    const { rows, keys } = await read('{"tid":1,"content":"a"}\n\n{"content":"b","reply":{"content":"c","tags":["x","y"]},"n":null}\n');
    expect(keys).toEqual(['tid', 'content', 'reply.content', 'reply.tags', 'n']);
    expect(rows).toEqual([{ row: 1, cells: ['1', 'a'] }, { row: 3, cells: ['', 'b', 'c', 'x、y', ''] }]);
  });

  it('keeps every digit of a long number', async () => {
    const { rows } = await read('{"id":4984561234567890123,"content":"号码 1234567890123456, \\"12345678901234567\\" 原样","n":1.5e3}\n');
    expect(rows[0]!.cells).toEqual(['4984561234567890123', '号码 1234567890123456, "12345678901234567" 原样', '1500']);
  });

  it('puts lines aside that are no object', async () => {
    const { rows } = await read('{"content":"a"}\n{"content":\n[1]\n"x"\n{"content":"b"}\n');
    expect(rows.map((r) => r.fault?.code)).toEqual([undefined, 'ROW_MALFORMED', 'ROW_MALFORMED', 'ROW_MALFORMED', undefined]);
    expect(rows[1]!.fault!.reason).toBe('这一行不是一个 JSON 对象');
  });

  it('puts a line of more than the limit aside', async () => {
    const { rows } = await read(`{"content":"${'x'.repeat(1_200_000)}"}\n{"content":"b"}\n`);
    expect(rows.map((r) => r.fault?.code)).toEqual(['ROW_TOO_LONG', undefined]);
  });

  it('puts an object aside that has more columns than a table can have', async () => {
    const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 1_200 }, (_, i) => [`k${i}`, i])));
    expect((await read(`${wide}\n`)).rows[0]!.fault!.code).toBe('ROW_MALFORMED');
  });
});
