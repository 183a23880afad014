import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { parseFeedDate } from '../../ingest/times.ts';

const iso = (text: string, options = {}) => parseFeedDate(text, options)?.toISOString() ?? null;

describe('Chinese forms, without a zone, are Beijing time', () => {
  it.each([
    '2026年11月24日 15:05', '2026年11月24日 下午3:05', '2026年11月24日15时05分', '2026年11月24日 星期二 15:05', '2026-11-24 15:05', '2026/11/24 15:05',
    '2026.11.24 15:05', '2026-11-24 下午 3:05', '二〇二六年十一月二十四日 15:05', '２０２６－１１－２４ 15:05', '2026年11月24日 15点05分', '2026-11-24T15:05:00',
    '2026年11月24日 15:05(北京时间)', 'Tue Nov 24 15:05:00 CST 2026', '2026-11-24 15:05:00 CST', '周二, 24 11月 2026 07:05:00 +0000', 'Tue, 24 十一月 2026 07:05:00 GMT',
  ])('%s', (text) => {
    expect(iso(text)).toBe('2026-11-24T07:05:00.000Z');
  });

  it.each([['2026年11月24日', '2026-11-23T16:00:00.000Z'], ['2026年11月', '2026-10-31T16:00:00.000Z'], ['2026-11-24 24:00', '2026-11-24T16:00:00.000Z'], ['2026年11月24日 凌晨12:30', '2026-11-23T16:30:00.000Z']])('%s', (text, at) => {
    expect(iso(text)).toBe(at);
  });
});

it('CST is China\'s among Chinese words and America\'s in RFC 822', () => {
  expect(iso('Tue, 24 Nov 2026 10:00:00 CST')).toBe('2026-11-24T16:00:00.000Z');
  expect(iso('Tue, 24 Nov 2026 10:00:00 CST', { chinese: true })).toBe('2026-11-24T02:00:00.000Z');
});

it.each(['', '  ', 'invalid', '明天', '2026-02-30', '2026-13-01', '2026-11-24 25:00', '2026-11-24 10:61', '99', '12345', 'Sun, 32 Jan 2026 00:00:00 GMT', '24 Nov 2026 10:00 constructor', '1'.repeat(100_000)])('%j is no date', (text) => {
  expect(parseFeedDate(text)).toBeNull();
});

describe('the zone of the process does not matter', () => {
  const before = process.env['TZ'];
  afterEach(() => { if (before === undefined) delete process.env['TZ']; else process.env['TZ'] = before; });

  it.each(['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati'])('%s', (zone) => {
    process.env['TZ'] = zone;
    expect(new Date(2026, 0, 1).getTimezoneOffset(), 'the process really is in another zone').toBe({ 'UTC': 0, 'Asia/Shanghai': -480, 'America/New_York': 300, 'Pacific/Kiritimati': -840 }[zone]);
    expect(['2026-11-24 15:05', 'Tue, 24 Nov 2026 15:05:00', '2026年11月24日 15:05', '11/24/2026 15:05'].map((t) => iso(t))).toEqual(Array(4).fill('2026-11-24T07:05:00.000Z'));
  });
});

const file = new URL('../../../shared/conformance/feed_dates.json', import.meta.url);
const present = existsSync(file);
if (!present) console.warn('跳过日期的公共案例:找不到 ../shared/conformance/feed_dates.json');

interface Dates {
  feedparser: { format: string; input: string; utc: string | null }[];
  miniflux_exact: { input: string; unix: number }[];
  miniflux_must_parse: string[];
  miniflux_offset_out_of_range_becomes_0: string[];
  must_fail: string[];
}

describe.skipIf(!present)('feed_dates.json', () => {
  const dates: Dates = present ? JSON.parse(readFileSync(file, 'utf8')) as Dates : { feedparser: [], miniflux_exact: [], miniflux_must_parse: [], miniflux_offset_out_of_range_becomes_0: [], must_fail: [] };
  const seconds = (text: string, options = {}) => iso(text, options)?.replace(/\.\d{3}Z$/, 'Z') ?? null;
  const korean = (format: string) => format === 'nate' || format === 'onblog';

  it('all of feedparser\'s, zoneless ones taken for UTC as it does', () => {
    expect(dates.feedparser.map(({ format, input }) => [input, seconds(input, korean(format) ? {} : { assumeMinutes: 0 })])).toEqual(dates.feedparser.map(({ input, utc }) => [input, utc]));
  });

  it('zoneless ones are otherwise Shanghai\'s: exactly eight hours earlier, or unmoved', () => {
    const moved = dates.feedparser.filter(({ format, utc }) => utc !== null && !korean(format)).map(({ input, utc }) => (Date.parse(utc ?? '') - Math.floor((parseFeedDate(input)?.getTime() ?? 0) / 1_000) * 1_000) / 3_600_000);
    expect(new Set(moved)).toEqual(new Set([0, 8]));
    expect(moved.filter((hours) => hours === 8).length).toBeGreaterThanOrEqual(10);
  });

  it('all of miniflux\'s', () => {
    expect(dates.miniflux_exact.map(({ input }) => (parseFeedDate(input)?.getTime() ?? 0) / 1_000)).toEqual(dates.miniflux_exact.map(({ unix }) => unix));
    expect(dates.miniflux_must_parse.filter((text) => parseFeedDate(text) === null)).toEqual([]);
    expect(dates.miniflux_offset_out_of_range_becomes_0.map((text) => seconds(text))).toEqual(['2023-05-29T00:00:00Z', '2023-05-29T00:00:00Z']);
    expect(dates.must_fail.map((text) => parseFeedDate(text))).toEqual([null, null, null]);
  });
});
