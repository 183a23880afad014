import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSheets, readText } from './collect.ts';

describe('files of comments', () => {
  it('sheets that are no comments: notes are passed over, a table is put aside once, wherever it stands', async () => {
    const { items, rejects } = await readSheets([
      { name: '说明', rows: [['本表由新媒体科填写']] },
      { name: '人员', rows: [['甲', '乙', '丙'], ['李四', '男', '30'], ['王五', '女', '31']] },
      { name: '留言', rows: [['留言时间', '留言内容'], ['2026-11-24', '停水']] },
    ]);
    expect(items).toHaveLength(1);
    expect(rejects).toMatchObject([{ sheet: '人员', code: 'HEADER_UNRECOGNISED', reason: '工作表“人员”没有认出表头,整张表没有导入', cells: [] }]);
    await expect(readSheets([{ name: '人员', rows: [['甲', '乙', '丙'], ['1', '2', '3']] }])).rejects.toMatchObject({ code: 'HEADER_UNRECOGNISED' });
    await expect(readSheets([{ name: 'Creators', rows: [['user_id', 'desc'], ['1', '2']] }])).rejects.toMatchObject({ code: 'HEADER_UNRECOGNISED', message: expect.stringContaining('用户资料') });
  });

  it('merged addresses belong to their article; a csv with numbers merges nothing', async () => {
    const { items } = await readSheets([{ name: '留言', rows: [
      ['文章标题', '文章链接', '留言时间', '留言内容'], ['停水', 'https://mp.weixin.qq.com/s/a', '2026-11-24', '几点'], [null, null, '2026-11-24', '哪里'], ['公交', null, '2026-11-24', '几路'],
    ] }]);
    expect(items.map((i) => [i.title, i.url, i.channel])).toEqual([['停水', 'https://mp.weixin.qq.com/s/a', '公众号留言'], ['停水', 'https://mp.weixin.qq.com/s/a', '公众号留言'], ['公交', null, '公众号留言']]);
    const csv = await readText('a.csv', '评论id,标题,评论,评论时间\n1,停水,几点,2026-11-24\n2,,哪里,2026-11-24\n');
    expect(csv.items.map((i) => i.title)).toEqual(['停水', null]);
  });

  it('the same file read twice gives the same keys', async () => {
    const csv = '昵称,时间,评论\n甲,2026-11-24 08:00,支持\n乙,2026-11-24 08:00,支持\n,2026-11-24 08:01,支持\n';
    const keys = async () => (await readText('a.csv', csv)).items.map((i) => i.externalId);
    const first = await keys();
    expect(new Set(first).size).toBe(3);
    expect(await keys()).toEqual(first);
  });

  it('an id as long as a sentence is a shifted row', async () => {
    const { rejects } = await readText('a.csv', `评论id,评论,评论时间\n${'路'.repeat(300)},x,2026-11-24\n`);
    expect(rejects).toMatchObject([{ row: 2, column: '评论id', code: 'ROW_BAD_ORDER_NO', reason: '第 2 行“评论id”列有 300 个字,不像评论编号;请核对各列是否错位' }]);
  });

  it('nothing that stands in a personal column, in whatever row, comes out', async () => {
    const secret = '绝密甲乙丙';
    const cell = fc.oneof(fc.constantFrom('', '停水了', '[微笑]', '//@甲:乙', '2026-11-24', '3小时前', '1.2万', '合计', '"', ',', '评论', 'None', '1.12E+17'), fc.string({ maxLength: 6 }));
    const row = fc.tuple(cell, cell, cell, cell).map(([id, words, time, likes]) => [id, secret, words, time, likes, secret].map((c) => `"${c.replaceAll('"', '""')}"`).join(','));
    await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
      const { items, rejects } = await readText('a.csv', `评论id,昵称,评论,评论时间,点赞数,用户id\n${rows.join('\n')}\n`);
      expect(items.length + rejects.length).toBe(rows.length);
      expect(JSON.stringify([items, rejects])).not.toContain(secret);
      for (const { reason } of rejects) expect(reason).not.toMatch(/停水了|乙/);
    }), { numRuns: 60 });
  });
});
