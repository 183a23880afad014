import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonCutter } from '../../../ingest/table/json-cutter.ts';
import { readTable } from '../../../ingest/table/open.ts';
import { tempFile } from './files.ts';

const score = (cells: string[]) => cells.filter((c) => ['orderNo', 'content'].includes(c)).length;

async function read(content: string, rowLimit?: number) {
  const rows = [];
  let keys: string[] | null = null;
  for await (const batch of readTable(await tempFile('导出.json', content), { score, ...(rowLimit && { rowLimit }) })) {
    rows.push(...batch.rows);
    keys = batch.keys;
  }
  return { keys, rows };
}

describe('a file of JSON', () => {
  it.each([
    ['a list', '[{"orderNo":20260304000000000001,"content":"停水"},\n {"orderNo":"2","content":"a\\"}]{"}]'],
    ['a list inside', '{"code":0,"msg":"[{","data":[{"orderNo":20260304000000000001,"content":"停水"},{"orderNo":"2","content":"a\\"}]{"}]}'],
    ['a list further inside, behind another', '\ufeff{"columns":[{"title":"x"}],"data":{"total":2,"rows":[{"orderNo":20260304000000000001,"content":"停水"},{"orderNo":"2","content":"a\\"}]{"}]}}'],
  ])('%s', async (_, content) => {
    const { keys, rows } = await read(content);
    expect(keys).toEqual(['orderNo', 'content']);
    expect(rows.map((r) => [r.row, r.cells])).toEqual([[1, ['20260304000000000001', '停水']], [2, ['2', 'a"}]{']]]);
  });

  it('with one object over several lines is one row; objects inside are columns', async () => {
    expect(await read('{\n "orderNo": 1,\n "content": "停水",\n "who": {"name": "某"}\n}')).toEqual({ keys: ['orderNo', 'content', 'who.name'], rows: [{ row: 1, cells: ['1', '停水', '某'] }] });
  });

  it('names what it found where nothing is known', async () => {
    expect((await read('[{"a":1,"b":2}]')).keys).toEqual(['a', 'b']);
  });

  it('puts aside what is too long or no object that can be read', async () => {
    const { rows } = await read(`[{"orderNo":1,"content":"停水"},{"orderNo":2,"content":"${'长'.repeat(3_000)}"},{"orderNo":3,content:1},{"orderNo":4,"content":"停电"}]`, 1_000);
    expect(rows.map((r) => [r.row, r.fault?.code])).toEqual([[1, undefined], [2, 'ROW_TOO_LONG'], [3, 'ROW_MALFORMED'], [4, undefined]]);
  });
});

describe('the cutter', () => {
  it('gives the same objects however the text is cut', () => {
    fc.assert(fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), { maxLength: 6 }), fc.integer({ min: 1, max: 9 }), fc.boolean(), (objects, size, wrapped) => {
      const text = JSON.stringify(wrapped ? { n: 1, data: { rows: objects } } : objects);
      const cutter = new JsonCutter(1 << 20);
      const out = [];
      for (let i = 0; i < text.length; i += size) out.push(...cutter.push(text.slice(i, i + size)));
      expect(out.map((o) => JSON.parse(o.text) as unknown)).toEqual(JSON.parse(JSON.stringify(objects)));
    }));
  });

  it('takes any text', () => {
    const piece = fc.oneof(fc.constantFrom('[', ']', '{', '}', '"', '\\', ',', '[{', '}]'), fc.string());
    fc.assert(fc.property(fc.array(piece).map((p) => p.join('')), (text) => {
      const cutter = new JsonCutter(50);
      expect(cutter.push(text).every((o) => o.text.startsWith('{'))).toBe(true);
      cutter.end();
    }));
    expect(new JsonCutter(50).push('['.repeat(1_000_000))).toEqual([]);
  });
});
