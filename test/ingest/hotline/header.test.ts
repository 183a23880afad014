import { describe, expect, it } from 'vitest';
import { meaningOf } from '../../../ingest/hotline/aliases.ts';
import { columnLetter, nameKey } from '../../../ingest/table/names.ts';
import { parseColumnMap, readHeader, refuseUnknownColumns, scoreHeader, unrecognised } from '../../../ingest/hotline/header.ts';

const none = parseColumnMap([]);
const fieldOf = (name: string) => meaningOf(name)?.field ?? null;

describe('names of columns', () => {
  it('compare without width, case, spaces and remarks', () => {
    expect([' 留言时间(必填)* ', '留言时间【年月日】', 'Create_Time', 'createTime', '诉求 内容\n', '（备注）'].map(nameKey))
      .toEqual(['留言时间', '留言时间', 'createtime', 'createtime', '诉求内容', '备注']);
  });

  it.each([
    ['工单编号', 'source_no'], ['信件编号', 'source_no'], ['tid', 'source_no'], ['comment_id', 'source_no'], ['12345号', 'source_no'], ['市级工单编号', 'source_no'],
    ['诉求渠道', 'channel'], ['工单来源', 'channel'], ['来电时间', 'received_at'], ['区交办时间', 'received_at'], ['create_time', 'received_at'], ['工单创建时间', 'received_at'],
    ['诉求类型', 'request_type'], ['信访目的', 'request_type'], ['诉求标题', 'title'], ['来信主题', 'title'], ['诉求内容', 'content'], ['留言详情', 'content'], ['评论', 'content'], ['市民反映内容', 'content'],
    ['一级分类', 'cat1'], ['行业分类4级', 'cat4'], ['问题分类（五级）', 'cat5'], ['问题分类（见附表）', 'cat1'], ['domain', 'cat1'], ['事发地址', 'location'], ['诉求详细地址', 'location'],
    ['来电人', 'person.name'], ['昵称', 'person.name'], ['诉求人姓名', 'person.name'], ['联系电话', 'person.phone'], ['求助号码', 'person.phone'], ['来电人号码', 'person.phone'], ['工单号码', 'source_no'], ['备用手机号2', 'person.phone'],
    ['身份证号', 'person.id'], ['诉求人证件号码', 'person.id'], ['住址', 'person.address'], ['诉求人家庭住址', 'person.address'], ['性别', 'person.other'], ['IP属地', 'person.other'], ['用户Id', 'person.other'],
    ['承办单位', 'main_unit'], ['处置单位', 'main_unit'], ['市直承办部门', 'main_unit'], ['协办单位', 'co_unit'], ['市级协办部门', 'co_unit'],
    ['办结期限', 'due_at'], ['回复截止时间', 'due_at'], ['承办时限', 'due_at'], ['办理状态', 'status'], ['答复意见', 'reply'], ['处理情况', 'reply'], ['答复时间', 'reply_at'],
    ['办结时间', 'closed_at'], ['工单办结时间', 'closed_at'], ['点赞数', 'engage.likes'], ['comment_like_count', 'engage.likes'],
    ['原处置单位', 'keep'], ['承办人电话', 'keep'], ['话务员满意度', 'keep'], ['回访内容', 'keep'], ['不满意原因', 'keep'],
    ['序号', 'ignore'], ['导出时间', 'ignore'], ['hot_topic_by_taxonomy_rule', 'ignore'], ['HotTopicByRule', 'ignore'],
    ['是否疑难', null], ['紧急程度', null], ['反对数', null],
  ])('%s → %s', (name, field) => {
    expect(fieldOf(name)).toBe(field);
  });
});

describe('a header', () => {
  it('is a row with names that are known, one of them for the words of the order', () => {
    expect(scoreHeader(['工单编号', '诉求内容', '别的'], none)).toBe(2);
    expect(scoreHeader(['诉求内容'], none)).toBe(1);
    expect(scoreHeader(['label', 'text'], none)).toBe(1);
    expect(scoreHeader(['标题'], none)).toBe(0);
    expect(scoreHeader(['工单编号', '办理状态'], none)).toBe(0);
    expect(scoreHeader(['20250901001', '小区里面的路灯坏了一个星期没有人来修,希望有关部门核实情况描述', '投诉'], none)).toBe(0);
    expect(scoreHeader(['甲', '乙'], parseColumnMap(['甲=content', '乙=source_no']))).toBe(2);
  });

  it('gives the best of several columns first, and keeps all but the personal and the ignored ones', () => {
    const header = readHeader(['序号', '原处置单位', '承办单位', '处置单位', '来电人', '诉求内容', '备注', '备注', '', '公文id', ''], none);
    expect(header.names).toEqual(['序号', '原处置单位', '承办单位', '处置单位', '来电人', '诉求内容', '备注', '备注(2)', 'I列', '公文id']);
    expect(header.columns.main_unit).toEqual([3, 2]);
    expect(header.kept).toEqual([1, 2, 3, 5, 6, 7, 8, 9]);
    expect([...header.ignored]).toEqual([0]);
    expect([...header.numbers]).toEqual([9]);
  });

  it('follows --map before what a name seems to say', () => {
    const header = readHeader(['诉求内容', '备注', '标题'], parseColumnMap(['备注=content', '标题=ignore']));
    expect(header.columns.content).toEqual([1, 0]);
    expect(header.columns.title).toBeUndefined();
    expect([...header.ignored]).toEqual([2]);
  });

  it('calls columns as Excel does', () => {
    expect([0, 25, 26, 27, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA']);
  });
});

describe('what a person is told', () => {
  it('of a --map that is wrong: the fields there are', () => {
    for (const entry of ['事项', '事项=', '=content', '事项=内容']) {
      expect(() => parseColumnMap([entry])).toThrow(expect.objectContaining({ code: 'MAP_INVALID', message: expect.stringContaining(entry), remedy: expect.stringContaining('content(诉求内容)') }));
    }
    expect(parseColumnMap(['a=b=content']).get('a=b')).toBe('content');
  });

  it('of a --map for a column that is not there: the columns there are', () => {
    const map = parseColumnMap(['事项=content']);
    expect(() => refuseUnknownColumns(map, [readHeader(['诉求', '编号'], map)])).toThrow(expect.objectContaining({ code: 'MAP_INVALID', remedy: expect.stringContaining('诉求、编号') }));
  });

  it('of a header that is not known: the columns seen and the --map to use, and nothing personal', () => {
    const error = unrecognised('a.csv', ['甲', '乙', '丙', '13812345678', '很长的内容'.repeat(20)]);
    expect(error).toMatchObject({ code: 'HEADER_UNRECOGNISED', message: expect.stringContaining('甲、乙、丙、138****5678') });
    expect(error.remedy).toContain('--map "甲=content" --map "乙=source_no" --map "丙=received_at"');
    expect(error.message.length).toBeLessThan(120);
  });
});
