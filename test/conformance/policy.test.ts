import { existsSync, readdirSync, readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readPolicy, type PolicyTask } from '../../ingest/policy/read.ts';

const seeds = new URL('../../../shared/seeds/', import.meta.url);
const present = existsSync(seeds);
if (!present) console.warn('跳过五份政策文件的核对:找不到 ../shared/seeds');

const now = new Date('2026-11-24T12:00:00Z');
const files = present ? readdirSync(seeds) : [];

/** The seed whose name begins with a number, as bytes. */
function bytesOf(place: string): Buffer {
  const name = files.find((file) => file.startsWith(place));
  if (name === undefined) throw new Error(`no seed ${place}`);
  return readFileSync(new URL(name, seeds));
}

const read = (place: string) => readPolicy(bytesOf(place), { now });

/** The one task with an anchor of the document's words in it. */
function taskWith(tasks: readonly PolicyTask[], anchor: string): PolicyTask {
  const found = tasks.filter(({ text }) => text.includes(anchor));
  expect(found.map(({ no }) => no), anchor).toHaveLength(1);
  return found[0]!;
}

/** Tasks in each numbered item, in the document's order. */
function perItem(tasks: readonly PolicyTask[]): number[] {
  const counts = new Map<string, number>();
  for (const { section } of tasks) counts.set(section.join('/'), (counts.get(section.join('/')) ?? 0) + 1);
  return [...counts.values()];
}

const dated = (tasks: readonly PolicyTask[]) => tasks.filter(({ due }) => due !== null).map(({ no, due }) => [no, due]);

