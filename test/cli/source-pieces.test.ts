import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { columnsOf, inChinese } from '../../cli/chinese.ts';
import { sourceCommand } from '../../cli/commands/source.ts';
import { applySettings } from '../../cli/source/assign.ts';
import { eachByHost } from '../../cli/source/by-host.ts';
import { previewText, trialNote, trialOf } from '../../cli/source/preview-text.ts';
import { printTable } from '../../cli/source/table.ts';
import { ago, ahead, fit, plain, shownSettings, span } from '../../cli/source/words.ts';
import type { Preview } from '../../ingest/preview.ts';
import type { SourceKind } from '../../ingest/sources/kind.ts';
import { incoming } from '../support/incoming.ts';

describe('help', () => {
  it.each(sourceCommand().commands.map((command) => [command.name(), command] as const))('of source %s is in Chinese, every line of it explained', (name, command) => {
    const help = inChinese(command).helpInformation();
    expect(help).toMatch(new RegExp(`^用法: (?:source )?${name} `));
    for (const line of help.split('\n').filter((l) => /^ {2}\S/.test(l))) expect(line).toMatch(/^ {2}(?:-|[a-z\u4e00-\u9fff]).* {2}.*[\u4e00-\u9fff]/);
    expect(help).not.toMatch(/usage:|options?:|commands?:|arguments?:|\bdefault\b|\bdisplay\b|\[options\]/i);
  });
});

describe('设置=值', () => {
  it.each<[Record<string, unknown>, string[], Record<string, unknown>]>([
    [{}, ['url=https://a.example/?x=1&y=2'], { url: 'https://a.example/?x=1&y=2' }],
    [{}, ['intervalMinutes=30', 'render=true', 'keywords=["停水","停电"]'], { intervalMinutes: 30, render: true, keywords: ['停水', '停电'] }],
    [{}, ['list.item=li.news a', 'list.next=null'], { list: { item: 'li.news a', next: null } }],
    [{ list: { item: 'a', title: 'b' } }, ['list.item=c'], { list: { item: 'c', title: 'b' } }],
    [{ render: true, list: { item: 'a' } }, ['render=', 'list.item=', 'no.such='], { list: {} }],
    [{ columns: [{ name: '要闻', everyDays: 14 }] }, ['columns.0.everyDays=30', 'columns.1={"name":"公告"}'], { columns: [{ name: '要闻', everyDays: 30 }, { name: '公告' }] }],
    [{ allowHosts: ['a', 'b', 'c'] }, ['allowHosts.1='], { allowHosts: ['a', 'c'] }],
    [{}, ['id=12345678901234567890', 'code=007', 'half=1.50', 'text="30"'], { id: '12345678901234567890', code: '007', half: '1.50', text: '30' }],
  ])('%j with %j', (before, entries, after) => {
    const copy = structuredClone(before);
    expect(applySettings(before, entries)).toEqual(after);
    expect(before).toEqual(copy);
  });

  it.each(['intervalMinutes', '=30', '.a=1', 'a..b=1', '__proto__.x=1', 'constructor.prototype.x=1', 'a.b.c.d.e.f.g.h.i.j.k=1', 'url.host=1', 'allowHosts.x=1', 'allowHosts.5=1'])('%s is refused', (entry) => {
    expect(() => applySettings({ url: 'https://a.example/', allowHosts: ['a'] }, [entry])).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });

  test('any entries leave the prototype of objects alone', () => {
    const key = fc.array(fc.constantFrom('__proto__', 'constructor', 'prototype', 'a', '0', 'toString', ''), { maxLength: 4 }).map((parts) => parts.join('.'));
    fc.assert(fc.property(fc.array(fc.tuple(key, fc.constantFrom('1', '{"a":1}', '[]', '')).map((p) => p.join('=')), { maxLength: 4 }), (entries) => {
      try {
        applySettings({}, entries);
      } catch (error) {
        expect(error).toMatchObject({ code: 'USAGE' });
      }
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(({} as Record<string, unknown>)['a']).toBeUndefined();
    }));
  });
});

describe('what a screen shows', () => {
  it('of settings, no query and no secret', () => {
    expect(shownSettings({
      url: 'https://user:pw@a.example/x?token=hunter2', apiToken: 'hunter2', headers: { Cookie: 'sid=hunter2', accept: 'text/html' }, keywords: ['停水'],
      columns: [{ name: '要闻', url: 'https://a.example/y?id=hunter2' }], cookies: ['hunter2'], render: true,
    })).toEqual({
      url: 'https://a.example/x?…', apiToken: '***', headers: { Cookie: '***', accept: 'text/html' }, keywords: ['停水'],
      columns: [{ name: '要闻', url: 'https://a.example/y?…' }], cookies: ['***'], render: true,
    });
  });

  it('of texts, nothing that drives a terminal', () => {
    expect(plain('\u001b[2J清河\u202e日报\u0007\n第二行\u2028')).toBe('[2J清河 日报 第二行');
  });

  it('of times, how long ago and how soon', () => {
    const now = new Date('2026-11-24T08:00:00Z');
    const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
    expect([span(30_000), span(119 * 60_000), span(47 * 3_600_000), span(48 * 3_600_000)]).toEqual(['片刻', '119分钟', '47小时', '2天']);
    expect([ago(null, now), ago(at(-3), now), ahead(null, now), ahead(at(-3), now), ahead(at(130), now)]).toEqual(['—', '3分钟前', '—', '即将', '2小时后']);
  });

  it('of a long text, as much as there is room for', () => {
    expect([fit('清河区政务服务中心', 9), fit('清河区政务服务中心', 18), fit('abc', 2), fit('𠮷野家', 5)]).toEqual(['清河区政…', '清河区政务服务中心', 'a…', '𠮷野…']);
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.integer({ min: 1, max: 20 }), (text, width) => {
      expect(columnsOf(fit(text, width))).toBeLessThanOrEqual(width);
    }));
  });
});

