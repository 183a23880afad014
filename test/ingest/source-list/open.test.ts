import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it, test } from 'vitest';
import { writeListJson } from '../../../ingest/source-list/json.ts';
import { readSourceList } from '../../../ingest/source-list/open.ts';
import { MOST_SOURCES, type WantedSource } from '../../../ingest/source-list/types.ts';
import type { Reject } from '../../../model/index.ts';
import { tempFile } from '../table/files.ts';
import { makeWorkbook } from '../table/workbook.ts';

async function read(name: string, content: string | Buffer, kind = 'page') {
  const sources: WantedSource[] = [];
  const rejects: Reject[] = [];
  for await (const event of readSourceList(await tempFile(name, content), kind)) {
    if (event.type === 'source') sources.push(event.source);
    else rejects.push(event.reject);
  }
  return { sources, rejects };
}
const short = ({ name, kind, config }: WantedSource) => [name, kind, config];

describe('a list of watched sites', () => {
  const csv = [
    '清河区重点网站定向监测清单,,,,,,', '序号,网站名称,网址(必填),监测方式,监测关键词,采集间隔,动态页面,所属渠道', '1,清河区人民政府,https://qh.example.gov.cn/xwzx/,列表页,停水、停电;路灯,30分钟,是,网站',
    '2,清河日报,rb.example.cn,RSS,,,,', '3,,https://lt.example.cn/bbs?fid=2,,物业 学区,2小时,否,',
  ];

  it('is read by what its columns are called, titles above it are no rows', async () => {
    const { sources, rejects } = await read('清单.csv', csv.join('\r\n'));
    expect(rejects).toEqual([]);
    expect(sources.map(short)).toEqual([
      ['清河区人民政府', 'page', { url: 'https://qh.example.gov.cn/xwzx/', keywords: ['停水', '停电', '路灯'], intervalMinutes: 30, render: true }],
      ['清河日报', 'feed', { url: 'http://rb.example.cn/' }],
      ['lt.example.cn', 'page', { url: 'https://lt.example.cn/bbs?fid=2', keywords: ['物业', '学区'], intervalMinutes: 120 }],
    ]);
    expect(sources.map((s) => [s.at.row, s.named])).toEqual([[3, true], [4, true], [5, false]]);
  });

  it('in GBK too', async () => {
    expect((await read('清单.csv', iconv.encode(csv.join('\n'), 'gb18030'))).sources[0]?.name).toBe('清河区人民政府');
  });

  it('as a workbook, each sheet by its own header', async () => {
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const rows = (...lines: string[][]) => lines.map((line) => `<row>${line.map(cell).join('')}</row>`).join('');
    const { sources } = await read('清单.xlsx', makeWorkbook({ sheets: [
      { name: '政府', rows: rows(['名称', '网址', '关键词'], ['甲', 'https://a.example/', '停水']) }, { name: '说明', rows: rows(['填表说明'], ['请勿改动表头']) }, { name: '媒体', rows: rows(['网址', '渠道', '名称'], ['https://b.example/', '报纸', '乙']) },
    ] }));
    expect(sources.map((s) => [s.name, s.channel, s.at])).toEqual([['甲', null, { row: 2, sheet: '政府' }], ['乙', '报纸', { row: 2, sheet: '媒体' }]]);
  });

  it('as .jsonl, with words of its keys in either language', async () => {
    const { sources, rejects } = await read('清单.jsonl', '{"name":"甲","url":"https://a.example/","keywords":["停水","停电"],"enabled":false}\n{"url":"https://b.example/","name":"乙","kind":"site"}\n不是JSON\n');
    expect(sources.map((s) => [...short(s), s.enabled])).toEqual([['甲', 'page', { url: 'https://a.example/', keywords: ['停水', '停电'] }, false], ['乙', 'site', { url: 'https://b.example/' }, true]]);
    expect(rejects).toMatchObject([{ row: 3, code: 'ROW_MALFORMED' }]);
  });

  it('rows that are wrong are put aside with row, column and reason', async () => {
    const { sources, rejects } = await read('清单.csv', ['名称,网址,间隔分钟,渲染,启用', '甲,,,,', '乙,见附件,,,', '丙,https://c.example/,经常,,', '丁,https://d.example/,,也许,', '戊,https://e.example/,,,是', `${'长'.repeat(101)},https://f.example/,,,`, '己,https://g.example/,30,是,是,停水,停电', '庚,https://h.example/,,,或者'].join('\n'));
    expect(sources.map((s) => s.name)).toEqual(['戊']);
    expect(rejects.map((r) => [r.row, r.column, r.code])).toEqual([
      [2, '网址', 'CONFIG_INVALID'], [3, '网址', 'CONFIG_INVALID'], [4, '间隔分钟', 'CONFIG_INVALID'], [5, '渲染', 'CONFIG_INVALID'], [7, '名称', 'CONFIG_INVALID'], [8, null, 'ROW_MALFORMED'], [9, '启用', 'CONFIG_INVALID'],
    ]);
    expect(rejects[1]).toMatchObject({ reason: '第 3 行“网址”列:不是完整的网址,应写成 https://www.example.gov.cn/ 的样子', cells: ['乙', '见附件', '', '', ''] });
  });

  it('without a column of addresses says what it saw', async () => {
    await expect(read('清单.csv', '名称,备注\n甲,乙\n')).rejects.toMatchObject({ code: 'HEADER_UNRECOGNISED', message: '清单.csv 里没有认出“网址”一列,看到的列是:名称、备注' });
    await expect(read('清单.jsonl', '{"a":1}\n{"b":2}\n')).rejects.toMatchObject({ code: 'HEADER_UNRECOGNISED' });
  });
});

