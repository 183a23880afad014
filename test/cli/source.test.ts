import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findSource, type Source } from '../../db/sources.ts';
import { pollSource } from '../../ingest/poll.ts';
import { createWeb } from '../../ingest/fetch/web.ts';
import { createSeal } from '../../ingest/seal.ts';
import { serveSite, type Site } from '../ingest/fetch/site.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { until } from '../support/wait.ts';
import { begin, yuqing } from './run.ts';
import { runSource } from './source-command.ts';

let t: TestDb;
let dir: string;
let env: Record<string, string>;
const sites: Site[] = [];
beforeAll(async () => {
  t = await createTestDb();
  dir = await mkdtemp(join(tmpdir(), 'yuqing-source-'));
  env = { DATABASE_URL: t.url, YUQING_DATA_DIR: join(dir, 'data'), YUQING_KEY_FILE: join(dir, 'contact.key') };
});
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
  await t.db.deleteFrom('source').where('id', 'not in', t.db.selectFrom('item').select('source_id')).where('id', 'not in', t.db.selectFrom('run').select('source_id')).execute();
});
afterAll(async () => {
  await t.close();
  await rm(dir, { recursive: true, force: true });
});

const source = (...args: string[]) => runSource(args, env);
/** In a process of its own, as a user calls it. */
const outside = (...args: string[]) => yuqing(['source', ...args], env);
/** As `yuqing start` would read it. */
const poll = async (name: string) => pollSource(t.db, (await found(name))!.id, { clock: () => new Date(), seal: createSeal('ab'.repeat(32)), web: createWeb({ renderer: () => { throw new Error('no browser is needed here'); } }) });
const rss = (...titles: string[]) => `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>清河</title>${titles
  .map((title, k) => `<item><guid>${title}${k}</guid><title>${title}</title><description>${title}的正文,居民反映多日</description><pubDate>Mon, 23 Nov 2026 10:00:00 +0800</pubDate></item>`).join('')}</channel></rss>`;
async function serve(answer: Parameters<typeof serveSite>[0]): Promise<Site> {
  const site = await serveSite(answer);
  sites.push(site);
  return site;
}
const feedSite = (...titles: string[]) => serve((_, response) => void response.setHeader('content-type', 'application/rss+xml').end(rss(...titles)));
const add = (name: string, site: Site, ...more: string[]) => source('add', name, '--kind', 'feed', '--url', `${site.url}/rss.xml`, '--allow-host', site.host, ...more);
const found = (name: string): Promise<Source | null> => findSource(t.db, name);
const nextPoll = async (name: string) => (await t.db.selectFrom('source').select('next_poll_at').where('name', '=', name).executeTakeFirstOrThrow()).next_poll_at;