describe.skipIf(!present)('the five policy documents', () => {
  it('Yangzhou 2018: what it says of itself, and where it breaks off', () => {
    const { ok, document } = read('000');
    const { title, number, issuer, issuedAt, effectiveAt, truncated, threeSync, interpretWithinWorkdays, notes } = document;
    expect(ok).toBe(true);
    expect(title).toMatch(/^扬州市政府办公室关于.+的通知$/);
    expect({ number, issuer, issuedAt, effectiveAt, truncated, threeSync, interpretWithinWorkdays }).toEqual({
      number: '扬府办发〔2018〕67号', issuer: '扬州市人民政府办公室', issuedAt: '2018-06-29', effectiveAt: '2018-06-29', truncated: true, threeSync: null, interpretWithinWorkdays: null,
    });
    expect(notes.join()).toContain('(九)');
  });

  it('Yangzhou 2018: eight whole items, of which four name units several times', () => {
    const { tasks } = read('000').document;
    expect(perItem(tasks)).toEqual([5, 7, 3, 5, 1, 1, 1, 1]);
    expect(tasks.map(({ no }) => no)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
    expect(tasks.every(({ section }) => section.length === 2 && /^[一二三]、/.test(section[0]!) && /^\([一二三四五六七八]\)/.test(section[1]!))).toBe(true);
  });

  it('Yangzhou 2018: every dated task; working days are no dates', () => {
    const { tasks } = read('000').document;
    expect(dated(tasks)).toEqual([[8, '2018-07-31'], [9, '2018-07-31'], [23, '2018-12-31']]);
    expect(taskWith(tasks, '重大建设项目,牵头')).toMatchObject({ no: 8, lead: ['市发改委'], assist: ['各职能部门'], dueText: '2018年7月底前' });
    expect(taskWith(tasks, '公共资源配置信息公开')).toMatchObject({ no: 9, lead: ['市政务办'] });
    expect(taskWith(tasks, '清理整合情况')).toMatchObject({ no: 23, lead: ['市政务办'], assist: ['市各有关部门'], dueText: '年底前' });
    expect(taskWith(tasks, '5个工作日内')).toMatchObject({ due: null, dueText: null });
    expect(taskWith(tasks, '1个工作日内')).toMatchObject({ due: null });
  });

  it('Yangzhou 2018: units in charge and units that help', () => {
    const { tasks } = read('000').document;
    expect(taskWith(tasks, '双随机')).toMatchObject({ lead: ['市工商局'], assist: ['市各职能部门'] });
    expect(taskWith(tasks, '双公示')).toMatchObject({ lead: ['市信用办'], assist: ['市政务办', '法制办'] });
    expect(taskWith(tasks, '权责清单')).toMatchObject({ lead: ['市编办'] });
    expect(taskWith(tasks, '苗头性舆情')).toMatchObject({ lead: ['市政府办公室', '市政府新闻办'], assist: ['市政务办'] });
    expect(taskWith(tasks, '建立问责制度')).toMatchObject({ lead: ['市政府新闻办'], assist: [] });
    expect(taskWith(tasks, '就学就医')).toMatchObject({ lead: ['市教育局', '卫计委', '房管局', '安监局', '民政局', '食药监局'], assist: [] });
    expect(taskWith(tasks, '三大攻坚战')).toMatchObject({ lead: ['市财政局', '金融办', '人民银行', '银监分局', '市农工办', '环保局'] });
    expect(taskWith(tasks, '寄语市长')).toMatchObject({ lead: ['市政府办公室'], assist: ['各相关单位'] });
    expect(taskWith(tasks, '债务信息公开')).toMatchObject({ lead: ['市财政局'], assist: ['各县(市、区)政府'] });
  });

  it('Yangzhou 2018: three words broken over lines are whole, and nothing of the site is left', () => {
    const { tasks } = read('000').document;
    for (const anchor of ['重大政策“第一解读人', '信息发布失当', '继续深化“3550”']) taskWith(tasks, anchor);
    expect(tasks.filter(({ text }) => /法规类别|相关文档|最新文档/.test(text))).toEqual([]);
  });

  it('Jiangmen 2021: 33 rows by their own numbers, units inherited', () => {
    const { ok, document: { title, number, issuedAt, truncated, tasks, threeSync, notes } } = read('001');
    expect({ ok, title, number, issuedAt, truncated, threeSync, notes }).toEqual({ ok: true, title: null, number: null, issuedAt: null, truncated: false, threeSync: ['同步组织', '同步审签', '同步部署'], notes: [] });
    expect(tasks.map(({ no }) => no)).toEqual(Array.from({ length: 33 }, (_, i) => i + 1));
    expect(perItem(tasks)).toEqual([2, 2, 2, 2, 1, 2, 3, 4, 2, 2, 2, 2, 1, 3, 3]);
    const office = { lead: ['办公室'], assist: ['其他股室', '属下单位'] };
    const all = { lead: ['办公室', '各股室', '属下单位'], assist: [] };
    const service = '广电旅游和公共服务股(行政审批服务股)';
    const units = [
      office, office, { lead: [service], assist: [] }, { lead: ['市场执法股'], assist: [] }, { lead: ['计划财务股', '属下单位'], assist: [] }, { lead: ['计划财务股'], assist: [] }, all, all, { lead: [service], assist: ['办公室'] },
      ...Array.from({ length: 9 }, () => all), { lead: [service], assist: ['其他股室', '属下单位'] }, { lead: [service], assist: ['其他股室', '属下单位'] }, all, all, all, { lead: ['办公室'], assist: [] }, { lead: ['办公室'], assist: [] },
      { lead: ['办公室', '计划财务股'], assist: ['其他股室', '属下单位'] }, office, { lead: ['办公室'], assist: [] }, office, office, office, office, { lead: ['办公室'], assist: [] },
    ];
    expect(tasks.map(({ lead, assist }) => ({ lead, assist }))).toEqual(units);
  });

  it('Jiangmen 2021: every dated task', () => {
    const { tasks } = read('001').document;
    expect(dated(tasks)).toEqual([[20, '2021-12-31'], [24, '2021-11-20']]);
    expect(taskWith(tasks, '基层政务公开标准目录,并')).toMatchObject({ no: 24, dueText: '2021年11月20日前' });
    expect(taskWith(tasks, '有效规范性文件').text.startsWith('2021年底前')).toBe(true);
  });

  it('Jiyang 2023: sixteen items, no dates, its own three words, and no hotline', () => {
    const { ok, document: { title, number, issuer, issuedAt, truncated, tasks, threeSync, interpretWithinWorkdays, keywords } } = read('002');
    expect(title).toMatch(/^济南市济阳区人民政府办公室关于.+的通知$/);
    expect({ ok, number, issuer, issuedAt, truncated, threeSync, interpretWithinWorkdays }).toEqual({
      ok: true, number: null, issuer: '济南市济阳区人民政府办公室', issuedAt: null, truncated: false, threeSync: ['同步起草', '同步审签', '同步公开'], interpretWithinWorkdays: null,
    });
    expect(tasks.map(({ section }) => section[0]!.slice(0, 2))).toEqual(['一、', '一、', '一、', '二、', '二、', '二、', '二、', '三、', '三、', '三、', '四、', '四、', '四、', '五、', '五、', '五、']);
    expect(dated(tasks)).toEqual([]);
    expect(tasks.map(({ lead }) => lead).filter((lead) => lead.length > 0)).toEqual([['各部门'], ['区政府办公室'], ['各部门']]);
    expect([...keywords, ...tasks.flatMap(({ lead, assist }) => [...lead, ...assist])].filter((word) => word.includes('12345'))).toEqual([]);
    expect(tasks.at(-1)!.text).not.toContain('扫码');
  });

  it('Zhejiang 2020: eleven items without the general demands, no title, no dates', () => {
    const { ok, document: { title, number, issuedAt, truncated, tasks, threeSync } } = read('003');
    expect({ ok, title, number, issuedAt, truncated, threeSync }).toEqual({ ok: true, title: null, number: null, issuedAt: null, truncated: false, threeSync: ['同步组织', '同步审签', '同步部署'] });
    expect(tasks.map(({ section }) => section[0]!.slice(0, 2))).toEqual(['二、', '二、', '二、', '三、', '三、', '四、', '四、', '四、', '五、', '五、', '五、']);
    expect(dated(tasks)).toEqual([]);
    expect(taskWith(tasks, '把关定向')).toMatchObject({ lead: ['业务处室'] });
  });

  it('Heilongjiang 2016: fourteen items, one with two namings, and its rule for interpretations', () => {
    const { ok, document: { title, number, issuer, issuedAt, truncated, tasks, interpretWithinWorkdays, threeSync } } = read('004');
    expect(title).toMatch(/^黑龙江省发展和改革委员会2016年.+要点$/);
    expect({ ok, number, issuer, issuedAt, truncated, interpretWithinWorkdays, threeSync }).toEqual({ ok: true, number: null, issuer: '黑龙江省发展和改革委员会', issuedAt: '2016-07-11', truncated: false, interpretWithinWorkdays: 3, threeSync: null });
    expect(perItem(tasks)).toEqual([1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(dated(tasks)).toEqual([]);
    const every = ['各处室'];
    expect(tasks.map(({ lead, assist }) => [lead, assist])).toEqual([
      [every, []], [['办公室'], every], [['监察室', '机关党委'], []], [every, []], [['办公室', '投资处', '监察室'], every], [every, []], [['物价处'], []],
      [['投资处'], ['社会处', '移民办', '铁路处', '交通处', '农经处', '稽察办']], [['投资处'], []], [['综合处', '政研室'], every], [['办公室', '政研室'], every], [['政研室'], every], [['办公室', '法规处'], every], [['办公室'], every], [['办公室', '人事处'], every],
    ]);
    expect(taskWith(tasks, '重点网站定向监测').text).not.toContain('收藏本文');
  });

  it.each(['000', '001', '002', '003', '004'])('%s: three to ten words to watch for', (place) => {
    const { keywords } = read(place).document;
    expect(keywords.length).toBeGreaterThanOrEqual(3);
    expect(keywords.length).toBeLessThanOrEqual(10);
    expect(keywords.every((word) => /\p{sc=Han}{2}/u.test(word))).toBe(true);
  });

  it.each(['000', '001', '002', '003', '004'])('%s: the same in GB18030, with Windows line ends and full-width signs', (place) => {
    const plain = read(place).document;
    const rows = ({ tasks }: typeof plain) => tasks.map(({ no, lead, assist, due, section }) => [no, lead.length, assist.length, due, section.length]);
    const text = bytesOf(place).toString('utf8');
    const wide = text.replace(/[,;:()]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
    for (const other of [iconv.encode(text, 'gb18030'), Buffer.from(text.replaceAll('\n', '\r\n')), Buffer.from(wide)]) {
      const document = readPolicy(other, { now }).document;
      expect(rows(document)).toEqual(rows(plain));
      expect({ ...document, tasks: [], keywords: [], title: null, notes: [] }).toEqual({ ...plain, tasks: [], keywords: [], title: null, notes: [] });
    }
  });
});
