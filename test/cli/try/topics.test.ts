import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stories } from '../../classify/topics/stories.ts';

const votes = fileURLToPath(new URL('../../../../shared/data/taidi/messages-with-votes.xlsx', import.meta.url));
const present = existsSync(votes);
if (!present) console.warn('跳过真实留言的聚类:找不到 ../shared/data/taidi/messages-with-votes.xlsx');
const BIN = fileURLToPath(new URL('../../../cli/bin.mjs', import.meta.url));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'try', 'topics', ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return { status, stderr, topics: stdout === '' ? null : (JSON.parse(stdout) as { topic: number; title: string; heat: number; firstAt: string; lastAt: string; items: string[] }[]) };
}
function file(name: string, body: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'yuqing-topics-')), name);
  writeFileSync(path, body);
  return path;
}
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const time = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
/** The order of a file need not be that of time. */
const told = stories().reverse();
const csv = (header: string, extra: string[] = []) => [header, ...told.map((s) => [s.id, cell(s.title), cell(s.body), time(s.at), 0, s.matter === 'bus' ? 60 : 0].join(',')), ...extra].join('\n');
const HEADER = '留言编号,留言主题,留言详情,留言时间,反对数,点赞数';

describe('yuqing try topics', () => {
  const idsOf = (matter: string) => stories().filter((s) => s.matter === matter).map((s) => String(s.id));

  it('groups a csv, the hottest first: items in order of time, votes count', () => {
    const { status, stderr, topics } = run(file('a.csv', csv(HEADER)));
    expect([status, stderr]).toEqual([0, '']);
    expect(topics!.map((t) => t.items)).toEqual([idsOf('bus'), idsOf('plant'), idsOf('school'), idsOf('lift')]);
    expect(Object.keys(topics![0]!)).toEqual(['topic', 'title', 'heat', 'firstAt', 'lastAt', 'items']);
    expect(topics!.map((t) => t.heat)).toEqual(topics!.map((t) => t.heat).sort((a, b) => b - a));
    expect(topics![1]!.title).toContain('搅拌站');
    expect(topics![1]!.firstAt).toBe('2026-03-01T00:00:00.000Z');
  });

  it('groups a jsonl alike, in any order of its lines, by columns that are named', () => {
    const line = (s: (typeof told)[number]) => JSON.stringify({ no: s.id, what: s.title, words: s.body, when: new Date(s.at).toISOString() });
    const named = ['--id', 'no', '--text', 'what,words', '--time', 'when'];
    const [a, b] = [told, [...told].reverse()].map((list) => run(file('a.jsonl', list.map(line).join('\n')), ...named).topics);
    expect(a!.map((t) => t.items).sort()).toEqual(['plant', 'lift', 'school', 'bus'].map(idsOf).sort());
    expect(b).toEqual(a);
  });

  it('lists lonely messages with --all only, and tells rows that are none', () => {
    const path = file('a.csv', csv(HEADER, [`900,路灯,幸福路的路灯坏了三天,${time(told[0]!.at)},0,0`, '901,好,没有时间的一行,,0,0', '902,好,时间不对,上星期,0,0', '903,,,2026-03-01,0,0']));
    const [listed, all] = [run(path), run(path, '--all')];
    expect(listed.topics!.flatMap((t) => t.items)).not.toContain('900');
    expect(all.topics!.flatMap((t) => t.items)).toContain('900');
    expect(all.topics!.flatMap((t) => t.items)).toHaveLength(told.length + 1);
    expect(listed.stderr.trim().split('\n')).toEqual(['第 14 行没有收:没有时间', '第 15 行没有收:时间“上星期”读不懂', '第 16 行没有收:没有文字']);
  });

  it('says in words what it cannot use', () => {
    expect(run(file('a.csv', '甲,乙\n1,2\n'))).toMatchObject({ status: 1, stderr: expect.stringMatching(/找不到文字列或时间列.*甲、乙.*HEADER_UNRECOGNISED/) as string });
    expect(run(file('a.csv', csv(HEADER)), '--time', '何时')).toMatchObject({ status: 1, stderr: expect.stringContaining('何时') as string });
    expect(run('/nirgends.csv')).toMatchObject({ status: 1, stderr: expect.stringContaining('FILE_NOT_FOUND') as string });
  });

  it.skipIf(!present)('finds the two events that the task itself names, each nearly whole and nearly pure', { timeout: 60_000 }, () => {
    const { status, topics } = run(votes);
    expect(status).toBe(0);
    expect(topics!.flatMap((t) => t.items).length).toBeGreaterThan(1_500);
    expect(topics![0]!.title).toMatch(/搅拌站/);
    expect(topics![0]!.items.length).toBeGreaterThan(50);
    expect(topics![0]!.items.length).toBeLessThan(62);
    const smoke = topics!.find((t) => /魅力之城/.test(t.title));
    expect(smoke!.items.length).toBeGreaterThanOrEqual(18);
    expect(smoke!.items.length).toBeLessThanOrEqual(24);
  });
});