describe('source add', () => {
  it('reads once, shows what would come, and saves; a second time changes nothing', async () => {
    const site = await feedSite('路灯不亮', '停水');
    const first = await add('清河政务', site, '--interval', '30分钟', '--channel', '论坛');
    expect([first.code, first.stdout]).toEqual([0, '已登记信源“清河政务”:订阅源,渠道 论坛,辖区配置 national;下次抓取:即将(需有 yuqing start 在运行)\n']);
    expect(first.stderr).toMatch(/正在试读“清河政务”…\n读到 2 条:可入库 2,将拒收 0;用时 .*\n {2}1\. 2026-11-23 10:00 {2}路灯不亮\n {5}路灯不亮的正文,居民反映多日\n {2}2\. .*停水/);
    expect(await found('清河政务')).toMatchObject({ kind: 'feed', channel: '论坛', profileId: 'national', enabled: true, config: { url: `${site.url}/rss.xml`, allowHosts: [site.host], intervalMinutes: 30 } });
    expect(await nextPoll('清河政务')).not.toBeNull();
    expect(await t.db.selectFrom('item').select('id').execute()).toEqual([]);

    const again = await add('清河政务', site, '--interval', '30');
    expect([again.code, again.stdout, site.asked.length]).toEqual([0, '信源“清河政务”已经登记过,设置相同,没有改动\n', 1]);
    const other = await add('清河政务', site, '--interval', '60');
    expect([other.code, other.stderr]).toEqual([1, expect.stringContaining('已有名为“清河政务”的信源(feed/national/论坛),与本次不同。换一个名称')]);
    expect((await add('清河政务', site, '--interval', '30', '--channel', '报纸')).stderr).toContain('SOURCE_CONFLICT');
    const twin = await add('清河政务二', site);
    expect(twin.stderr).toContain('这个网址已登记为信源“清河政务”');
    expect(await found('清河政务二')).toBeNull();
  });

  it('a page that advertises a feed is not saved, and its feed is named', async () => {
    const site = await serve((_, response) => void response.setHeader('content-type', 'text/html').end('<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body>首页</body></html>'));
    const { code, stdout, stderr } = await add('首页', site);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(new RegExp(`试读失败,没有登记。这是一个网页.*该网页声明的订阅源是:${site.url}/feed.xml.*仍要登记请加 --force\\(FEED_NOT_A_FEED\\)`));
    expect(await found('首页')).toBeNull();
  });

  it('one that cannot be read is saved by --force, and untried by --no-test', async () => {
    const site = await serve((_, response) => void response.writeHead(404).end());
    const secret = ['add', '甲', '--kind', 'feed', '--url', `${site.url}/rss.xml?key=hunter2`, '--allow-host', site.host];
    const refused = await source(...secret);
    expect(refused.stderr).toMatch(/没有这个页面\(HTTP 404\):.*rss\.xml\?…/);
    const forced = await source(...secret, '--force');
    expect([forced.code, forced.stderr]).toEqual([0, expect.stringContaining('按 --force 仍然登记')]);
    const untried = await source('add', '乙', '--kind', 'feed', '--url', 'https://b.example/', '--no-test');
    expect([untried.code, untried.stderr, site.asked.length]).toEqual([0, '', 2]);
    expect([await found('甲'), await found('乙')]).not.toContain(null);
    expect(refused.stderr + forced.stderr + forced.stdout).not.toContain('hunter2');
  });

  it.each<[string, string[], RegExp]>([
    ['a kind that is none', ['--kind', '公众号', '--url', 'https://a.example/'], /没有“公众号”这种信源.*feed.*SOURCE_UNKNOWN/],
    ['an inside address', ['--kind', 'feed', '--url', 'http://127.0.0.1:1/'], /不抓取内部地址.*allowHosts.*FETCH_REFUSED/],
    ['no address', ['--kind', 'feed', '--url', '见附件'], /设置不对:url:.*CONFIG_INVALID/],
    ['a password in the address', ['--kind', 'feed', '--url', 'https://u:hunter2@a.example/'], /url:网址里不能带用户名和密码/],
    ['a setting that is none', ['--kind', 'feed', '--url', 'https://a.example/', '--set', 'selector=li'], /selector:订阅源没有这项设置,可用的有 url/],
    ['a setting of another type', ['--kind', 'feed', '--url', 'https://a.example/', '--set', 'maxBytes=许多'], /maxBytes:.*期望/],
    ['a profile that is none', ['--kind', 'feed', '--url', 'https://a.example/', '--profile', 'atlantis'], /没有名为“atlantis”的辖区配置/],
    ['an interval that is none', ['--kind', 'feed', '--interval', '经常'], /--interval <分钟> 的取值“经常”不对。间隔请写成分钟数/],
    ['a file of settings that is not there', ['--kind', 'feed', '--config', '/nowhere.json'], /读不到设置文件/],
  ])('%s is told', async (_, args, told) => {
    const { code, stdout, stderr } = await source('add', '甲', ...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(told);
    expect(stderr).not.toContain('hunter2');
    expect(await found('甲')).toBeNull();
  });

  it('a list page: its articles are tried, a few of them, and its words kept', { timeout: 60_000 }, async () => {
    const article = (title: string, word: string) => `<html><head><title>${title}</title></head><body><h1>${title}</h1><p>发布时间:2026-11-23 10:00</p><div class="content">${`<p>会议指出,要切实解决群众反映的${word}问题,压实责任,限期整改,各街道要逐条排查、建立台账、定期通报。</p>`.repeat(4)}</div></body></html>`;
    const titles = ['清河区部署城市道路积水整治工作', '清河区召开老旧小区加装电梯推进会'];
    const site = await serve((request, response) => {
      const n = /a(\d)\.html$/.exec(request.url ?? '')?.[1];
      response.setHeader('content-type', 'text/html; charset=utf-8');
      if (n !== undefined) response.end(article(titles[Number(n)]!, n === '0' ? '道路积水' : '加装电梯'));
      else if (request.url === '/yw/') response.end(`<html><body><ul>${titles.map((title, k) => `<li><a href="/yw/202611/a${k}.html">${title}</a><span>2026-11-23</span></li>`).join('')}</ul></body></html>`);
      else response.writeHead(404).end();
    });
    const { code, stdout, stderr } = await source('add', '区政府要闻', '--kind', 'page', '--url', `${site.url}/yw/`, '--allow-host', site.host, '--keyword', '积水、停水', '--set', `links=li a`);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^已登记信源“区政府要闻”:网页,/)]);
    expect(stderr).toMatch(/试读只取前 5 篇文章,正式抓取每次最多 30 篇\n读到 2 条:可入库 1,将拒收 1;[\s\S]*道路积水[\s\S]*ITEM_OFF_TOPIC/);
    expect((await found('区政府要闻'))?.config).toEqual({ url: `${site.url}/yw/`, allowHosts: [site.host], keywords: ['积水', '停水'], links: 'li a' });
  });

  it('takes settings from a file, options on top of it', async () => {
    const file = join(dir, 'settings.json');
    await writeFile(file, JSON.stringify({ url: 'https://a.example/', intervalMinutes: 5, maxBytes: 1_000 }));
    await source('add', '丙', '--kind', 'feed', '--config', file, '--interval', '2小时', '--set', 'maxBytes=', '--no-test');
    expect((await found('丙'))?.config).toEqual({ url: 'https://a.example/', intervalMinutes: 120 });
  });
});