describe('an OPML list', () => {
  const opml = (outlines: string) => `<opml version="2.0"><body>${outlines}</body></opml>`;

  it('is a list of feeds, whatever its file is called', async () => {
    const text = opml('<outline text="媒体"><outline text="清河日报" xmlUrl="feed://rb.example/rss"/></outline><outline xmlUrl="https://b.example/rss"/><outline text="坏" xmlUrl="没有"/>');
    for (const name of ['a.opml', 'a.xml', 'a.txt', 'a']) {
      const { sources, rejects } = await read(name, text);
      expect(sources.map(short)).toEqual([['清河日报', 'feed', { url: 'http://rb.example/rss' }], ['b.example', 'feed', { url: 'https://b.example/rss' }]]);
      expect(sources[0]!.hints).toEqual(['媒体', 'rb.example']);
      expect(rejects).toMatchObject([{ row: 3, column: 'xmlUrl', code: 'CONFIG_INVALID', cells: ['坏', '没有', '', ''] }]);
    }
  });

  it('a page saved under its name is none', async () => {
    await expect(read('a.opml', '<html><body>请登录</body></html>')).rejects.toMatchObject({ code: 'FILE_KIND_UNKNOWN' });
  });
});

describe('a list that was exported', () => {
  const sources = [
    { name: '清河日报', kind: 'feed', channel: '网站', profile: 'national', enabled: true, config: { url: 'https://a.example/rss?key=1' } },
    { name: '清河论坛', kind: 'page', channel: '论坛', profile: 'national', enabled: false, config: { url: 'https://b.example/', list: { item: 'li.news' }, keywords: ['停水'] } },
  ];

  it('is read back as it was, under any name', async () => {
    for (const name of ['a.json', 'a']) {
      const read1 = await read(name, writeListJson(sources));
      expect(read1.rejects).toEqual([]);
      expect(read1.sources.map((s) => ({ name: s.name, kind: s.kind, channel: s.channel, profile: s.profileId, enabled: s.enabled, config: s.config }))).toEqual(sources);
    }
  });

  it('a bare list counts, entries of another shape are put aside', async () => {
    const { sources: good, rejects } = await read('a.json', JSON.stringify([sources[0], { name: '乙' }, 7, null]));
    expect(good).toHaveLength(1);
    expect(rejects.map((r) => r.row)).toEqual([2, 3, 4]);
    expect(rejects[0]!.reason).toMatch(/^第 2 个:kind:.*config:/);
  });

  it('names that cannot be stored or shown are put aside, and depth is limited', async () => {
    const { rejects } = await read('a.json', JSON.stringify([{ ...sources[0], name: '甲\0' }, { ...sources[0], channel: '\ud800' }, { ...sources[0], kind: 'x'.repeat(60) }]));
    expect(rejects.map((r) => r.reason.split(':').slice(0, 2).join(':'))).toEqual(['第 1 个:name', '第 2 个:channel', '第 3 个:kind']);
    await expect(read('a.json', '['.repeat(100_000))).rejects.toMatchObject({ code: 'FILE_DAMAGED', message: expect.stringContaining('层次超过') as string });
    expect((await read('a.json', JSON.stringify([{ ...sources[0], name: '[[[['.repeat(20) }]))).sources).toHaveLength(1);
  });

  it('a .json that is none says so', async () => {
    await expect(read('a.json', '{"sources": [')).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
    await expect(read('a.json', '[]')).rejects.toMatchObject({ code: 'FILE_EMPTY' });
  });
});

describe('any file', () => {
  it('that is not there, is empty, or is something else, is told', async () => {
    await expect(read('a.csv', '')).rejects.toMatchObject({ code: 'FILE_EMPTY' });
    await expect(read('a.csv', Buffer.from('%PDF-1.7 x'))).rejects.toMatchObject({ code: 'FILE_KIND_UNKNOWN' });
    const never = readSourceList('/nowhere/清单.csv', 'page');
    await expect(never.next()).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });

  it('has a limit of sources, told by one line', async () => {
    const { sources, rejects } = await read('a.csv', `网址\n${Array.from({ length: MOST_SOURCES + 20 }, (_, k) => `https://a.example/${k}`).join('\n')}\n`);
    expect([sources.length, rejects.length, rejects[0]?.code]).toEqual([MOST_SOURCES, 1, 'FETCH_TOO_LARGE']);
  });

  test('is read or refused in words', async () => {
    const part = fc.oneof(fc.constantFrom('名称,网址\n', '{"url":', '"https://a.example/"', '}', '[', ']', '<opml>', '<outline xmlUrl="', '"/>', '\n', ',', '"', '甲'), fc.string({ unit: 'binary', maxLength: 8 }));
    await fc.assert(fc.asyncProperty(fc.constantFrom('a.csv', 'a.json', 'a.jsonl', 'a.opml', 'a.xlsx'), fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.array(part, { maxLength: 20 }).map((p) => Buffer.from(p.join('')))), async (name, bytes) => {
      try {
        const { sources } = await read(name, Buffer.from(bytes));
        for (const s of sources) expect(s.name).not.toBe('');
      } catch (error) {
        expect(error).toMatchObject({ name: 'YuqingError', message: expect.stringMatching(/[\u4e00-\u9fff]/) as string });
      }
    }), { numRuns: 60 });
  });
});
