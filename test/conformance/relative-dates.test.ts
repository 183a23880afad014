import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const file = new URL('../../../shared/conformance/cn_relative_dates.json', import.meta.url);
const present = existsSync(file);
if (!present) console.warn('跳过相对日期的公共案例:找不到 ../shared/conformance/cn_relative_dates.json');

interface Facts {
  rsshub: { now: string; cases: { input: string; expected_local: string }[] };
  newsnow: { cases: { input: string; expected: string }[] };
  beijing_wall_clock: { input: string; unix_ms: number; must_hold_with_process_TZ: string[] };
}

const facts: Facts | null = present ? JSON.parse(readFileSync(file, 'utf8')) as Facts : null;
const at = (local: string) => Date.parse(`${local}+08:00`);
/** Thursday, so that none of newsnow's weekdays is today. */
const NEWSNOW_NOW = at('2026-11-26T12:00:00');
const DAY = 86_400_000;

const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };
const WEEKDAYS: Record<string, string> = { Monday: '2026-11-23', Tuesday: '2026-11-24', Sunday: '2026-11-22' };

/** newsnow's notation: `-1d1h`, `day-1 20:00`, `most recent past Monday 08:00`, `unparsed…`. */
function expectedOf(notation: string): number | null {
  if (notation.startsWith('unparsed')) return null;
  const day = /^day([+-]?\d) (\d\d:\d\d)$/.exec(notation);
  if (day) return at(`2026-11-26T${day[2]}:00`) + Number(day[1]) * DAY;
  const weekday = /^most recent past (\w+) (\d\d:\d\d)$/.exec(notation);
  if (weekday) return at(`${WEEKDAYS[weekday[1]!]}T${weekday[2]}:00`);
  const shift = /^([+-])((?:\d+[smhdw])+)$/.exec(notation);
  if (!shift) throw new Error(`unknown notation: ${notation}`);
  const seconds = [...shift[2]!.matchAll(/(\d+)([smhdw])/g)].reduce((sum, [, n, unit]) => sum + Number(n) * SECONDS[unit!]!, 0);
  return NEWSNOW_NOW + (shift[1] === '-' ? -1 : 1) * seconds * 1_000;
}

/** Reads the texts in a process of its own, under that zone. */
function parseUnder(zone: string, asked: { text: string; now: number }[]): { at: number | null; offset: number }[] {
  const script = `
    const { parseTimeAt } = await import(${JSON.stringify(new URL('../../ingest/times.ts', import.meta.url).href)});
    const asked = JSON.parse(await new Response(process.stdin).text());
    const offset = new Date(2026, 10, 24).getTimezoneOffset();
    console.log(JSON.stringify(asked.map(({ text, now }) => ({ at: parseTimeAt(text, new Date(now))?.at.getTime() ?? null, offset }))));`;
  const out = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { input: JSON.stringify(asked), encoding: 'utf8', env: { ...process.env, TZ: zone } });
  return JSON.parse(out) as { at: number | null; offset: number }[];
}

const ZONES: [string, number][] = [['UTC', 0], ['Asia/Shanghai', -480], ['America/Los_Angeles', 480], ['America/New_York', 300]];

describe.skipIf(!facts)('relative times of RSSHub and newsnow', () => {
  const cases = facts ? [
    ...facts.rsshub.cases.map((c) => ({ text: c.input, now: at(facts.rsshub.now), expected: at(c.expected_local) as number | null })),
    ...facts.newsnow.cases.map((c) => ({ text: c.input, now: NEWSNOW_NOW, expected: expectedOf(c.expected) })),
    { text: facts.beijing_wall_clock.input, now: NEWSNOW_NOW, expected: facts.beijing_wall_clock.unix_ms },
  ] : [];

  it('has 40 cases of RSSHub and 34 of newsnow', () => {
    expect([facts?.rsshub.cases.length, facts?.newsnow.cases.length]).toEqual([40, 34]);
  });

  it.each(ZONES)('all agree in a process under %s', (zone, offset) => {
    const got = parseUnder(zone, cases);
    expect(new Set(got.map((g) => g.offset)), 'the process really is in that zone').toEqual(new Set([offset]));
    expect(cases.map(({ text }, i) => [text, got[i]?.at])).toEqual(cases.map(({ text, expected }) => [text, expected]));
  });

  it('covers the zones that the suite asks for', () => {
    expect(ZONES.map(([zone]) => zone)).toEqual(expect.arrayContaining(facts?.beijing_wall_clock.must_hold_with_process_TZ ?? []));
  });
});