describe('a preview', () => {
  const none: Preview = { counts: { received: 0, items: 0, rejected: 0 }, items: [], rejects: [], marks: {}, faults: [], cut: null, tookMs: 1_234 };
  const say = (more: Partial<Preview>, kind = 'feed') => previewText({ ...none, ...more }, { kind } as SourceKind).split('\n');

  it('shows times as exactly as they are known, places on a list, rejects and faults', () => {
    expect(say({
      counts: { received: 9, items: 7, rejected: 2 }, marks: { 'text-garbled': 2, odd: 3 }, cut: 'items',
      items: [incoming('a', { title: '路灯\u001b[2J\n不亮', body: '路灯不亮三天', precision: 'day' }), incoming('b', { title: '停水', body: '停水', ranking: { at: new Date(0), rank: 3, heat: 12_000 }, marks: ['text-garbled'] })],
      rejects: [{ row: 3, column: null, code: 'ROW_NO_CONTENT', reason: '第 3 条空', cells: [] }],
      faults: [{ kind: 'dead-link', key: 'x', words: '打不开', url: 'https://a.example/x?key=hunter2' }],
    })).toEqual([
      '读到 9 条:可入库 7,将拒收 2;用时 1.2 秒,只试读了前面这些', '标记:odd 3 条;疑似乱码(text-garbled) 2 条', '  1. 2026-11-20        路灯 [2J 不亮', '     路灯不亮三天',
      '  2. 2026-11-20 10:00  第 3 位(热度 12000) 停水〔text-garbled〕', '  … 另有 5 条', '  ✗ 第 3 条空(ROW_NO_CONTENT)', '  ✗ … 另有 1 条被拒', '  ! 死链:打不开 https://a.example/x?…',
    ]);
  });

  it('of nothing says what that may mean', () => {
    expect([say({})[1], say({}, 'site')[1]]).toEqual(['  没有读到条目;这可能就是对方此刻的样子,也可能要改设置', '  没有发现问题(网站监测不带来条目)']);
  });

  it('asks for less than a real reading, and says so', () => {
    expect([trialOf({ mostArticles: 30, url: 'u' }), trialOf({ perReading: 10 }), trialOf({ url: 'u' })]).toEqual([{ mostArticles: 5, url: 'u' }, { perReading: 10 }, { url: 'u' }]);
    expect([trialNote({ mostArticles: 30 }), trialNote({ perReading: 60 }), trialNote({ perReading: 10 }), trialNote({})]).toEqual(['试读只取前 5 篇文章,正式抓取每次最多 30 篇', '试读只发 15 个请求,正式巡查每次最多 60 个', '', '']);
  });
});

describe('a table', () => {
  const rows = [{ name: '清河区人民政府门户网站要闻动态', state: '失败', error: '抓取失败:对方拒绝连接(https://a.example/)。请核对地址与端口,或等对方恢复' }, { name: 'ab', state: '正常', error: '' }];
  const print = (width: number) => printTable(rows, [{ title: '名称', most: 22, cell: (r) => r.name }, { title: '状态', most: 8, cell: (r) => r.state }], { title: '最近错误', cell: (r) => r.error }, width);

  it('stands in even columns, a Chinese character taking two', () => {
    expect(print(80).split('\n')).toEqual([
      '名称                    状态  最近错误', '清河区人民政府门户网…   失败  抓取失败:对方拒绝连接(https://a.example/)。请核对…', 'ab                      正常',
    ]);
  });

  it('where there is no room beside, the last column goes below', () => {
    expect(print(44).split('\n')).toEqual(['名称                    状态', '清河区人民政府门户网…   失败', '    抓取失败:对方拒绝连接(https://a.example…', 'ab                      正常']);
  });

  it('is never wider than the screen', () => {
    for (const width of [40, 60, 80, 100, 120]) for (const line of print(width).split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(width);
  });
});

describe('each by host', () => {
  const tick = () => new Promise<void>((resolve) => { setImmediate(resolve); });

  it('goes to several hosts at once, to one host one after another', async () => {
    const busy = new Map<string, number>();
    let most = 0;
    let done = 0;
    await eachByHost(Array.from({ length: 40 }, (_, k) => `h${k % 8}`), (h) => h, async (host) => {
      busy.set(host, (busy.get(host) ?? 0) + 1);
      expect(busy.get(host)).toBe(1);
      most = Math.max(most, [...busy.values()].reduce((a, b) => a + b));
      await tick();
      busy.set(host, 0);
      done += 1;
    }, 3);
    expect([done, most]).toEqual([40, 3]);
  });

  it('throws the first failure once all that was begun is over', async () => {
    const ended: string[] = [];
    await expect(eachByHost(['a', 'b', 'b2', 'b3'], (h) => h[0]!, async (name) => {
      if (name === 'a') throw new Error('坏');
      await tick();
      ended.push(name);
    })).rejects.toThrow('坏');
    expect(ended).toEqual(['b']);
  });
});