it('an address given to import belongs here, and import says so', async () => {
  const { code, stdout, stderr } = await yuqing(['import', 'https://a.example/rss.xml', '--source', '甲', '--kind', 'feed'], env);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/只能导入文件,不能导入网址。网址请登记成信源:yuqing source add 名称 --kind feed --url 网址.*\(USAGE\)/);
  expect(await found('甲')).toBeNull();
});

describe('source test', () => {
  it('reads a registered source, an address or a file, and stores nothing', async () => {
    const site = await serve((_, response) => void response.end(rss('路灯不亮').replace('<pubDate>Mon, 23 Nov 2026 10:00:00 +0800</pubDate>', '').replace('</rss>', '')));
    await add('试读', site, '--no-test');
    const byName = await source('test', '试读');
    expect([byName.code, byName.stderr]).toEqual([0, '']);
    expect(byName.stdout).toMatch(/^读到 1 条:可入库 1,将拒收 0;用时 .*\n标记:没有时间,以抓取时间代\(time-from-fetch\) 1 条;订阅源残缺\(feed-malformed\) 1 条\n {2}1\. 20.*路灯不亮〔time-from-fetch、feed-malformed〕\n/);
    const byUrl = await runSource(['test', '--kind', 'feed', '--url', `${site.url}/`, '--allow-host', site.host, '--json'], { ...env, DATABASE_URL: 'postgres://u:p@127.0.0.1:1/none' });
    expect(JSON.parse(byUrl.stdout)).toMatchObject({ counts: { received: 1, items: 1, rejected: 0 }, items: [{ title: '路灯不亮' }], cut: null });
    const file = join(dir, '存下来.xml');
    await writeFile(file, rss('停水', '停电'));
    expect((await source('test', file)).stdout).toContain('读到 2 条');
    const orders = join(dir, '工单.csv');
    await writeFile(orders, '工单编号,受理时间,诉求内容\nA1,2026-11-20 10:00,路灯不亮\nA2,无,停水\n');
    expect((await source('test', orders)).stdout).toMatch(/读到 2 条:可入库 1,将拒收 1[\s\S]*✗ 第 3 行.*ROW_NO_TIME/);
    expect(await t.db.selectFrom('item').select('id').execute()).toEqual([]);
    expect(await found('试读')).toMatchObject({ cursor: null, lastError: null });
  });

  it('a change can be tried before it is made', async () => {
    const site = await serve((request, response) => void (request.url === '/new' ? response.end(rss('新址')) : response.writeHead(404).end()));
    await add('搬家', site, '--no-test');
    const old = await source('test', '搬家');
    expect([old.code, old.stdout]).toEqual([1, '']);
    expect(old.stderr).toContain('HTTP 404');
    expect((await source('test', '搬家', '--url', `${site.url}/new`)).stdout).toContain('新址');
    expect((await found('搬家'))?.config['url']).toBe(`${site.url}/rss.xml`);
  });

  it('says what it does not know', async () => {
    expect((await source('test')).stderr).toContain('没有说要试读什么');
    expect((await source('test', '没有的')).stderr).toMatch(/没有名为“没有的”的信源,也没有这个文件.*SOURCE_UNKNOWN/);
    expect((await source('test', '/nowhere.xml', '--kind', 'feed')).stderr).toMatch(/找不到文件:\/nowhere\.xml/);
  });
});

