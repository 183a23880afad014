import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const checkout = fileURLToPath(new URL('../../../', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'yuqing-try-hotline-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

interface Line {
  file: string;
  ok: boolean;
  error?: string;
  rows: Record<string, unknown>[];
  rejected: { row: number; column: string | null; reason: string }[];
}

/** The command itself: in `cli/main.ts` it stands under `try`. */
const run = 'const { tryHotlineCommand } = await import("./cli/try/hotline.ts"); const { reportFailure } = await import("./cli/output.ts"); '
  + 'await tryHotlineCommand().parseAsync(process.argv.slice(1), { from: "user" }).catch((e) => { reportFailure(e); process.exitCode = 1; });';

function tryHotline(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', run, '--', ...args], { cwd: checkout, encoding: 'utf8', env: { ...process.env, TZ: 'America/New_York' } });
  return { status, stderr, lines: stdout.split('\n').filter((l) => l !== '').map((l) => JSON.parse(l) as Line) };
}

function file(name: string, content: string): string {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
}

describe('yuqing try hotline', () => {
  it('prints one line per file: rows with all their fields, and what was put aside', () => {
    const orders = file('工单.csv', '工单编号,受理时间,诉求渠道,诉求类型,诉求内容,事发地址,承办单位,协办单位,办理状态,答复意见,答复时间,办理时限,点赞数\n'
      + '20260304001,2026-03-04 08:05,电话,投诉举报类,路灯坏了,河东路,城管局,住建局、河东街道,已办结,已修,2026-03-05 10:00,2026-03-11,1.2万\n'
      + '20260304002,2026-03-04 08:06,,,停水,,,,,,,5个工作日,\n20260304003,2026-02-30,,,停电,,,,,,,,\n合计：3件,,,,,,,,,,,,\n');
    const { status, lines } = tryHotline(orders);
    expect(status).toBe(0);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ file: orders, ok: true });
    expect(lines[0]!.rows[0]).toMatchObject({
      externalId: '20260304001', receivedAt: '2026-03-04T00:05:00.000Z', channel: '电话', type: '投诉', title: null, body: '路灯坏了', place: '河东路', mainUnit: '城管局', coUnits: ['住建局', '河东街道'],
      status: '已办结', reply: '已修', replyAt: '2026-03-05T02:00:00.000Z', dueAt: '2026-03-11T15:59:59.000Z', likes: 12_000, parentId: null,
    });
    expect(lines[0]!.rows[1]).toMatchObject({ dueAt: null, dueText: '5个工作日', likes: null, channel: null, reply: null, replyAt: null });
    expect(lines[0]!.rejected.map((r) => [r.row, r.column])).toEqual([[4, '受理时间'], [5, null]]);
    expect(lines[0]!.rejected[0]!.reason).toContain('第 4 行');
  });

  it('tells in the line of a file why it cannot be read, and goes on', () => {
    const { status, lines } = tryHotline(join(dir, '没有.csv'), file('空.csv', ''), file('好.csv', '诉求内容,受理时间\n停水,2026-03-04\n'));
    expect(status).toBe(1);
    expect(lines.map((l) => [l.ok, l.rows.length])).toEqual([[false, 0], [false, 0], [true, 1]]);
    expect(lines[0]!.error).toContain('没有.csv');
  });

  it('takes columns by hand, the time of receipt, and the time of the export', () => {
    const path = file('无表头.csv', '甲,乙\n停水,x\n');
    expect(tryHotline(path, '--map', '甲=content', '--received-at', '2026-03-04 09:00').lines[0]!.rows).toMatchObject([{ body: '停水', receivedAt: '2026-03-04T01:00:00.000Z' }]);
    const later = file('将来.csv', '工单编号,诉求内容,受理时间\n20260304001,停水,2026-03-09 08:00\n');
    expect(tryHotline(later, '--exported-at', '2026-03-05').lines[0]!.rows).toMatchObject([{ receivedAt: '2026-03-03T16:00:00.000Z' }]);
    const bad = tryHotline(path, '--exported-at', '昨天的昨天');
    expect([bad.status, bad.stderr]).toEqual([1, expect.stringContaining('--exported-at')]);
    expect(tryHotline().stderr).toContain('没有给出要读的文件');
  });
});
