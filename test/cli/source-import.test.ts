import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allSources } from '../../db/sources.ts';
import { serveSite, type Site } from '../ingest/fetch/site.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { yuqing } from './run.ts';
import { runSource } from './source-command.ts';

let t: TestDb;
let dir: string;
let env: Record<string, string>;
let site: Site;
beforeAll(async () => {
  t = await createTestDb();
  dir = await mkdtemp(join(tmpdir(), 'yuqing-source-import-'));
  env = { DATABASE_URL: t.url, YUQING_DATA_DIR: join(dir, 'data'), YUQING_KEY_FILE: join(dir, 'contact.key') };
  site = await serveSite((request, response) => void (request.url?.startsWith('/rss')
    ? response.end('<rss version="2.0"><channel><item><guid>1</guid><title>停水</title></item></channel></rss>') : response.writeHead(404).end()));
});
afterAll(async () => {
  await site.close();
  await t.close();
  await rm(dir, { recursive: true, force: true });
});

const source = (...args: string[]) => runSource(args, env);
async function file(name: string, content: string): Promise<string> {
  await writeFile(join(dir, name), content);
  return join(dir, name);
}
const named = async (...names: string[]) => (await allSources(t.db)).filter((s) => names.includes(s.name));
const opml = (...feeds: [title: string, url: string][]) => `<opml version="2.0"><body><outline text="媒体">${feeds.map(([title, url]) => `<outline text="${title}" xmlUrl="${url}"/>`).join('')}</outline></body></opml>`;

describe('source import', () => {
  it('of an OPML: received = added + there + rejected, and the second time all is there', async () => {
    const list = await file('订阅.opml', opml(['清河日报', 'https://rb.example/rss'], ['山阳论坛', 'https://lt.example/rss?a=1&amp;b=2'], ['清河日报又', 'https://rb.example/rss'], ['要闻', 'https://x.example/1'], ['要闻', 'https://x.example/2'], ['坏的', '见附件']));
    const first = await yuqing(['source', 'import', list], env);
    expect([first.code, first.stdout]).toEqual([0, '收到 6 = 新增 4 + 已有 1(其中清单内重复 1) + 拒收 1\n']);
    expect(first.stderr).toBe(`有 1 行没有登记,原因见:${list}.rejects.csv\n`);
    expect(await readFile(`${list}.rejects.csv`, 'utf8')).toMatch(/\r\n6,,xmlUrl,CONFIG_INVALID,第 6 条的 xmlUrl 不是完整的网址,坏的,见附件,,媒体\r\n$/);
    const all = await named('清河日报', '山阳论坛', '要闻', '要闻(媒体)');
    expect(all.map((s) => [s.kind, s.channel, s.profileId, s.nextPollAt !== null])).toEqual(Array.from({ length: 4 }, () => ['feed', '网站', 'national', true]));
    expect(all.find((s) => s.name === '山阳论坛')?.config).toEqual({ url: 'https://lt.example/rss?a=1&b=2' });

    const again = await source('import', list, '--json');
    expect([again.code, JSON.parse(again.stdout)]).toEqual([0, { received: 6, added: 0, there: 5, twice: 0, rejected: 1 }]);
  });

  it('of a list of sites: kinds, words and intervals of each row; rows that are wrong go to the rejects file', async () => {
    const list = await file('重点网站.csv', [
      '序号,网站名称,网址,种类,渠道,间隔分钟,启用', '1,清河区人民政府,https://qh.example.gov.cn/rss,RSS,政府网站,30分钟,是', '2,停用的,https://ty.example/rss,订阅源,,,否',
      '3,怪的,https://gz.example/,公众号,,,', '4,清河区人民政府,https://qt.example/rss,订阅源,,,', '5,,没有网址,订阅源,,,', '6,慢的,https://man.example/rss,订阅源,,20000,',
    ].join('\r\n'));
    const rejects = join(dir, '拒收.csv');
    const { code, stdout, stderr } = await source('import', list, '--rejects', rejects, '--profile', 'yangzhou-2018', '--channel', '媒体');
    expect([code, stdout, stderr]).toEqual([0, '收到 6 = 新增 2 + 已有 0(其中清单内重复 0) + 拒收 4\n', `有 4 行没有登记,原因见:${rejects}\n`]);
    expect((await named('清河区人民政府', '停用的')).map((s) => [s.name, s.channel, s.profileId, s.enabled, s.nextPollAt !== null, s.config])).toEqual(expect.arrayContaining([
      ['清河区人民政府', '政府网站', 'yangzhou-2018', true, true, { url: 'https://qh.example.gov.cn/rss', intervalMinutes: 30 }], ['停用的', '媒体', 'yangzhou-2018', false, false, { url: 'https://ty.example/rss' }],
    ]));
    const told = (await readFile(rejects, 'utf8')).split('\r\n').slice(1, -1);
    expect(told.map((line) => line.split(',').slice(0, 5))).toEqual([
      ['4', '', '', 'SOURCE_UNKNOWN', '第 4 行:没有“公众号”这种信源'], ['5', '', '', 'SOURCE_CONFLICT', expect.stringContaining('已有名为“清河区人民政府”的信源')],
      ['6', '', '网址', 'CONFIG_INVALID', expect.stringContaining('不是完整的网址')], ['7', '', '', 'CONFIG_INVALID', expect.stringMatching(/^第 7 行:intervalMinutes:/)],
    ]);
  });

  it('one that stands with other settings keeps them, and that is told', async () => {
    await source('import', await file('一.csv', '名称,网址,种类,间隔\n改过的,https://gg.example/rss,feed,30\n'));
    const { stdout, stderr } = await source('import', await file('二.csv', '名称,网址,种类,间隔\n改过的,https://gg.example/rss,feed,60\n'));
    expect(stdout).toBe('收到 1 = 新增 0 + 已有 1(其中清单内重复 0) + 拒收 0\n');
    expect(stderr).toBe('有 1 个已有信源的设置与清单不同,没有改动:“改过的”。要改请用 yuqing source set\n');
    expect((await named('改过的'))[0]?.config).toMatchObject({ intervalMinutes: 30 });
  });

  it('--test reads each, and what cannot be read is put aside with the reason', async () => {
    const rows = [['好的', '/rss'], ['没了的', '/none?key=hunter2'], ['不许的', '']].map(([name, path]) => `${name},${path === '' ? 'http://127.0.0.1:1/rss' : `${site.url}${path}`},feed,${path === '' ? '' : site.host}`);
    const list = await file('试.csv', ['名称,网址,种类,内网主机', ...rows].join('\n'));
    expect((await source('import', list, '--test', '--dry-run')).stdout).toBe('核对完成(未登记):收到 3 = 新增 1 + 已有 0(其中清单内重复 0) + 拒收 2\n');
    expect(await named('好的')).toEqual([]);
    const { stdout } = await source('import', list, '--test');
    expect(stdout).toBe('收到 3 = 新增 1 + 已有 0(其中清单内重复 0) + 拒收 2\n');
    expect(await named('好的', '没了的', '不许的')).toMatchObject([{ name: '好的' }]);
    const rejects = await readFile(`${list}.rejects.csv`, 'utf8');
    expect(rejects).toMatch(/\r\n3,,,FETCH_STATUS,[^\r]*试读“没了的”失败[^\r]*HTTP 404[^\r]*\r\n4,,,FETCH_REFUSED,/);
  });

  it.each<[string, string, string, RegExp]>([
    ['no addresses', '一.csv', '名称,备注\n甲,乙\n', /没有认出“网址”一列,看到的列是:名称、备注.*清单的表头应有/], ['nothing', '空.csv', '', /文件是空的/], ['a page', '页.opml', '<html></html>', /不是 OPML 订阅列表/],
  ])('a file of %s is told, and nothing is left behind', async (_, name, content, told) => {
    const before = await readdir(dir);
    const { code, stdout, stderr } = await source('import', await file(name, content));
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(told);
    expect((await readdir(dir)).filter((f) => !before.includes(f) && f !== name)).toEqual([]);
  });

  it('rejects over the list itself are refused', async () => {
    const list = await file('自.csv', '网址\n没有\n');
    expect((await source('import', list, '--rejects', list)).stderr).toContain('--rejects 指向了要导入的文件本身');
    expect(await readFile(list, 'utf8')).toBe('网址\n没有\n');
  });
});

