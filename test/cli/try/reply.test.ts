import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import type { ReplyQuality } from '../../../model/index.ts';
import { CANNED, HALF, LAMPS, LAMPS_ANSWER, LETTER, WHOLE } from '../../classify/reply/answers.ts';

const BIN = fileURLToPath(new URL('../../../cli/bin.mjs', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'yuqing-try-reply-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

type Line = ReplyQuality & { row?: number; error?: string };

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'try', 'reply', ...args], { encoding: 'utf8', env: { ...process.env, TZ: 'America/New_York' } });
  return { status, stderr, lines: stdout.split('\n').filter(Boolean).map((l) => JSON.parse(l) as Line) };
}
function file(name: string, body: string | Buffer): string {
  const path = join(dir, name);
  writeFileSync(path, body);
  return path;
}
const pair = (over: object = {}) => JSON.stringify({ message: LAMPS, reply: LAMPS_ANSWER, askedAt: '2026-05-01 10:00', repliedAt: '2026-05-08 09:00', ...over });

describe('yuqing try reply', () => {
  it('prints one line a row with the keys of the contract, quotes in their places', () => {
    const { status, stderr, lines } = run(file('a.jsonl', `${pair()}\n${pair({ message: LETTER, reply: HALF })}\n${pair({ reply: CANNED })}\n`));
    expect([status, stderr]).toEqual([0, '']);
    expect(Object.keys(lines[0]!)).toEqual(['relevance', 'complete', 'explained', 'days', 'workdays', 'evidence']);
    expect(lines.map((l) => [l.complete, l.explained, l.days, l.workdays])).toEqual([[true, true, 7, 3], [false, false, 7, 3], [false, false, 7, 3]]);
    for (const q of lines[0]!.evidence.flatMap((e) => e.quotes)) expect((q.from === 'message' ? LAMPS : LAMPS_ANSWER).slice(q.start, q.end)).toBe(q.text);
  });

  it('bad rows are told in their place, and what follows is judged', () => {
    const { status, lines } = run(file('bad.jsonl', [pair(), '{"message":', '[1]', '{"message":"只有来信"}', '{"reply":"只有答复"}', pair({ reply: ' ' }), pair()].join('\n')));
    expect(status).toBe(0);
    expect(lines.map((l) => l.error ?? l.complete)).toEqual([true, expect.stringMatching(/^第 2 行/), expect.stringMatching(/^第 3 行/), '第 4 行没有答复内容', '第 5 行没有来信内容', '第 6 行没有答复内容', true]);
    expect(lines[1]).toEqual({ row: 2, error: lines[1]!.error });
  });

  it('times: Shanghai without a zone, another zone as it says, none, none that can be read, one before the other', () => {
    const { lines } = run(file('times.jsonl', [
      pair({ askedAt: '2026/11/24 23:30', repliedAt: '2026-11-24T16:30:00Z' }), pair({ askedAt: '2019/4/25 9:32:09', repliedAt: '2019/5/10 14:56:53' }), pair({ askedAt: 'Tue, 24 Nov 2026 09:00:00 GMT', repliedAt: '20261125' }),
      pair({ askedAt: null, repliedAt: '' }), pair({ askedAt: '某日' }), pair({ repliedAt: '2026-04-30' }), pair({ askedAt: '2026-05-08 10:00', repliedAt: '2026-05-08' }),
    ].join('\n')));
    expect(lines.map((l) => [l.days, l.workdays])).toEqual([[1, 1], [15, 10], [1, 1], [null, null], [null, null], [null, null], [0, 0]]);
    expect(lines.map((l) => l.error)).toEqual([undefined, undefined, undefined, undefined, '第 5 行的留言时间“某日”读不懂', '第 6 行的答复时间(2026-04-30)早于留言时间(2026-05-01),不计时效', undefined]);
    expect(lines[5]).toMatchObject({ row: 6, complete: true, explained: true });
  });

  it('reads tables by what their columns are called: .xlsx as the public set has it, .csv of an office in GB18030', async () => {
    const names = ['留言编号', '留言用户', '留言主题', '留言时间', '留言详情', '答复意见', '答复时间'];
    const table = [names, ['1', '某人', '路灯', '2026/5/1 10:00:00', LAMPS, LAMPS_ANSWER, '2026/5/8 9:00:00'], ['2', '某人', '路灯', '2026/5/1 10:00:00', LAMPS, '', '']];
    const xlsx = file('附件4.xlsx', await writeXlsx(table.map((row) => row.map((value) => ({ value, type: String }))), { sheet: '附件4' }).toBuffer());
    expect(run(xlsx).lines).toMatchObject([{ complete: true, explained: true, days: 7, workdays: 3 }, { row: 3, error: '第 3 行没有答复内容' }]);
    const csv = file('信箱.csv', iconv.encode(`清河市信箱办理情况\n序号,来信时间,来信内容,回复内容,回复时间\n1,2026-05-01,"${LETTER}","${WHOLE}",2026-05-08\n`, 'gb18030'));
    expect(run(csv).lines).toMatchObject([{ complete: true, explained: true, days: 7, workdays: 3 }]);
  });

  it('says what is missing: the file, its columns, the argument', () => {
    expect(run(join(dir, 'none.csv'))).toMatchObject({ status: 1, lines: [], stderr: expect.stringMatching(/FILE_NOT_FOUND/) as string });
    expect(run(file('other.csv', '编号,说明\n1,路灯坏了\n'))).toMatchObject({ status: 1, lines: [], stderr: expect.stringMatching(/没有认出来信和答复两列;看到的列:编号、说明.*留言详情、答复意见/) as string });
    expect(run()).toMatchObject({ status: 1, stderr: expect.stringMatching(/用法:yuqing try reply 文件/) as string });
  });
});
