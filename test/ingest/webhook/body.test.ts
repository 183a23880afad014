import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { YuqingError } from '../../../model/index.ts';
import { parsePushed } from '../../../ingest/webhook/body.ts';

const values = (text: string) => parsePushed(text, 500).map((r) => r.value);

describe('parsePushed', () => {
  it.each<[string, string, unknown[]]>([
    ['one object', '{"body":"甲"}', [{ body: '甲' }]],
    ['an array', '[{"body":"甲"},{"body":"乙"}]', [{ body: '甲' }, { body: '乙' }]],
    ['items', '{"items":[{"body":"甲"}],"total":1}', [{ body: '甲' }]],
    ['a list under another name', '{"code":200,"data":[{"nr":"甲"}]}', [{ nr: '甲' }]],
    ['lines', '{"body":"甲"}\r\n\r\n{"body":"乙"}', [{ body: '甲' }, { body: '乙' }]],
    ['an empty array', '[]', []],
    ['no items', '{"items":[]}', []],
    ['a message with a list of its own', '{"body":"甲","rows":[{"a":1}]}', [{ body: '甲', rows: [{ a: 1 }] }]],
  ])('%s', (_what, text, wanted) => {
    expect(values(text)).toEqual(wanted);
  });

  it('numbers of 16 digits and more stay exact, in words they are left alone', () => {
    expect(values('{"id":20260424159024001,"n":-12,"f":0.1000000000000000055,"e":1e-0000000000000000,"body":"单号20260424159024001,\\"20260424159024002\\""}')).toEqual([
      { id: '20260424159024001', n: -12, f: 0.1, e: 1, body: '单号20260424159024001,"20260424159024002"' },
    ]);
  });

  it('rows count from 1; of lines they are the line', () => {
    expect(parsePushed('[{"a":1},2,null,[]]', 9)).toEqual([
      { row: 1, value: { a: 1 } }, ...[2, 3, 4].map((row) => ({ row, value: null, fault: '不是 JSON 对象' })),
    ]);
    expect(parsePushed('{"a":1}\n\n{"a":\n7', 9).map((r) => [r.row, r.fault])).toEqual([[1, undefined], [3, '不是 JSON 对象'], [4, '不是 JSON 对象']]);
  });

  it('too many are refused whole, by array and by line', () => {
    for (const text of [`[${'{},'.repeat(500)}{}]`, '{}\n'.repeat(501)]) expect(() => parsePushed(text, 500)).toThrow(/超过上限 500/);
    expect(values('{}\n'.repeat(500))).toHaveLength(500);
  });

  it.each(['[', '{"a"', '"甲"', '7', 'true', '{"a":1}{"a":2}', '甲\n{"a":1}', '{\n"a":1\n', '<xml/>'])('%j is refused without repeating it', (text) => {
    let thrown: unknown;
    try {
      parsePushed(text, 500);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: 'REQUEST_INVALID', message: expect.stringMatching(/^请求体不是/) });
  });

  it('a monstrous body ends like any other', () => {
    const escaped = '\\"'.repeat(500_000);
    expect(() => parsePushed(`1234567890123456"${escaped}`, 500)).toThrow(YuqingError);
    expect(values(`{"id":1234567890123456789,"body":"${escaped}"}`)).toEqual([{ id: '1234567890123456789', body: '"'.repeat(500_000) }]);
    for (const open of ['[', '{"a":', '"[', '{"a":"\n[']) expect(() => parsePushed(open.repeat(200_000), 500)).toThrow(YuqingError);
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(() => parsePushed(deep, 500)).toThrow('请求体嵌套超过 32 层');
    expect(parsePushed(`{"a":"[[["}\n{"a":${deep}}\n${'{"a":[\n'.repeat(40)}`, 500).map((r) => r.fault).slice(0, 3)).toEqual([undefined, '嵌套超过 32 层', '不是 JSON 对象']);
  });

  it('any text is read or refused, never anything else', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.json({ maxDepth: 6 }), fc.array(fc.json({ maxDepth: 2 })).map((lines) => lines.join('\n'))), (text) => {
      try {
        for (const { row, value, fault } of parsePushed(text, 50)) {
          expect(row).toBeGreaterThan(0);
          expect(value === null).toBe(fault !== undefined);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(YuqingError);
      }
    }), { numRuns: 500 });
  });
});
