import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { tryMailboxCommand } from '../../../cli/try/mailbox.ts';
import { gb, mail, word } from '../../ingest/mailbox/mails.ts';

const dir = mkdtempSync(join(tmpdir(), 'yuqing-try-mailbox-'));
const exitCode = process.exitCode;
afterEach(() => { process.exitCode = exitCode; });
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
}

async function run(...args: string[]) {
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  try {
    await tryMailboxCommand().parseAsync(args, { from: 'user' });
  } finally {
    spy.mockRestore();
  }
  return { code: process.exitCode, lines: written.join('').trim().split('\n').map((line) => JSON.parse(line) as { file: string; ok: boolean; error?: string; rows: object[]; rejected: object[] }) };
}

describe('yuqing try mailbox', () => {
  it('prints one line per file, in order', async () => {
    const eml = file('a.eml', mail({ Date: 'Tue, 24 Nov 2020 10:00:00 +0800', Subject: word('gb2312', gb('路灯')) }, gb('路灯坏了')));
    const json = file('a.json', '{"data":{"list":[{"id":1,"content":"停水","createTime":1700000000},{"id":2,"content":"","createTime":1700000000}]}}');
    const { code, lines } = await run(eml, json);
    expect(code).toBe(exitCode);
    expect(lines).toMatchObject([
      { file: eml, ok: true, rows: [{ externalId: '<1@qq.com>', receivedAt: '2020-11-24T02:00:00.000Z', channel: null, type: null, title: '路灯', body: '路灯坏了', place: null, mainUnit: null, coUnits: [], status: null, reply: null, replyAt: null, dueAt: null, likes: null, parentId: null }], rejected: [] },
      { file: json, ok: true, rows: [{ externalId: '1', body: '停水' }], rejected: [{ row: 2, reason: expect.stringContaining('第 2 行') as string }] },
    ]);
  });

  it('a file that is missing or no letter has its line, and the exit code says so', async () => {
    const { code, lines } = await run(join(dir, 'nowhere.eml'), file('b.json', '{'));
    expect(code).toBe(1);
    expect(lines).toMatchObject([{ ok: false, rows: [] }, { ok: false, rows: [] }]);
    for (const { error } of lines) expect(error).toMatch(/[\u4e00-\u9fff]{4}/);
  });

  it('--exported-at is the time of letters that tell none', async () => {
    const eml = file('c.eml', mail({ Date: null }, 'lamp'));
    expect((await run(eml, '--exported-at', '2020-10-09 16:20')).lines[0]!.rows).toMatchObject([{ receivedAt: '2020-10-09T08:20:00.000Z' }]);
    await expect(run(eml, '--exported-at', 'yesterday')).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('asks for a file', async () => {
    await expect(run()).rejects.toMatchObject({ code: 'USAGE' });
  });
});