describe('source list and show', () => {
  it('without sources says what to do first', async () => {
    const { code, stdout, stderr } = await source('list');
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toContain('还没有信源。先登记一个:yuqing source add');
    expect((await source('list', '--json')).stdout).toBe('[]\n');
  });

  it('the worst first, no query of an address in sight', { timeout: 60_000 }, async () => {
    const well = await feedSite('路灯不亮', '停水');
    await add('清河政务', well, '--no-test');
    const broken = await serve((_, response) => void response.writeHead(500).end());
    await source('add', '山阳日报', '--kind', 'feed', '--url', `${broken.url}/rss?key=hunter2`, '--allow-host', broken.host, '--no-test');
    await source('add', '未到的', '--kind', 'feed', '--url', 'https://c.example/', '--no-test');
    await source('add', '热线', '--kind', 'hotline');
    const run = await outside('run', '清河政务', '山阳日报');
    expect([run.code, run.stdout.split('\n').sort()]).toEqual([1, ['', expect.stringMatching(/^山阳日报:失败:对方出了故障\(HTTP 500\)/), '清河政务:收到 2 = 入库 2 + 重复 0(其中更新 0) + 拒收 0']]);
    expect(run.stderr).toContain('抓取 2 个信源,失败 1 个');

    const { stdout, stderr } = await source('list');
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^名称 +种类 +状态 +上次成功 +最近内容 +今日\/平常 +下次 +最近错误$/);
    expect(lines.slice(1, 5).map((l) => l.split(/ +/).slice(0, 3))).toEqual([['山阳日报', 'feed', '失败'], ['未到的', 'feed', '未抓取'], ['清河政务', 'feed', '正常'], ['热线', 'hotline', '手工导入']]);
    expect(lines[3]).toMatch(/片刻前 +片刻前 +2\/— /);
    expect(stderr).toBe('共 4 个信源:失败 1,未抓取 1,正常 1,手工导入 1。详情:yuqing source show 名称\n');
    const json = JSON.parse((await source('list', '--json')).stdout) as { name: string; config: object; failures: number }[];
    expect(json[0]).toMatchObject({ name: '山阳日报', failures: 1, config: { url: `${broken.url}/rss?…` } });

    const shown = await source('show', '山阳日报');
    expect(shown.stdout).toMatch(/^【信源】山阳日报 {2}订阅源\(feed\) {2}渠道 网站 {2}辖区配置 national\n【状态】失败,连续失败 1 次\n {2}最近错误:对方出了故障/);
    expect(shown.stdout).toContain(`  url = ${broken.url}/rss?…\n`);
    expect(shown.stdout).toMatch(/【近两周】\n {2}\d{4}-\d\d-\d\d {2}抓取 1 次\(失败 1\) {2}收到 0 入库 0 更新 0 拒收 0\n$/);
    const days = (JSON.parse((await source('show', '清河政务', '--json')).stdout) as { days: { stored: number }[] }).days;
    expect([days.length, days[0]?.stored]).toEqual([14, 2]);
    expect(stdout + stderr + JSON.stringify(json) + shown.stdout + run.stdout + run.stderr).not.toContain('hunter2');
    const unknown = await source('show', '山阳');
    expect(unknown.stderr).toMatch(/没有名为“山阳”的信源。是不是 “山阳日报”?/);
  });
});

