import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const BIN = fileURLToPath(new URL('../../../cli/bin.mjs', import.meta.url));
const FIXTURE = fileURLToPath(new URL('../../fixtures/deadlines/cases.json', import.meta.url));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'try', 'deadline', ...args], { encoding: 'utf8', env: { ...process.env, TZ: 'America/New_York' } });
  return { status, stdout, stderr };
}
function file(body: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'yuqing-cases-')), 'cases.json');
  writeFileSync(path, body);
  return path;
}
const good = { id: 'A', profile: 'national', rule_id: 'GEN-2WD', received_at: '2024-09-02 23:30', clock: { mode: 'working_day', n: 2 } };
const answer = { id: 'A', due_at: '2024-09-04T23:59:59+08:00', counted_days: ['2024-09-03', '2024-09-04'], provisional: false };

describe('yuqing try deadline', () => {
  it('prints only the array, whatever the zone of the process', () => {
    const { status, stdout, stderr } = run('--cases', FIXTURE);
    const answers = JSON.parse(stdout) as { id: string }[];
    const cases = JSON.parse(readFileSync(FIXTURE, 'utf8')) as { id: string }[];
    expect([status, stderr, answers.map((a) => a.id)]).toEqual([0, '', cases.map((c) => c.id)]);
    expect(Object.keys(answers[0]!)).toEqual(['id', 'due_at', 'counted_days', 'provisional']);
    expect(JSON.parse(run('--cases', file(`\uFEFF${JSON.stringify([good])}`)).stdout)).toEqual([answer]);
  });

  it('ends with 1 when a case is bad, and still answers the others', () => {
    const { status, stdout, stderr } = run('--cases', file(JSON.stringify([{ ...good, id: 'bad', profile: 'x' }, good])));
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual([{ id: 'bad', error: expect.stringContaining('“x”') }, answer]);
    expect(stderr).toMatch(/案例 bad:没有名为“x”的辖区配置/);
  });

  it.each([
    ['a file that is not there', () => '/nowhere/cases.json', /读不到文件 \/nowhere\/cases\.json/],
    ['an empty file', () => file(' '), /文件是空的/],
    ['broken JSON', () => file('[{'), /不是有效的 JSON/],
    ['something else than an array', () => file('{}'), /最外层不是数组/],
  ])('tells of %s', (_, path, expected) => {
    const { status, stdout, stderr } = run('--cases', path());
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(expected);
  });

  it('works out one and explains it', () => {
    const one = ['--profile', 'yangzhou-2018', '--rule', 'YZ-CONSULT-2WD', '--received-at', '2026-09-24 10:00'];
    expect(run(...one).stdout).toBe('寄语市长:咨询建议类2个工作日内反馈\n2026-09-24 10:00 收到,次日起算2个工作日:09-28、09-29;其间不计:09-25至09-27(中秋节放假)。截止 2026-09-29 24:00。依据:扬府办发〔2018〕67号(四);依本级文件\n');
    expect(JSON.parse(run(...one, '--json').stdout)).toMatchObject({ rule: 'YZ-CONSULT-2WD', due_at: '2026-09-29T23:59:59+08:00', authority: '依本级文件', calendar_version: '2026-v1' });
    expect(JSON.parse(run('--profile', 'national', '--rule', 'GEN-2WD', '--received-at', '2020-01-22', '--calendar', '2020-v1', '--json').stdout)).toMatchObject({ due_at: '2020-01-31T23:59:59+08:00' });
  });

  it('says what is missing', () => {
    expect(run('--profile', 'national').stderr).toMatch(/同时给出 --profile、--rule、--received-at/);
    expect(run('--profile', 'national', '--rule', 'GEN-2WD', '--received-at', '昨天')).toMatchObject({ status: 1, stderr: expect.stringMatching(/“昨天”不是时间/) });
  });
});
