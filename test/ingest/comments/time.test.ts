import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { provinceOf, splitPlace } from '../../../ingest/comments/region.ts';
import { readCommentTime } from '../../../ingest/comments/time.ts';
import { shanghaiIso } from '../../../model/index.ts';
import { readText } from './collect.ts';

const BASE = new Date('2026-11-24T04:00:00Z');
const said = (cell: string) => {
  const time = readCommentTime(cell, BASE);
  return time === null || time === 'bad' ? time : `${shanghaiIso(time.at).slice(0, 19)} ${time.precision}${time.relative ? ' relative' : ''}${time.rounded ? ' rounded' : ''}`;
};

describe('times of comments', () => {
  it.each([
    ['1795482307', '2026-11-24T09:05:07 second'],
    ['1795482307.0', '2026-11-24T09:05:07 second'],
    ['1795482307000', '2026-11-24T09:05:07 second'],
    ['1795482307000123', '2026-11-24T09:05:07 second'],
    ['"1795482307"', '2026-11-24T09:05:07 second'],
    ['2026-11-24 12:03', '2026-11-24T12:03:00 minute'],
    ['2026-11-24T01:05:07Z', '2026-11-24T09:05:07 second'],
    ['2026-11-24T09:05:07.123+08:00', '2026-11-24T09:05:07 second'],
    ['2026/11/4 8:5', '2026-11-04T08:05:00 minute'],
    ['2026年11月24日 上午9:05', '2026-11-24T09:05:00 minute'],
    ['Tue Nov 24 09:05:07 +0800 2026', '2026-11-24T09:05:07 second'],
    ['46350.25', '2026-11-24T06:00:00 second'],
    ['20261124', '2026-11-24T00:00:00 day'],
    ['202611240905', '2026-11-24T09:05:00 minute'],
    ['20261124090507', '2026-11-24T09:05:07 second'],
    ['11-24', '2026-11-24T00:00:00 day relative'],
    ['11-25 08:00', '2025-11-25T08:00:00 minute relative'],
    ['3小时前', '2026-11-24T09:00:00 minute relative'],
    ['刚刚', '2026-11-24T11:59:57 second relative'],
    ['昨天 12:03', '2026-11-23T12:03:00 minute relative'],
    ['今天 08:00', '2026-11-24T08:00:00 minute relative'],
    ['今天08:00', '2026-11-24T08:00:00 minute relative'],
    ['11-23江苏', '2026-11-23T00:00:00 day relative'],
    ['2小时前·广东 回复', '2026-11-24T10:00:00 minute relative'],
    ['2026-11-24 09:05 来自江苏', '2026-11-24T09:05:00 minute'],
  ])('%s', (cell, expected) => expect(said(cell)).toBe(expected));

  it('a number that Excel has cut is known to the day', () => {
    expect(said('1.79548E+12')).toMatch(/^2026-11-24T08:26:40 day rounded$/);
  });

  it.each(['', '-', 'None', '0', '无'])('%j says nothing', (cell) => expect(said(cell)).toBeNull());

  it.each(['2026-02-30', '2026-11-24 25:00', '99999999999999999', '12345', '不知道', '3小时', '1e30'])('%j is no time', (cell) => expect(said(cell)).toBe('bad'));

  it('never throws, and gives instants that exist', () => {
    const piece = fc.oneof(fc.constantFrom('2026', '-', '11', '24', ' ', ':', '前', '天', '小时', '昨', '今', '江苏', '·', 'e', '+', '.', '12'), fc.string({ maxLength: 4 }));
    const none = fc.check(fc.property(fc.array(piece, { maxLength: 12 }).map((p) => p.join('')), (cell) => {
      const time = readCommentTime(cell, BASE);
      return time === null || time === 'bad' || time.at.toISOString().startsWith('20');
    }));
    expect(none.counterexample).toBeNull();
  });
});

describe('what relative times are counted from', () => {
  const csv = '评论id,时间,评论,采集时间\n1,3小时前,停水,2026-11-20 12:00\n2,3小时前,停电,\n3,2099-01-01,早了,\n';

  it('what a person said', async () => {
    const { items } = await readText('a.csv', csv);
    expect(items.map((i) => [i.publishedAt.toISOString(), i.marks])).toEqual([
      ['2026-11-24T01:00:00.000Z', []], ['2026-11-24T01:00:00.000Z', []], ['2026-11-24T04:00:00.000Z', ['future-time-clamped']],
    ]);
  });

  it('else when the row was crawled, else the date of the file, which is marked', async () => {
    const now = new Date(Date.now() + 60_000);
    const { items } = await readText('a.csv', csv, { exportedAt: null, now });
    expect(items[0]).toMatchObject({ publishedAt: new Date('2026-11-20T01:00:00Z'), marks: [] });
    expect(items[1]!.marks).toEqual(['relative-time-from-file-date']);
    expect(now.getTime() - items[1]!.publishedAt.getTime()).toBeGreaterThanOrEqual(3 * 3_600_000);
    expect(items[2]).toMatchObject({ publishedAt: now, marks: ['future-time-clamped'] });
  });
});

describe('places', () => {
  it.each([['来自广东', '广东'], ['江苏扬州', '江苏'], ['IP属地\uff1a内蒙古', '内蒙古'], ['美国', '境外'], ['iPhone 17', null], ['柳湖路12号', null]])('%s', (text, place) => expect(provinceOf(text)).toBe(place));

  it('behind a time', () => {
    expect(splitPlace('11-24江苏')).toEqual({ time: '11-24', place: '江苏' });
    expect(splitPlace('2026-11-24 09:05')).toEqual({ time: '2026-11-24 09:05', place: null });
  });
});
