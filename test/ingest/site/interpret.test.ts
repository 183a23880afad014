import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interprets, isInterpretation, linkedBack, linkToInterpretation } from '../../../ingest/site/interpret.ts';
import { EXCEPT, isNormative, KINDS } from '../../../ingest/site/normative.ts';
import { isNameOf, subjectOf } from '../../../ingest/site/subject.ts';

const DOCUMENT = '清河县人民政府办公室关于印发《清河县养犬管理办法(试行)》的通知';

describe('documents that owe an interpretation', () => {
  it.each([
    DOCUMENT, '关于进一步加强校外托管机构管理的意见', '清河县城乡居民医疗保险门诊统筹实施细则', '清河县人民政府关于划定禁止燃放烟花爆竹区域的通告', '清河县“十五五”养老服务规划',
    '关于公布2026年城乡低保标准的通知', '清河县政府采购管理办法', '清河县行政执法公示办法', '清河县全面预算绩效管理办法', '清河县听证规定',
  ])('%s', (title) => {
    expect(isNormative(title, KINDS, EXCEPT)).toBe(true);
  });

  it.each([
    '清河县人民政府第12次常务会议纪要', '关于周铁柱等同志任免的通知', '关于2026年中秋节放假安排的通知', '清河县拟录用公务员公示', '关于《清河县养犬管理办法(征求意见稿)》公开征求意见的通知',
    '县医院设备采购项目招标公告', '关于县医院设备采购项目延期的通知', '关于对见义勇为人员进行公示的通知', '清河县2026年预算调整方案', '关于召开全县安全生产会议的通知', '《清河县养犬管理办法》政策解读', '关于东风路停水的通知', '清河县2025年财政决算', '清河概况',
  ])('not %s', (title) => {
    expect(isNormative(title, KINDS, EXCEPT)).toBe(false);
  });

  it('the words are the configuration’s', () => {
    expect(isNormative('关于召开会议的通知', ['通知'], [])).toBe(true);
    expect(isNormative(DOCUMENT, ['条例'], [])).toBe(false);
  });
});

describe('an interpretation names its document', () => {
  it.each([
    ['《清河县养犬管理办法(试行)》政策解读', DOCUMENT], ['一图读懂《养犬管理办法》', DOCUMENT], ['关于《清河县养犬管理办法》的解读', DOCUMENT], ['《清河县人民政府办公室关于印发〈清河县养犬管理办法(试行)〉的通知》解读', DOCUMENT],
    ['清河县养犬管理办法解读', DOCUMENT], ['【图解】清河县养犬管理办法', DOCUMENT],
    ['《关于进一步加强校外托管机构管理的意见》政策问答', '清河县教育局等六部门关于进一步加强校外托管机构管理的意见'],
    ['一图看懂丨校外托管机构管理有了新规矩', '关于进一步加强校外托管机构管理的意见'],
    ['《养犬管理办法》和《烟花爆竹管理办法》解读', '关于印发《清河县烟花爆竹管理办法》的通知'], ['《清河县养犬管理办法》解读', '关于印发《养犬管理办法》《犬只收容细则》的通知'],
    ['2026年义务教育阶段招生入学政策解读', '清河县教育局关于做好2026年义务教育阶段招生入学工作的通知'],
    ['县民政局负责人就提高城乡低保标准答记者问', '关于提高2026年城乡低保标准的通知'],
  ])('%s ← %s', (interpretation, document) => {
    expect(isNameOf(interpretation, document)).toBe(true);
  });

  it.each([
    ['《清河县烟花爆竹管理办法》解读', DOCUMENT], ['《管理办法》解读', DOCUMENT], ['政策解读', DOCUMENT], ['', DOCUMENT], ['一图读懂政府工作报告', DOCUMENT],
    ['2025年义务教育阶段招生入学政策解读', '清河县教育局关于做好2026年义务教育阶段招生入学工作的通知'],
    ['《第二批历史建筑保护名录》解读', '关于公布第三批历史建筑保护名录的通知'],
    ['《清河县城乡居民基本养老保险办法》解读', '清河县城乡居民基本医疗保险办法'],
    ['清河县校外培训机构收费办法解读', '清河县中小学校车安全管理办法'], ['《清河县养犬管理办法实施细则》解读', DOCUMENT], ['《清河县养犬管理办法》解读', '清河县养犬管理办法实施细则'],
    ['清河县养犬管理办法解读', '清河县养犬管理办法实施细则'], ['《清河县校车管理办法》解读', '关于校车管理的补充规定'],
  ])('not %s ← %s', (interpretation, document) => {
    expect(isNameOf(interpretation, document)).toBe(false);
  });

  it('one from long before is that of an earlier version', () => {
    const day = (text: string) => Date.parse(`${text}T00:00:00+08:00`);
    const document = { url: 'd', title: DOCUMENT, at: day('2026-11-10') };
    const of = (at: string | null) => interprets({ url: 'i', title: '《清河县养犬管理办法》解读', at: at === null ? null : day(at) }, document);
    expect([of('2026-11-12'), of('2026-10-20'), of(null), of('2021-03-01')]).toEqual([true, true, true, false]);
  });

  it('the subject is what is left of a title', () => {
    expect(subjectOf(DOCUMENT)).toBe('养犬管理试行'.replace('试行', ''));
    expect(subjectOf('政策解读')).toBe('');
  });

  it('any two texts are compared, and a document speaks of itself', () => {
    const word = fc.constantFrom('关于', '《', '》', '的通知', '管理办法', '清河县', '2026', '第三批', '养犬', 'a', ' ');
    const title = fc.oneof(fc.array(word, { maxLength: 30 }).map((w) => w.join('')), fc.string({ unit: 'binary', maxLength: 50 }));
    fc.assert(fc.property(title, title, (a, b) => {
      expect(typeof isNameOf(a, b)).toBe('boolean');
      expect(typeof isNormative(a, KINDS, EXCEPT)).toBe('boolean');
    }), { numRuns: 300 });
    expect(isNameOf(`《${'长'.repeat(100_000)}`, '《'.repeat(100_000))).toBe(false);
  });
});