describe('what is exported', () => {
  it('makes the same sources elsewhere, paused ones paused', async () => {
    await source('add', '热线', '--kind', 'hotline', '--set', 'map=["流水=source_no"]');
    await source('pause', '山阳论坛');
    const all = join(dir, '全部.json');
    await source('export', all);
    const other = await createTestDb();
    try {
      const there = { ...env, DATABASE_URL: other.url };
      const { stdout } = await runSource(['import', all, '--json'], there);
      const count = (await allSources(t.db)).length;
      expect(JSON.parse(stdout)).toEqual({ received: count, added: count, there: 0, twice: 0, rejected: 0 });
      const facts = (sources: Awaited<ReturnType<typeof allSources>>) => sources.map(({ name, kind, channel, profileId, enabled, config, nextPollAt }) => ({ name, kind, channel, profileId, enabled, config, polled: nextPollAt !== null }));
      expect(facts(await allSources(other.db))).toEqual(facts(await allSources(t.db)));
      expect(JSON.parse((await runSource(['import', all, '--json'], there)).stdout)).toMatchObject({ added: 0, there: count });
    } finally {
      await other.close();
    }
  });

  it('as OPML brings the feeds back under their names', async () => {
    const list = join(dir, '全部.opml');
    await source('export', list, '--opml');
    const feeds = (await allSources(t.db)).filter((s) => s.kind === 'feed');
    const { stdout } = await source('import', list, '--json');
    expect(JSON.parse(stdout)).toEqual({ received: feeds.length, added: 0, there: feeds.length, twice: 0, rejected: 0 });
  });
});
