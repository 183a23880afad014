import { describe, expect, it } from 'vitest';
import { notesIn } from '../../../ingest/policy/notes.ts';
import { subjectsOf } from '../../../ingest/policy/subjects.ts';
import { isUnit } from '../../../ingest/policy/unit-names.ts';
import { unitsIn } from '../../../ingest/policy/units.ts';

describe('unitsIn', () => {
  it.each<[string, string[], string[]]>([
    ['市政府办公室牵头,市各有关部门按职责分工配合落实', ['市政府办公室'], ['市各有关部门']],
    ['市政府办公室、市政府新闻办牵头落实,市政务办配合', ['市政府办公室', '市政府新闻办'], ['市政务办']],
    ['市农工办、民政局、环保局等部门按职责分工分别牵头落实', ['市农工办', '民政局', '环保局'], []],
    ['市信用办牵头,市政务办、法制办等单位配合', ['市信用办'], ['市政务办', '法制办']],
    ['市财政局牵头落实,各县(市、区)政府配合', ['市财政局'], ['各县(市、区)政府']],
    ['物业股(行政审批股)牵头,办公室配合', ['物业股(行政审批股)'], ['办公室']],
    ['办公室牵头,其他股室及属下单位配合。', ['办公室'], ['其他股室', '属下单位']],
    ['办公室、各股室、属下单位', ['办公室', '各股室', '属下单位'], []],
    ['各处室负责落实', ['各处室'], []],
    ['牵头单位:市发改委;责任单位:市财政局、市住房和城乡建设局', ['市发改委'], ['市财政局', '市住房和城乡建设局']],
    ['牵头单位:市发改委 配合单位:市财政局', ['市发改委'], ['市财政局']],
    ['责任单位:市人力资源和社会保障局和市医保局', ['市人力资源和社会保障局', '市医保局'], []],
    ['市公安局会同市城管局、市交通局负责', ['市公安局'], ['市城管局', '市交通局']],
    ['应急管理局(牵头)、消防救援大队', ['应急管理局'], ['消防救援大队']],
    ['市委网信办牵头,各部门参与,12月10日前完成', ['市委网信办'], ['各部门']],
    ['市教育局\n市卫健委', ['市教育局', '市卫健委'], []],
    ['责任领导:张某;责任单位:区商务局', ['区商务局'], []],
    ['牵头单位:政务中心;责任单位:各承办单位', ['政务中心'], ['各承办单位']],
    ['市委网信办、市新闻办(牵头);各部门(配合)', ['市委网信办', '市新闻办'], ['各部门']],
    ['市体育局牵头,市文旅局、市商务局、市工商联配合', ['市体育局'], ['市文旅局', '市商务局', '市工商联']],
    ['市文旅局、市商务局', ['市文旅局', '市商务局'], []],
    ['市财政局商市人社局办理', ['市财政局'], ['市人社局']],
    ['由县水利局主办,县农业农村局协办', ['县水利局'], ['县农业农村局']],
  ])('%s', (text, lead, assist) => {
    expect(unitsIn(text)).toEqual({ lead, assist });
  });

  it('full-width signs are kept as they were written', () => {
    expect(unitsIn('文体股\uff08审批股\uff09牵头\uff0c办公室配合')).toEqual({ lead: ['文体股\uff08审批股\uff09'], assist: ['办公室'] });
  });

  it.each(['政策文件和解读资料需添加咨询方式', '以下简称条例', '长期坚持', '2021年6月底前', ''])('%j names nobody', (text) => {
    expect(unitsIn(text)).toBeNull();
  });

  it('names of offices hold words that divide lists elsewhere', () => {
    for (const name of ['市发展和改革委员会', '住房和城乡建设局', '广电旅游和公共服务股', '规划和自然资源局', '各镇(街道)', '人民银行', '市直各单位']) {
      expect(isUnit(name)).toBe(true);
      expect(unitsIn(`${name}牵头`)?.lead).toEqual([name]);
    }
    for (const name of ['推进政府办公室', '加强领导小组', '方式', '局']) expect(isUnit(name)).toBe(false);
  });
});

describe('notesIn', () => {
  it('finds them behind a sentence, within a paragraph and at its end', () => {
    const text = '全面公开。(甲局牵头,乙局配合)继续推进“一件事(套餐)”。(丙办负责)';
    expect(notesIn(text).map((note) => [text.slice(note.from, note.to), note.units.lead])).toEqual([['(甲局牵头,乙局配合)', ['甲局']], ['(丙办负责)', ['丙办']]]);
  });

  it('persons named before the offices, and a bracket left open, are part of it', () => {
    const text = '新建学校。(责任领导:王某;牵头单位:区教育局;配合单位:区住建局';
    expect(notesIn(text).map((note) => [text.slice(0, note.from), note.units])).toEqual([['新建学校。', { lead: ['区教育局'], assist: ['区住建局'] }]]);
  });

  it.each(['公开信息(含附件)。', '向上级政府办公室(厅)室备案', '需添加咨询方式(电话)', '深化“不见面审批(服务)”改革', '(以下简称各部门)要落实'])('%s has none', (text) => {
    expect(notesIn(text)).toEqual([]);
  });
});

describe('subjectsOf', () => {
  it('offices told to act, not offices told of', () => {
    expect(subjectsOf('各部门年内至少召开一次会议,向区政府办公室报备。区政府办公室不定期抽查。')).toEqual({ lead: ['各部门', '区政府办公室'], assist: [] });
    expect(subjectsOf('各部门具体工作人员变更的,方便社会公众快速准确获取所需信息。')).toEqual({ lead: [], assist: [] });
    expect(subjectsOf('由县财政局牵头,会同县医保局、县卫健局落实资金。')).toEqual({ lead: ['县财政局'], assist: ['县医保局', '县卫健局'] });
    expect(subjectsOf('县水利局牵头,县农业农村局、县林业局按职责分工负责。县住建局负责排水。')).toEqual({ lead: ['县水利局', '县住建局'], assist: ['县农业农村局', '县林业局'] });
    expect(subjectsOf('县商务局会同县贸促会、县文旅局办理。')).toEqual({ lead: ['县商务局'], assist: ['县贸促会', '县文旅局'] });
    expect(subjectsOf('县体育局牵头,县文旅局、县商务局参与。')).toEqual({ lead: ['县体育局'], assist: ['县文旅局', '县商务局'] });
    expect(subjectsOf('县发改局牵头做好保供,县财政局及时拨付资金。').lead).toEqual(['县发改局', '县财政局']);
    expect(subjectsOf('县公安局会同县交通局、县城管局清查停车场;县医保局要配合做好核对。')).toEqual({ lead: ['县公安局'], assist: ['县交通局', '县城管局', '县医保局'] });
  });
});
