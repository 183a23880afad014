import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCalendar, loadTaxonomy, categoryName } from '../../profiles/load.ts';

function folder(files: Record<string, unknown>): string {
  const dir = mkdtempSync(join(tmpdir(), 'yuqing-calendar-'));
  for (const [name, body] of Object.entries(files)) writeFileSync(join(dir, name), JSON.stringify(body));
  return dir;
}
const notice = (version: string, days: unknown[]) => ({ version, publishedAt: '2029-11-01', days });
const day = (of: string, off = true) => ({ day: of, name: '春节', off });

describe('loadCalendar', () => {
  it('keeps the earlier notice of a year that had two', () => {
    expect(['2020-v1', '2020-v1(2019-11-21)', '2020-v2(2020-01-27)', undefined].map((version) => loadCalendar({ version }).addWorkdays('2020-01-22', 2)))
      .toEqual(['2020-01-31', '2020-01-31', '2020-02-03', '2020-02-03']);
    expect([loadCalendar({ version: '2019-v1' }).why('2019-05-02'), loadCalendar().why('2019-05-02')]).toEqual(['工作日', '劳动节放假']);
    expect([loadCalendar({ version: '2015-v1' }).why('2015-09-03'), loadCalendar().isWorkday('2015-09-06')]).toEqual(['工作日', true]);
  });

  it('changes only the year of the version, and says which it is', () => {
    const earlier = loadCalendar({ version: '2020-v1' });
    expect([earlier.version, earlier.isWorkday('2026-10-10'), earlier.horizon]).toEqual(['2020-v1', true, '2026-12-31']);
  });

  it.each(['2020-v3', '2020-v1(2019-11-22)', '春节', ''])('refuses version “%s” and lists those there are', (version) => {
    expect(() => loadCalendar({ version })).toThrow(expect.objectContaining({ code: 'CALENDAR_UNKNOWN', remedy: expect.stringContaining('2020-v2(2020-01-27)') }));
  });

  it.each([
    ['a day that is none', { '2030.json': { year: 2030, notices: [notice('2030-v1', [day('2030-02-30')])] } }, /notices\[0\]\.days\[0\]\.day/],
    ['a day of another year', { '2030.json': { year: 2030, notices: [notice('2030-v1', [day('2031-01-01')])] } }, /2031-01-01 不属于 2030 年的通知/],
    ['a day told twice', { '2030.json': { year: 2030, notices: [notice('2030-v1', [day('2030-02-01'), day('2030-02-01', false)])] } }, /2030-02-01 重复/],
    ['a version out of order', { '2030.json': { year: 2030, notices: [notice('2030-v2', [day('2030-02-01')])] } }, /notices\[0\]\.version:应为 2030-v1/],
    ['another year than the file name’s', { '2031.json': { year: 2030, notices: [notice('2030-v1', [day('2030-02-01')])] } }, /year 是 2030,与文件名不符/],
    ['an empty folder', {}, /一份放假通知也没有/],
  ])('tells of %s', (_, files, expected) => {
    expect(() => loadCalendar({ dir: folder(files) })).toThrow(expect.objectContaining({ code: 'CALENDAR_INVALID', message: expect.stringMatching(expected) }));
  });

  it('is read once for each version', () => {
    expect(loadCalendar()).toBe(loadCalendar());
    expect(loadCalendar({ version: '2020-v1' })).not.toBe(loadCalendar());
  });
});

describe('loadTaxonomy', () => {
  it('has the 26 categories', () => {
    expect(loadTaxonomy().categories).toHaveLength(26);
    expect(categoryName('EDU')).toBe('教育就学');
  });

  it('tells which categories are missing', () => {
    const dir = folder({ 'taxonomy.json': { version: '1', categories: loadTaxonomy().categories.filter((c) => c.code !== 'OTH') } });
    expect(() => loadTaxonomy(dir)).toThrow(/taxonomy\.json.*categories:.*OTH/);
  });
});
