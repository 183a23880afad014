import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitFields } from '../../../ingest/table/fields.ts';
import { RecordCutter, type RecordOptions } from '../../../ingest/table/records.ts';

const COMMA: RecordOptions = { newline: 0x0a, delimiter: 0x2c, limit: 1 << 20 };

/** Cuts `text` in pieces of `size` bytes and returns what came out: the record, or its fault before it. */
function cut(text: string | Buffer, options: Partial<RecordOptions> = {}, size = Number.POSITIVE_INFINITY): string[] {
  const cutter = new RecordCutter({ ...COMMA, ...options });
  const bytes = Buffer.from(text as string);
  const out = [];
  for (let i = 0; i < bytes.length; i += size) {
    out.push(...cutter.push(bytes.subarray(i, i + size)).map((r) => ({ text: r.bytes.toString('latin1'), fault: r.fault })));
  }
  out.push(...cutter.end().map((r) => ({ text: r.bytes.toString('latin1'), fault: r.fault })));
  return out.map((r) => (r.fault ? `${r.fault}: ${r.text}` : r.text));
}

describe('RecordCutter', () => {
  it('ends a record at a line end outside quotes, with or without a carriage return', () => {
    expect(cut('a,b\r\nc,"d\r\ne"\nf')).toEqual(['a,b', 'c,"d\r\ne"', 'f']);
  });

  it('reads files of old Macintoshes', () => {
    expect(cut('a,b\rc,"d\re"\r', { newline: 0x0d })).toEqual(['a,b', 'c,"d\re"']);
  });

  it('keeps blank lines, so that rows count as Excel counts them', () => {
    expect(cut('a\n\n\nb\n')).toEqual(['a', '', '', 'b']);
  });

  it('takes a quote in the middle of a cell for a quote', () => {
    expect(cut('a"b,c"\nd"e\n')).toEqual(['a"b,c"', 'd"e']);
  });

  it('takes a quote inside a quoted cell for text where it cannot close it', () => {
    expect(cut('1,"他说"你好"走了",x\n2,y,z\n')).toHaveLength(2);
  });

  it('puts only the line aside whose quote is never closed', () => {
    expect(cut('1,"abc\n2,def\n3,ghi\n')).toEqual(['unclosed-quote: 1,"abc', '2,def', '3,ghi']);
  });

  it('does not let a later quoted cell close an earlier open quote', () => {
    expect(cut('1,"open\n2,x\n3,"good, one"\n4,"two\nlines"\n')).toEqual(['unclosed-quote: 1,"open', '2,x', '3,"good, one"', '4,"two\nlines"']);
  });

  it('puts a line beyond the limit aside without keeping it, and goes on behind it', () => {
    const out = cut(`a,b\n${'x'.repeat(50_000)}\nc,d\n`, { limit: 1_000 }, 777);
    expect(out).toEqual(['a,b', `too-long: ${'x'.repeat(200)}`, 'c,d']);
  });

  it('resynchronises at the next line when a quoted cell runs beyond the limit', () => {
    const rows = Array.from({ length: 100 }, (_, i) => `${i},row`);
    expect(cut(['q,"open', ...rows].join('\n'), { limit: 50 })).toEqual(['unclosed-quote: q,"open', ...rows]);
  });

  // Quadratic work would run into the time limit of tests.
  it('stays linear on a file in which every line opens a quote', () => {
    const lines = 40_000;
    expect(cut('1,"abcdefgh\n'.repeat(lines)).filter((r) => r.startsWith('unclosed'))).toHaveLength(lines);
    expect(cut('1,""""abcdefgh\n'.repeat(lines)).filter((r) => r.startsWith('unclosed'))).toHaveLength(lines);
  });

  it('gives the same records however the stream is cut', () => {
    const dirt = fc.array(fc.constantFrom('"', ',', '\n', '\r', ' ', 'a', '中', '""', '",', '\n"'), { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(fc.property(dirt, fc.integer({ min: 1, max: 7 }), fc.constantFrom(8, 25, 1_000), (text, size, limit) => {
      expect(cut(text, { limit }, size)).toEqual(cut(text, { limit }));
    }), { numRuns: 2_000 });
  });

  it('agrees with csv-parse on every well-formed table', () => {
    const cell = fc.array(fc.constantFrom('"', ',', '\n', '\r\n', ' ', 'a', '诉求', ';', "'", '0'), { maxLength: 6 }).map((p) => p.join(''));
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(fc.property(table, fc.constantFrom('\n', '\r\n'), fc.integer({ min: 1, max: 40 }), (rows, newline, size) => {
      const text = rows.map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join(newline);
      const cutter = new RecordCutter(COMMA);
      const bytes = Buffer.from(text);
      const records = [];
      for (let i = 0; i < bytes.length; i += size) records.push(...cutter.push(bytes.subarray(i, i + size)).map((r) => Buffer.from(r.bytes)));
      records.push(...cutter.end().map((r) => Buffer.from(r.bytes)));
      expect(records.map((r) => splitFields(r.toString('utf8'), ','))).toEqual(parse(text, { relax_column_count: true, record_delimiter: newline }));
    }), { numRuns: 1_000 });
  });
});

describe('splitFields', () => {
  it.each([
    ['a,b,c', ['a', 'b', 'c']],
    ['"a,b",c', ['a,b', 'c']],
    ['"a ""b"" c",', ['a "b" c', '']],
    ['1, "a,b" ,c', ['1', 'a,b', 'c']],
    ['1,"他说"你好"走了",x', ['1', '他说"你好"走了', 'x']],
    ['a"b",c', ['a"b"', 'c']],
    ['"never closed, it goes on', ['never closed, it goes on']],
    ['""', ['']],
    ['', ['']],
  ])('%s', (record, cells) => {
    expect(splitFields(record, ',')).toEqual(cells);
  });
});
