import { describe, expect, it } from 'vitest';
import { periodOf, siteConfigSchema } from '../../../ingest/site/config.ts';

const column = { name: '要闻', url: 'https://a.example/yw/' };
const parse = (more: object) => siteConfigSchema.safeParse({ url: 'https://a.example/', ...more });

describe('what an admin may write', () => {
  it('a column’s period, in days or working days; thirty days where none is given', () => {
    const columns = siteConfigSchema.parse({ url: 'https://a.example/', columns: [column, { ...column, name: '乙', everyDays: 7 }, { ...column, name: '丙', everyWorkdays: 10 }] }).columns;
    expect(columns.map(periodOf)).toEqual([{ days: 30, working: false }, { days: 7, working: false }, { days: 10, working: true }]);
  });

  it('addresses as links are compared with them', () => {
    expect(siteConfigSchema.parse({ url: 'HTTPS://A.example' }).url).toBe('https://a.example/');
  });

  it.each([
    [{ columns: [{ ...column, everyDays: 7, everyWorkdays: 5 }] }, 'everyDays 与 everyWorkdays 只能写一个'],
    [{ columns: [column, column] }, '栏目名不能重复'],
    [{ columns: [{ ...column, links: 'li >> a[' }] }, '不是有效的 CSS 选择器'],
  ])('not %j', (more, message) => {
    expect(parse(more).error?.issues[0]?.message).toBe(message);
  });

  it.each([{ url: 'ftp://a.example/' }, { depth: -1 }, { perReading: 1 }, { patience: 0 }, { intervalMinutes: 0 }, { roundHours: 0 }, { colums: [] }, { documents: {} }, { documents: { url: 'https://a.example/zc/', since: '去年' } }])('nor %j', (more) => {
    expect(parse(more).success).toBe(false);
  });
});
