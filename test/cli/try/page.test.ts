import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { tryPageCommand } from '../../../cli/try/page.ts';

const dir = mkdtempSync(join(tmpdir(), 'yuqing-try-page-'));
const exitCode = process.exitCode;
afterEach(() => { process.exitCode = exitCode; });
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const article = join(dir, 'a.html');
const shell = join(dir, 'b.html');
writeFileSync(article, '<title>停水通知_清河网</title><h1>停水通知</h1><p>2026-11-24 07:30 来源:清河网 作者:王某</p><div id="zoom">今日10时至16时,人民路沿线停水。</div>');
writeFileSync(shell, '<title>融媒</title><div id="app"></div><script src="app.js"></script>');

async function run(...args: string[]) {
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  try {
    await tryPageCommand().parseAsync(args, { from: 'user' });
  } finally {
    spy.mockRestore();
  }
  return { code: process.exitCode, lines: written.join('').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('yuqing try page', () => {
  it('prints one line per file, in order', async () => {
    const { code, lines } = await run(article, article);
    expect(code).toBe(exitCode);
    const line = { file: article, ok: true, title: '停水通知', body: '今日10时至16时,人民路沿线停水。', publishedAt: '2026-11-23T23:30:00.000Z', author: '王某', source: '清河网' };
    expect(lines).toEqual([line, line]);
  });

  it('a file that is missing, or holds no article, has its line, and the exit code says so', async () => {
    const missing = join(dir, 'nowhere.html');
    const { code, lines } = await run(missing, shell, article);
    expect(code).toBe(1);
    expect(lines.map(({ file, ok, body, publishedAt }) => [file, ok, body === '', publishedAt === null])).toEqual([[missing, false, true, true], [shell, false, true, true], [article, true, false, false]]);
    expect([lines[0]?.['error'], lines[1]?.['error']]).toEqual([expect.stringContaining('找不到文件'), expect.stringContaining('render: true')]);
  });

  it('--url and --content-type are believed', async () => {
    const gbk = join(dir, 'gbk.html');
    writeFileSync(gbk, Buffer.from('3c7469746c653ecda8d6aa3c2f7469746c653e3c6469762069643d7a6f6f6d3ebdf1c8d5cda3cbaea3acc7ebb4a2cbaeb1b8d3c3a1a33c2f6469763e', 'hex'));
    const { lines } = await run(gbk, '--url', 'https://a.example/202611/t20261117_1.html', '--content-type', 'text/html; charset=gbk');
    expect(lines[0]).toMatchObject({ ok: true, title: '通知', publishedAt: '2026-11-16T16:00:00.000Z' });
  });

  it('no file at all is a mistake of usage', async () => {
    await expect(tryPageCommand().parseAsync([], { from: 'user' })).rejects.toMatchObject({ code: 'USAGE' });
  });
});
