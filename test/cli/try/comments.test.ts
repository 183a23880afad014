import { afterEach, describe, expect, it, vi } from 'vitest';
import { tryCommentsCommand } from '../../../cli/try/comments.ts';
import { tempFile } from '../../ingest/table/files.ts';

const exitCode = process.exitCode;
afterEach(() => { process.exitCode = exitCode; });

async function run(...args: string[]) {
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  try {
    await tryCommentsCommand().parseAsync(args, { from: 'user' });
  } finally {
    spy.mockRestore();
  }
  return { code: process.exitCode, lines: written.join('').trim().split('\n').map((line) => JSON.parse(line) as { rows: object[]; rejected: object[] }) };
}

describe('yuqing try comments', () => {
  it('prints one line per file: rows and what was put aside', async () => {
    const file = await tempFile('微博.csv', '评论id,评论,评论发布时间,评论点赞数,评论ip\n1,停水了[泪],3小时前,1.2万,来自江苏\n2,,3小时前,,\n');
    const { code, lines } = await run(file, '--exported-at', '2026-11-24 12:00');
    expect(code).toBe(exitCode);
    expect(lines).toEqual([{
      file, ok: true,
      rows: [{
        row: 2, externalId: '1', receivedAt: '2026-11-24T01:00:00.000Z', channel: '微博评论', type: null, title: null, body: '停水了', place: null, mainUnit: null, coUnits: [], status: null,
        reply: null, replyAt: null, dueAt: null, dueText: null, likes: 12_000, parentId: null, account: null, ownWords: null, thread: null, refs: [], kind: 'post', marks: [],
      }],
      rejected: [{ row: 3, column: '评论', reason: '第 3 行没有评论内容', code: 'ROW_NO_CONTENT' }],
    }]);
  });

  it('a file that cannot be read has its line, and the exit code says so', async () => {
    const strange = await tempFile('a.csv', '甲,乙\n1,2\n');
    const { code, lines } = await run('/nowhere/a.csv', strange);
    expect(code).toBe(1);
    expect(lines).toMatchObject([{ ok: false, rows: [], rejected: [], error: expect.stringContaining('找不到文件') }, { file: strange, ok: false, error: expect.stringContaining('--map "甲=content"') }]);
  });

  it('--map, --platform, --account, --as-messages and --received-at', async () => {
    const file = await tempFile('a.csv', '甲,乙\n9,路灯坏了\n');
    const { lines } = await run(file, '--map', '甲=comment_id', '--map', '乙=content', '--platform', 'wechat', '--account', '清河发布', '--as-messages', '--received-at', '2026-11-20 08:00');
    expect(lines[0]!.rows).toMatchObject([{ externalId: '9', body: '路灯坏了', channel: '公众号留言', account: '清河发布', kind: 'message', receivedAt: '2026-11-20T00:00:00.000Z' }]);
  });

  it('mistakes of usage', async () => {
    const file = await tempFile('a.csv', '评论\nx\n');
    for (const args of [[], [file, '--exported-at', '去年'], [file, '--platform', 'x']]) await expect(tryCommentsCommand().parseAsync(args, { from: 'user' })).rejects.toMatchObject({ code: 'USAGE' });
    await expect(tryCommentsCommand().parseAsync([file, '--map', 'x'], { from: 'user' })).rejects.toMatchObject({ code: 'MAP_INVALID' });
  });
});