describe('source run, pause, resume', () => {
  it('reads now and waits until it is judged; the paused only when named; --due what is due', { timeout: 90_000 }, async () => {
    const site = await feedSite('小区停水三天无人管');
    await add('跑一', site, '--no-test');
    const one = await outside('run', '跑一', '--json');
    expect([one.code, JSON.parse(one.stdout)]).toEqual([0, { name: '跑一', received: 1, stored: 1, duplicate: 0, updated: 0, rejected: 0, blocked: 0, error: null }]);
    const { id } = (await found('跑一'))!;
    expect(await t.db.selectFrom('verdict').innerJoin('item', 'item.id', 'verdict.item_id').select('verdict.id').where('item.source_id', '=', id).execute()).toHaveLength(1);
    expect((await t.db.selectFrom('worker').select('id').execute())).toEqual([]);

    expect((await source('pause', '跑一')).stdout).toBe('已暂停 1 个信源:跑一\n');
    expect((await source('pause', '跑一')).stdout).toBe('已暂停 0 个信源;原已暂停的 1 个没有改动\n');
    expect([(await found('跑一'))?.enabled, await nextPoll('跑一')]).toEqual([false, null]);
    expect((await outside('run', '跑一')).stdout).toBe('跑一:收到 1 = 入库 0 + 重复 1(其中更新 0) + 拒收 0\n');
    expect((await source('resume', '跑一')).stdout).toBe('已恢复 1 个信源:跑一\n');
    expect(await nextPoll('跑一')).not.toBeNull();
    const due = await outside('run', '--due', '--json');
    expect(due.stdout.split('\n').filter(Boolean).map((line) => (JSON.parse(line) as { name: string }).name)).toContain('跑一');
    expect((await nextPoll('跑一'))!.getTime()).toBeGreaterThan(Date.now());
  });

  it.each<[string, string[], RegExp]>([
    ['no name', ['run'], /没有给出信源名称.*--all/], ['names and --all', ['pause', '甲', '--all'], /既给了名称又给了 --all/], ['--all and --due', ['run', '--all', '--due'], /不能同时用/], ['a name that is none', ['resume', '没有的'], /没有名为“没有的”的信源/],
  ])('%s is told', async (_, args, told) => {
    const { code, stdout, stderr } = await source(...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(told);
  });

  it('Ctrl-C while a source lets us wait: it ends at once, and that is no failure of the source', { timeout: 60_000 }, async () => {
    const site = await serve(() => {});
    await add('不答的', site, '--no-test');
    const running = begin(['source', 'run', '不答的'], env);
    await until('the source to be asked', () => site.asked.length > 0, 30_000);
    running.child.kill('SIGINT');
    const { code, stdout, stderr } = await running.ended;
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/收到 SIGINT,正在收尾…\n[\s\S]*抓取按要求中断.*\(INTERRUPTED\)\n/);
    expect(await found('不答的')).toMatchObject({ failures: 0, lastError: null });
    expect(await t.db.selectFrom('worker').select('id').execute()).toEqual([]);
  });

  it('what is imported by hand is not polled', async () => {
    await source('add', '热线', '--kind', 'hotline');
    expect((await source('run', '热线')).stderr).toMatch(/信源“热线”由人导入,不能抓取。用 yuqing import/);
    expect(await found('热线')).toMatchObject({ failures: 0 });
  });
});

describe('source set and remove', () => {
  it('changes settings, checked; another address is read from its beginning', async () => {
    const site = await serve((_, response) => void response.writeHead(200, { etag: '"v1"' }).end(rss('甲')));
    await add('改一', site, '--no-test');
    await poll('改一');
    expect((await found('改一'))?.cursor).toMatchObject({ etag: '"v1"' });
    const changed = await source('set', '改一', 'intervalMinutes=45');
    expect([changed.code, changed.stdout]).toEqual([0, expect.stringMatching(/^已改信源“改一”的设置:.*"intervalMinutes":45/)]);
    expect(await found('改一')).toMatchObject({ config: { intervalMinutes: 45 }, cursor: { etag: '"v1"' } });
    expect((await source('set', '改一', 'intervalMinutes=45')).stdout).toContain('本来就是这样,没有改动');
    const wrong = await source('set', '改一', 'intervalMinutes=很快');
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringMatching(/设置不对:intervalMinutes:/)]);
    await source('set', '改一', `url=${site.url}/other`, 'intervalMinutes=');
    expect(await found('改一')).toMatchObject({ config: { url: `${site.url}/other`, allowHosts: [site.host] }, cursor: null });
    const kept = await source('remove', '改一');
    expect([kept.code, kept.stderr]).toEqual([1, expect.stringMatching(/没有删除“改一”:已有入库的内容.*source pause/)]);
    expect(await found('改一')).not.toBeNull();
  });

  it('removes what has brought nothing', async () => {
    const broken = await serve((_, response) => void response.writeHead(500).end());
    await add('空的', broken, '--no-test');
    await poll('空的');
    expect((await source('remove', '空的')).stdout).toBe('已删除 1 个信源\n');
    expect(await found('空的')).toBeNull();
  });
});

describe('source export', () => {
  it('as JSON and OPML, for its owner only', async () => {
    await source('add', '导一', '--kind', 'feed', '--url', 'https://a.example/rss?key=hunter2&x=1', '--no-test', '--channel', '报纸');
    const file = join(dir, 'all.json');
    const written = await source('export', file);
    expect([written.code, written.stdout]).toEqual([0, `${file}\n`]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const { sources } = JSON.parse(await readFile(file, 'utf8')) as { sources: { name: string }[] };
    expect(sources.find((s) => s.name === '导一')).toEqual({ name: '导一', kind: 'feed', channel: '报纸', profile: 'national', enabled: true, config: { url: 'https://a.example/rss?key=hunter2&x=1' } });
    const opml = await source('export', '--opml');
    expect(opml.stdout).toContain('<outline text="报纸">\n      <outline type="rss" text="导一" title="导一" xmlUrl="https://a.example/rss?key=hunter2&amp;x=1"/>');
    expect(opml.stderr).toMatch(/导出 \d+ 个信源.*可能含有密钥/);
  });
});
