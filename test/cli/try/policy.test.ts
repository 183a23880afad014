import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { tryPolicyCommand } from '../../../cli/try/policy.ts';

const dir = mkdtempSync(join(tmpdir(), 'yuqing-try-policy-'));
const exitCode = process.exitCode;
afterEach(() => { process.exitCode = exitCode; });
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const text = '清河区2024年政务公开工作要点\n(一)加强解读。6月底前完成。(区政府办公室牵头,各部门配合)\n(二)回应关切。各部门要及时回应。\n';
const notice = join(dir, 'notice-2024.txt');
const story = join(dir, 'story.txt');
writeFileSync(notice, text);
writeFileSync(story, '昨天下雨,我没有出门。');

async function run(...args: string[]) {
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((line) => written.push(String(line)) > 0);
  try {
    await tryPolicyCommand().parseAsync(args, { from: 'user' });
  } finally {
    spy.mockRestore();
  }
  return { code: process.exitCode, lines: written.join('').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('yuqing try policy', () => {
  it('prints one line per file with its tasks', async () => {
    const { code, lines } = await run(notice);
    expect(code).toBe(exitCode);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      file: notice, ok: true, title: '清河区2024年政务公开工作要点', number: null, issuedAt: null, truncated: false,
      tasks: [
        { no: 1, section: ['(一)加强解读'], text: '加强解读。6月底前完成。', lead: ['区政府办公室'], assist: ['各部门'], due: '2024-06-30', dueText: '6月底前' },
        { no: 2, section: ['(二)回应关切'], text: '回应关切。各部门要及时回应。', lead: ['各部门'], assist: [], due: null, dueText: null },
      ],
    });
    expect(lines[0]).not.toHaveProperty('error');
  });

  it('a file that is missing, or no policy document, has its line, and the exit code says so', async () => {
    const missing = join(dir, 'nowhere.txt');
    const { code, lines } = await run(missing, story, notice);
    expect(code).toBe(1);
    expect(lines.map(({ file, ok, tasks }) => [file, ok, (tasks as unknown[]).length])).toEqual([[missing, false, 0], [story, false, 0], [notice, true, 2]]);
    expect([lines[0]?.['error'], lines[1]?.['error']]).toEqual([expect.stringContaining('找不到文件'), expect.stringContaining('story.txt')]);
  });

  it('--content-type is believed', async () => {
    const gbk = join(dir, 'gbk.html');
    writeFileSync(gbk, iconv.encode(`<p>${text.trim().replaceAll('\n', '</p><p>')}</p>`, 'gb18030'));
    const { lines } = await run(gbk, '--content-type', 'text/html; charset=gbk');
    expect(lines[0]).toMatchObject({ ok: true, title: '清河区2024年政务公开工作要点' });
  });

  it('no file at all is a mistake of usage', async () => {
    await expect(tryPolicyCommand().parseAsync([], { from: 'user' })).rejects.toMatchObject({ code: 'USAGE' });
  });
});
