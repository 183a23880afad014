import { describe, expect, it } from 'vitest';
import { dateOfUrl, datesIn, finer, parseAny } from '../../../ingest/page/published.ts';

const said = (time: { at: Date; precision: string } | null) => time && `${time.at.toISOString()} ${time.precision}`;

describe('parseAny', () => {
  it.each([
    ['2026-11-24 10:03', '2026-11-24T02:03:00.000Z minute'],
    ['2026年11月24日 10:03', '2026-11-24T02:03:00.000Z minute'],
    ['2026年11月24日上午9时5分', '2026-11-24T01:05:00.000Z minute'],
    ['2026/1/4 9:05:07', '2026-01-04T01:05:07.000Z second'],
    ['2026.11.24', '2026-11-23T16:00:00.000Z day'],
    ['2026-11-24T10:03:00+08:00', '2026-11-24T02:03:00.000Z second'],
    ['2026-11-24T10:03:00Z', '2026-11-24T10:03:00.000Z second'],
    ['2026-11-24 00:00:00', '2026-11-23T16:00:00.000Z day'],
    ['2007-08-20-23:59:59', '2007-08-19T16:00:00.000Z day'],
    ['2019-09-3007:42', '2019-09-29T23:42:00.000Z minute'],
    ['1795485780', '2026-11-24T02:03:00.000Z second'],
    ['1795485780000', '2026-11-24T02:03:00.000Z second'],
    ['Nov 24, 2026 10:03', '2026-11-24T02:03:00.000Z minute'],
    ['Tue Nov 24 10:03:00 CST 2026', '2026-11-24T02:03:00.000Z second'],
    ['2026-13-40', null], ['2026', null], ['版本 2.2019.11.24', null], ['', null],
  ])('%s', (text, expected) => { expect(said(parseAny(text))).toBe(expected); });
});

describe('datesIn', () => {
  it('ranks what is called 发布 above what is not called, and other dates below', () => {
    expect(datesIn('成文日期：2026-11-10　发布日期：2026-11-19　2026-11-20').map(({ at, rank }) => [at.toISOString().slice(0, 10), rank])).toEqual([['2026-11-09', 0], ['2026-11-18', 2], ['2026-11-19', 1]]);
    expect(datesIn('本办法自施行之日起有效,有效期至2026年3月1日').map(({ rank }) => rank)).toEqual([0]);
  });
});

describe('dateOfUrl', () => {
  it.each([
    ['https://a.example/zw/202611/t20261117_88120.html', '2026-11-17'], ['https://a.example/n1/2026/1117/c1-2.html', '2026-11-17'], ['https://a.example/c/2026-11-17/doc-i.shtml', '2026-11-17'],
    ['https://a.example/2026/11/17/x.html', '2026-11-17'], ['https://a.example/20261117/1.html', '2026-11-17'], ['https://a.example/id/88120261117001', null], ['https://2026-11-17.example/x', null], ['不是网址', null],
  ])('%s', (url, day) => {
    const time = dateOfUrl(url);
    expect(time && new Date(time.at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)).toBe(day);
  });
});

describe('finer', () => {
  const [day, minute, second] = ['2026-11-24', '2026-11-24 10:03', '2026-11-24 10:03:40'].map((text) => parseAny(text)!) as [ReturnType<typeof parseAny> & object, ReturnType<typeof parseAny> & object, ReturnType<typeof parseAny> & object];
  it('takes the more exact of two that agree, and the first of two that do not', () => {
    expect(finer(day, second)).toBe(second);
    expect(finer(minute, second)).toBe(second);
    expect(finer(second, minute)).toBe(second);
    expect(finer(minute, parseAny('2026-11-24 10:09:00'))).toBe(minute);
    expect(finer(day, parseAny('2026-11-25 00:30:00'))).toBe(day);
    expect(finer(day, null)).toBe(day);
  });
});
