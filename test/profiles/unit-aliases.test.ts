import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullUnitName, loadProfile, loadUnitAliases, shortUnitName, unitNameAt } from '../../profiles/load.ts';

const today = (name: string, text?: string) => unitNameAt(name, '2026-11-24', text === undefined ? {} : { text }).names[0];
const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

describe('unitNameAt', () => {
  it('keeps the old name until the day before, takes the new one from the day on', () => {
    expect(['2018-12-31', '2019-01-01', '2026-11-24'].map((day) => unitNameAt('市卫计委', day).names[0])).toEqual(['市卫计委', '市卫生健康委员会', '市卫生健康委员会']);
    expect(['2018-12-16', '2018-12-17', '2023-07-19', '2023-07-20'].map((day) => unitNameAt('扬州银监分局', day).names[0]))
      .toEqual(['扬州银监分局', '扬州银保监分局', '扬州银保监分局', '国家金融监督管理总局扬州监管分局']);
    expect(['2020-12-31', '2021-01-01', '2022-12-31', '2023-01-01'].map((day) => unitNameAt('县扶贫办', day).names[0])).toEqual(['县扶贫办', '县乡村振兴局', '县乡村振兴局', '县农业农村局']);
    expect(['2018-12-31', '2019-01-01', '2023-12-31', '2024-01-01'].map((day) => unitNameAt('市金融办', day).names[0])).toEqual(['市金融办', '市地方金融监督管理局', '市地方金融监督管理局', '市地方金融管理局']);
  });

  it.each([
    ['市房管局', '市住房和城乡建设局'], ['市安监局', '市应急管理局'], ['市食药监局', '市市场监督管理局'], ['市工商局', '市市场监督管理局'], ['区质监局', '区市场监督管理局'],
    ['市环保局', '市生态环境局'], ['市农工办', '市农业农村局'], ['市农委', '市农业农村局'], ['乡村振兴局', '农业农村局'], ['扬州市人民银行', '中国人民银行扬州市分行'],
    ['市编办', '市委机构编制委员会办公室'], ['编办', '机构编制委员会办公室'], ['法制办', '司法局'], ['市政务办', '市政务服务管理办公室'], ['信用办', '发展和改革委员会'],
    ['市国土局', '市自然资源和规划局'], ['市规划局', '市自然资源和规划局'], ['县文广新局', '县文化广电和旅游局'], ['物价处', '价格处'], ['稽察办', '审计厅'], ['移民办', '水利厅'],
    ['监察室', '派驻纪检监察组'], ['老龄办', '民政局'], ['龙华区环保局', '龙华区生态环境局'], ['海口工商局', '海口市场监督管理局'],
  ])('%s is %s (§2.3)', (old, now) => {
    expect(today(old)).toBe(now);
    expect(unitNameAt(old, '2013-01-01').names).toEqual([old]);
  });

  it('a part of the duties goes elsewhere: by remark, by category, by the words of the matter', () => {
    expect(today('市民政局')).toBe('市民政局');
    expect(today('民政局(救灾)')).toBe('应急管理局');
    expect(today('市民政局\uff08救灾\uff09')).toBe('市应急管理局');
    expect(unitNameAt('市民政局', '2026-11-24', { category: 'DIS' }).names).toEqual(['市应急管理局']);
    expect(unitNameAt('市民政局', '2018-11-24', { category: 'DIS' }).names).toEqual(['市民政局']);
    expect(today('市民政局', '父亲是优抚对象,补助停了')).toBe('市退役军人事务局');
    expect(today('市卫计委', '医保报销被拒')).toBe('市医疗保障局');
    expect(unitNameAt('市物价局', '2026-11-24').names).toEqual(['市发展和改革委员会', '市市场监督管理局']);
    expect(today('市物价局', '停车场乱收费')).toBe('市市场监督管理局');
  });

  it('says why, and nothing where nothing changed', () => {
    expect(unitNameAt('市卫计委', '2026-11-24').why).toBe('市卫计委 2019年起为市卫生健康委员会');
    expect(unitNameAt('银监分局', '2020-01-01').why).toBe('银监分局 2018-12-17起为银保监分局(垂管单位)');
    expect(unitNameAt('市教育局', '2026-11-24').why).toBeNull();
  });

  it('leaves names alone that only end alike', () => {
    for (const name of ['社会环保局', '某某公司', '投资处', '市公安局', '各股室', '事发镇街或主管部门', '', '局']) expect(today(name)).toBe(name);
  });

  it('a jurisdiction’s own table wins', () => {
    const yangzhou = loadProfile('yangzhou-2018');
    expect(unitNameAt('银监分局', '2026-11-24', {}, yangzhou).names).toEqual(['国家金融监督管理总局扬州监管分局']);
    expect(unitNameAt('银监分局', '2026-11-24').names).toEqual(['国家金融监督管理总局监管分局']);
    const own = { profile: yangzhou.profile, chain: [{ ...yangzhou.profile, unit_aliases: [{ old: ['房管局'], now: ['住房保障局'], from: '2019-03-01' }] }] };
    expect(['2019-02-28', '2019-03-01'].map((day) => unitNameAt('市房管局', day, {}, own).names[0])).toEqual(['市住房和城乡建设局', '市住房保障局']);
  });

  it('every line of the table turns on its day and off on its last', () => {
    for (const alias of loadUnitAliases().renames) {
      if (alias.when || alias.old.some((old) => alias.now.includes(old))) continue;
      for (const old of alias.old) {
        const last = alias.to ? dayBefore(alias.to) : '2030-01-01';
        const at = (day: string) => unitNameAt(`清河市${old}`, day).names[0];
        expect(at(alias.from), old).toBe(at(last));
        expect(at(alias.from), old).not.toBe(`清河市${old}`);
      }
    }
  });

  it('is stable: the name of a day is its own name that day', () => {
    const names = loadUnitAliases().renames.flatMap((r) => r.old);
    fc.assert(fc.property(fc.constantFrom(...names), fc.constantFrom('', '市', '清河区', '扬州'), fc.date({ min: new Date('2010-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }), (name, area, date) => {
      const day = date.toISOString().slice(0, 10);
      const once = unitNameAt(area + name, day).names[0]!;
      expect(unitNameAt(once, day).names[0]).toBe(once);
    }));
  });

  it('takes any text for a name', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => { expect(unitNameAt(name, '2026-11-24').names.length).toBeGreaterThan(0); }));
    expect(unitNameAt('局'.repeat(100_000), '2026-11-24').names).toHaveLength(1);
  });
});

describe('short and full names', () => {
  it.each([
    ['市住建局', '市住房和城乡建设局'], ['市监局', '市场监督管理局'], ['市市监局', '市市场监督管理局'], ['人社局', '人力资源和社会保障局'], ['市发改委', '市发展和改革委员会'],
    ['区卫健局', '区卫生健康局'], ['秀英街道办', '秀英街道办事处'], ['市城管局', '市城市管理局'],
  ])('%s is %s and back', (short, full) => {
    expect(fullUnitName(short)).toBe(full);
    expect(shortUnitName(full)).toBe(short);
  });

  it('knows other ways to write one name, and leaves the rest', () => {
    expect(fullUnitName('市住房与城乡建设局')).toBe('市住房和城乡建设局');
    expect(fullUnitName('市教育局')).toBe('市教育局');
    expect(shortUnitName('投资处')).toBe('投资处');
  });
});
