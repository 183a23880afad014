import { describe, expect, it } from 'vitest';
import { joined } from '../../../ingest/policy/join.ts';
import { markOf } from '../../../ingest/policy/marks.ts';
import { labelsOf } from '../../../ingest/policy/noise.ts';
import { paragraphsOf } from '../../../ingest/policy/paragraphs.ts';

const lines = (...texts: string[]) => texts.map((text) => ({ text: text.trim(), indented: /^ {2}/.test(text) }));

describe('joined', () => {
  it('a word broken over two lines is whole again', () => {
    expect(joined(lines('主要负责同志要履行好重大政', '策解读职责,及时传递信息。', '结合实际推进。'))).toEqual(['主要负责同志要履行好重大政策解读职责,及时传递信息。', '结合实际推进。']);
    expect(joined(lines('推行一窗受理。继续深化', '“3550”改革,及时公开举措。'))).toEqual(['推行一窗受理。继续深化“3550”改革,及时公开举措。']);
  });

  it('headings, labels, signatures and notes stand for themselves', () => {
    const whole = ['一、总体要求', '坚持以人民为中心,统筹推进。', '(一)加强解读', '各部门要及时解读。(办公室牵头)', '责任单位:办公室', '某某市人民政府办公室', '2021年5月6日'];
    expect(joined(lines(...whole))).toEqual(whole);
  });

  it('titles on two lines, notes on two lines, headings with little left', () => {
    expect(joined(lines('某市人民政府办公室', '关于印发2021年工作要点', '的通知', '各部门:'))).toEqual(['某市人民政府办公室关于印发2021年工作要点的通知', '各部门:']);
    expect(joined(lines('完善机制。(市政府办牵头,各', '部门配合)'))).toEqual(['完善机制。(市政府办牵头,各部门配合)']);
    expect(joined(lines('三、加强政务公开制度保障和平', '台建设', '(一)建好网站。'))).toEqual(['三、加强政务公开制度保障和平台建设', '(一)建好网站。']);
  });

  it('numbers at a line\'s beginning are marks only where a sentence has ended', () => {
    expect(joined(lines('全年举办培训不少于', '3.5期次,覆盖全部人员。'))).toEqual(['全年举办培训不少于3.5期次,覆盖全部人员。']);
  });
});

describe('markOf', () => {
  it.each<[string, number | null, number?]>([
    ['一、甲', 2, 1], ['十二、甲', 2, 12], ['(三)甲', 3, 3], ['( 十一 )甲', 3, 11], ['4.甲', 4, 4], ['20.2021年底前', 4, 20], ['5、甲', 4, 5], ['(6)甲', 5, 6], ['7)甲', 5, 7], ['①甲', 6, 1], ['第三条 甲', 2, 3], ['第二章 甲', 0, 2], ['1.2 甲', 4.5, 1],
    ['2021年6月', null], ['3.5亿元', null], ['2.5%', null], ['一二三', null], ['(甲)', null], ['12345热线', null],
  ])('%s', (text, level, number) => {
    const mark = markOf(text);
    expect(mark?.level ?? null).toBe(level);
    if (number !== undefined) expect(mark?.number).toBe(number);
  });
});

describe('paragraphsOf', () => {
  it('takes away what the site put around, and keeps the labels', () => {
    const { parts, labels } = paragraphsOf('字号:\n大 中 小\n【发文字号】某政发[2021]3号\n发布日期:2021-07-11    浏览次数:3\n各部门要抓好落实。\n扫码使用手机浏览本页内容\n分享到: 收藏本文\n相关文档\n最新文档\n某某通知');
    expect(parts).toEqual(['各部门要抓好落实。']);
    expect(labels).toEqual([['发文字号', '某政发[2021]3号'], ['发布日期', '2021-07-11'], ['浏览次数', '3']]);
  });

  it('a label\'s value may stand on the next line', () => {
    expect(paragraphsOf('<p>发文字号:</p><p>某政发〔2021〕3号</p><p>各部门要落实。</p>')).toMatchObject({ labels: [['发文字号', '某政发〔2021〕3号']], parts: ['各部门要落实。'] });
    expect(labelsOf('各部门要落实:一是')).toBeNull();
  });
});
