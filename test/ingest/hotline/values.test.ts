import { describe, expect, it } from 'vitest';
import { orNull, readContact, readCount, readLevels, readPhones, readRequestType, readUnits } from '../../../ingest/hotline/values.ts';
import { isClosingLine } from '../../../ingest/table/closing.ts';

describe('values of cells', () => {
  it.each([
    ['咨询', '咨询'], ['求助类', '求助'], ['投诉举报', '投诉'], ['举报件', '举报'], ['意见建议', '建议'], ['表扬感谢', '表扬'], ['求决', '求助'], ['追办', '求助'], ['催办件', '求助'], ['感谢', '表扬'], ['咨询类', '咨询'], ['批评建议', '投诉'], ['非诉求', '其他'], ['01-投诉', '投诉'],
    ['其它', '其他'], ['报修', '求助'], ['城乡建设', null], ['诉求', '求助'], ['', null],
  ])('type %j → %j', (cell, type) => {
    expect(readRequestType(cell)).toBe(type);
  });

  it.each([['12', 12], ['1.2万', 12_000], ['10w+', 100_000], ['10+', 10], ['1,024', 1_024], ['３千', 3_000], ['', undefined], ['None', undefined], ['-', undefined], ['很多', undefined],
    ['赞3', 3], ['3赞', 3], ['1.2w赞', 12_000], ['点赞(12)', 12], ['点赞\uff0812\uff09', 12], ['\u{1f44d} 5', 5], ['\u2764\ufe0f12', 12], ['10万+', 100_000], ['阅读 10万+', 100_000], ['5 人赞同了该回答', 5], ['赞', undefined], ['2026-01-01', undefined],
  ])('count %j → %j', (cell, count) => {
    expect(readCount(cell)).toBe(count);
  });

  it('reads lists of units and levels of categories', () => {
    expect(readUnits('城管局、住建局;公安局，无\n街道')).toEqual(['城管局', '住建局', '公安局', '街道']);
    expect(readLevels('城乡建设_物业_收费')).toEqual(['城乡建设', '物业', '收费']);
    expect(readLevels('公共服务（事件类）')).toEqual(['公共服务（事件类）']);
    expect(readLevels('城建 > 供水-- 水质')).toEqual(['城建', '供水', '水质']);
  });

  it('knows cells that say nothing', () => {
    expect(['无', '-', '——', 'null', 'N/A', '', '无锡路'].map(orNull)).toEqual([null, null, null, null, null, null, '无锡路']);
  });

  it('takes nobody for a contact', () => {
    expect(['匿名', '不愿透露', '市民', '保密', '李女士', '张三'].map(readContact)).toEqual([null, null, null, null, '李女士', '张三']);
    expect(["'13812345678", '13812345678.0', '1.38E+10', '不愿透露', '0898-66123456', '无', '12'].map(readPhones)).toEqual([['13812345678'], ['13812345678'], [], [], ['0898-66123456'], [], []]);
  });

  it('takes a cell with several telephones apart, and none that is written with gaps', () => {
    expect(['13812345678/66123456', '13812345678、13912345678', '138 1234 5678', '0514-8765 0001', '13812345678 13912345678', '13812345678\n座机0514-87650001', '66123456转801', '本人13812345678或其子13912345678', '13812345678,13812345678'].map(readPhones)).toEqual([
      ['13812345678', '66123456'], ['13812345678', '13912345678'], ['138 1234 5678'], ['0514-8765 0001'], ['13812345678', '13912345678'], ['13812345678', '座机0514-87650001'], ['66123456转801'],
      ['本人13812345678', '其子13912345678'], ['13812345678'],
    ]);
  });

  it('knows the closing lines of a printed table', () => {
    const blank = ['', '', '', ''];
    for (const first of ['合计', '总计：12件', '本页小计', '共 12 条', '制表人：王某', '审核人', '打印时间:2025-09-01', '备注：以上数据截至月底']) expect([first, isClosingLine([first, ...blank])]).toEqual([first, true]);
    for (const first of ['合计费用太高，物业不公开', '制表人不在岗没人管', '20250901001', '说明书看不懂']) expect([first, isClosingLine([first, ...blank])]).toEqual([first, false]);
    expect(isClosingLine(['备注：请尽快', '2025-09-01', '投诉', '路灯坏了'])).toBe(false);
    expect(isClosingLine(['', '合计', '5'])).toBe(true);
    expect(isClosingLine([])).toBe(false);
  });
});
