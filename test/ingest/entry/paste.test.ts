import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registerMap } from '../../../ingest/entry/columns.ts';
import { ENTRY_NUMBER } from '../../../ingest/entry/number.ts';
import { MOST_PASTED, readPasted } from '../../../ingest/entry/paste.ts';
import { YuqingError, type ReadEvent } from '../../../model/index.ts';

const NOW = new Date('2026-11-24T10:30:00Z');
const read = (text: string, over: object = {}): ReadEvent[] => [...readPasted(text, { map: registerMap(), now: NOW, keyed: null, ...over })];
const items = (text: string, over: object = {}) => read(text, over).flatMap((e) => (e.type === 'item' ? [{ ...e.item, row: e.at.row }] : []));
const rejects = (text: string) => read(text).flatMap((e) => (e.type === 'reject' ? [[e.reject.row, e.reject.code, e.reject.column]] : []));

describe('readPasted', () => {
  it('a register as Excel copies it: tabs, quotes round cells with line breaks, CRLF', () => {
    const text = '序号\t收到时间\t登记方式\t来访人\t联系电话\t来访内容\r\n1\t2026/11/23 9:05\t群众来访\t陈明红\t13812345678\t"小区停车难\r\n""一位难求"""\r\n2\t2026/11/23\t来信\t\t\t公园厕所没有纸\r\n';
    expect(items(text)).toMatchObject([
      { row: 2, channel: '来访', body: '小区停车难\n"一位难求"', publishedAt: new Date('2026-11-23T01:05:00Z'), contact: { name: '陈明红', phone: '13812345678' }, marks: [] },
      { row: 3, channel: '来信', body: '公园厕所没有纸', precision: 'day', contact: null },
    ]);
    for (const { externalId } of items(text)) expect(externalId).toMatch(ENTRY_NUMBER);
  });

  it('motions by their own columns', () => {
    expect(items('提案号\t案由\t提案人\t提案内容\t承办单位\t渠道\n第0123号\t关于增设公厕\t王芳委员\t建议在文昌路增设公厕\t城管局\t政协委员提案')).toMatchObject([
      { externalId: '第0123号', title: '关于增设公厕', body: '建议在文昌路增设公厕', mainUnit: '城管局', channel: '政协提案', marks: expect.arrayContaining(['motion']) },
    ]);
  });

  it('commas and semicolons too, a title above, a byte order mark, old Mac line ends', () => {
    expect(items('\ufeff清河镇来访登记簿,,\r来访日期,来访内容,备注\r2026-11-20,"路灯,坏了",\r')).toMatchObject([{ row: 3, body: '路灯,坏了' }]);
    expect(items('来访日期;来访内容\n2026-11-20;路灯坏了')).toMatchObject([{ row: 2, body: '路灯坏了' }]);
  });

  it('rows that name no channel have the one given, or the source’s own', () => {
    expect(items('内容\t渠道\n甲处积水\t\n乙处积水\t传真', { channel: '电话' }).map((i) => i.channel)).toEqual(['电话', '传真']);
    expect(items('内容\t时间\n甲处积水\t2026-11-20')).toMatchObject([{ channel: null }]);
  });

  it('rows that are none are named, and hold up no other', () => {
    const text = '编号\t收到时间\t内容\nA1\t2026-11-20\t甲\nA2\t陈明红13812345678\t乙\nA3\t2026-11-20\t\n\nA5\t2026-11-20\t丙\t多出的\t列\nA6\t2026-11-20\t"没有闭合\nA7\t2026-11-20\t丁\n合计\t2\t';
    expect(rejects(text)).toEqual([
      [3, 'ROW_BAD_TIME', '收到时间'], [4, 'ROW_NO_CONTENT', '内容'], [6, 'ROW_MALFORMED', null], [7, 'ROW_MALFORMED', null], [9, 'ROW_NO_CONTENT', null],
    ]);
    expect(items(text).map((i) => i.externalId)).toEqual(['A1', 'A7']);
    const reasons = read(text).flatMap((e) => (e.type === 'reject' ? [e.reject.reason] : []));
    expect(reasons.join()).not.toMatch(/陈明红|13812345678/);
  });

  it('the same register again has the same numbers', () => {
    const text = '内容\t渠道\n甲处积水\t电话\n乙处积水\t电话';
    expect(items(text).map((i) => i.externalId)).toEqual(items(text).map((i) => i.externalId));
    expect(new Set(items(text).map((i) => i.externalId)).size).toBe(2);
  });

  it.each<[string, string, string]>([['nothing', ' \n\t\n', 'REQUEST_INVALID'], ['no header', '陈明红\t13812345678\n李小明\t13987654321', 'HEADER_UNRECOGNISED'], ['too many', `内容\n${'路灯坏了\n'.repeat(MOST_PASTED + 1)}`, 'REQUEST_TOO_LARGE']])('%s is refused in words', (_what, text, code) => {
    let thrown: unknown;
    try {
      read(text);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code });
    expect((thrown as YuqingError).message).not.toMatch(/陈明红|13812345678|李小明/);
  });

  it('a header alone brings nothing', () => {
    expect(read('编号\t内容')).toEqual([]);
  });

  it('monstrous text ends: quotes, tabs and line ends without end', () => {
    for (const text of [`内容\t渠道\n${'"'.repeat(300_000)}`, `内容\t渠道\n${'"\n'.repeat(100_000)}`, '\t'.repeat(500_000), `内容\t渠道\n${'长'.repeat(300_000)}\t电话`]) {
      try {
        expect(read(text).every((e) => e.type !== 'progress')).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(YuqingError);
      }
    }
  });

  it('any text is read or refused', () => {
    const line = fc.oneof(fc.constantFrom('编号\t内容', '内容,渠道', '"', '\t\t', '\r', '合计\t3'), fc.string({ unit: 'binary', maxLength: 30 }));
    fc.assert(fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      try {
        for (const event of read(lines.join('\n'))) expect(['item', 'reject']).toContain(event.type);
      } catch (error) {
        expect(error).toBeInstanceOf(YuqingError);
      }
    }), { numRuns: 500 });
  });
});
