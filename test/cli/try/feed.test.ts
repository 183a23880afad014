import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const checkout = fileURLToPath(new URL('../../../', import.meta.url));
const feeds = 'test/fixtures/feeds';
const dir = mkdtempSync(join(tmpdir(), 'yuqing-try-feed-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

interface Line {
  file: string;
  ok: boolean;
  malformed: boolean;
  error?: string;
  encoding: string | null;
  feed: { title: string | null; link: string | null };
  items: Record<string, string | null>[];
}

function tryFeed(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/bin.mjs', 'try', 'feed', ...args], { cwd: checkout, encoding: 'utf8', env: { ...process.env, TZ: 'America/New_York' } });
  return { status, stderr, lines: stdout.split('\n').filter((l) => l !== '').map((l) => JSON.parse(l) as Line) };
}

describe('yuqing try feed', () => {
  it('prints one line per file, in order, with times in UTC whatever the process zone is', () => {
    const { status, lines } = tryFeed(`${feeds}/gb2312-four-byte.xml`, `${feeds}/feed.json`);
    expect(status).toBe(0);
    expect(new Set(lines.map((l) => Object.keys(l).join(' ')))).toEqual(new Set(['file ok malformed encoding feed items']));
    expect(lines[0]).toMatchObject({ file: `${feeds}/gb2312-four-byte.xml`, ok: true, malformed: false, encoding: 'gb18030', feed: { title: '清河市政务动态', link: 'http://www.qinghe.example/' } });
    expect(lines[0]?.items[1]).toEqual({
      externalId: 'qh-1002', title: '没有时区的时间按北京时间', url: 'http://www.qinghe.example/n/1002.html', publishedAt: '2026-11-23T10:30:00.000Z', author: null, body: '第二条',
    });
    expect(lines[1]?.items.map((i) => i['externalId'])).toEqual(['7', '8']);
  });

  it('a file that is missing, or is no feed, has its line, and the exit code says so', () => {
    const { status, lines } = tryFeed(`${feeds}/nowhere.xml`, `${feeds}/page.html`, `${feeds}/rdf.xml`);
    expect(status).toBe(1);
    expect(lines.map((l) => l.ok)).toEqual([false, false, true]);
    expect(lines[0]).toMatchObject({ error: expect.stringContaining('找不到文件') as string, encoding: null, items: [] });
    expect(lines[1]).toMatchObject({ error: expect.stringContaining('网页') as string });
  });

  it('--cases: paths relative to the file, each with its own content type', () => {
    writeFileSync(join(dir, 'latin.xml'), Buffer.from('<rss version="2.0"><channel><title>caf\xe9</title></channel></rss>', 'latin1'));
    writeFileSync(join(dir, 'cases.json'), JSON.stringify([{ path: 'latin.xml', contentType: 'text/xml; charset=iso-8859-1' }, { path: 'latin.xml' }, { path: 'gone.xml', contentType: null }]));
    const { status, lines } = tryFeed('--cases', join(dir, 'cases.json'));
    expect(status).toBe(1);
    expect(lines.map((l) => [l.file, l.ok, l.malformed, l.encoding, l.feed.title])).toEqual([
      ['latin.xml', true, false, 'iso-8859-1', 'café'], ['latin.xml', true, true, 'windows-1252', 'café'], ['gone.xml', false, false, null, null],
    ]);
  });

  it('--content-type counts for all files', () => {
    writeFileSync(join(dir, 'plain.xml'), Buffer.from('<rss version="2.0"><channel><title>\xd6\xd0</title></channel></rss>', 'latin1'));
    expect(tryFeed(join(dir, 'plain.xml'), '--content-type', 'text/xml; charset=gb2312').lines[0]).toMatchObject({ encoding: 'gb18030', feed: { title: '中' } });
  });

  it.each([[[], '没有给出要读的文件'], [['--cases', '/nowhere/cases.json'], '找不到文件'], [['--cases', `${feeds}/rdf.xml`], '不是有效的 JSON'], [['--cases', 'package.json'], 'JSON 数组']])('%j says what is wrong', (args, words) => {
    const { status, stderr, lines } = tryFeed(...args);
    expect({ status, lines }).toEqual({ status: 1, lines: [] });
    expect(stderr).toContain(words);
  });
});