describe('a document’s page links to its interpretation', () => {
  const document = { url: 'https://a.example/zc/1.html', title: DOCUMENT, at: null };
  const menu = new Set(['https://a.example/zcjd/', 'https://a.example/menu/jd1.html']);
  const to = (text: string, url = 'https://a.example/jd/202611/t20261112_9.html') => linkToInterpretation(document, [{ url: 'https://a.example/', text: '首页' }, { url, text }], menu);

  it.each(['政策解读', '【解读】', '一图读懂', '相关解读>>', '文字解读', '图解', '政策问答', '新闻发布会', '《清河县养犬管理办法(试行)》解读', '一图读懂清河县养犬管理办法'])('by “%s”', (text) => {
    expect(to(text)).toBe('https://a.example/jd/202611/t20261112_9.html');
  });

  it.each(['《清河县烟花爆竹管理办法》解读', '清河县校外托管机构管理意见政策解读', '附件1', '下一篇:关于停水的通知'])('not by “%s”', (text) => {
    expect(to(text)).toBeNull();
  });

  it('not by a menu, a column, or itself', () => {
    expect(to('政策解读', 'https://a.example/zcjd/')).toBeNull();
    expect(to('政策解读', 'https://a.example/menu/jd1.html')).toBeNull();
    expect(to('政策解读', 'https://a.example/zwgk/jdhy/')).toBeNull();
    expect(to('解读', document.url)).toBeNull();
  });

  it('words of an interpretation', () => {
    expect(['政策解读', '一图读懂', '答记者问', '新闻发布会'].every(isInterpretation)).toBe(true);
    expect(isInterpretation('通知公告')).toBe(false);
  });
});

it('an interpretation’s page links back to a few documents; a list of many beside it says nothing', () => {
  const documents = new Set(['d1', 'd2', 'd3', 'd4', 'd5']);
  expect(linkedBack([{ url: 'x' }, { url: 'd1' }], documents, new Set())).toEqual(['d1']);
  expect(linkedBack([{ url: 'd1' }, { url: 'd2' }], documents, new Set(['d2']))).toEqual(['d1']);
  expect(linkedBack(['d1', 'd2', 'd3', 'd4'].map((url) => ({ url })), documents, new Set())).toEqual([]);
});
