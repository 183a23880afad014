import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { departmentsOf } from '../../../classify/department/departments.ts';
import { CATEGORY_CODES, FLAGS, STANCES, URGENCIES, type CategoryCode, type DepartmentQuestion, type Place } from '../../../model/index.ts';
import { listProfiles, loadProfile } from '../../../profiles/load.ts';

const TODAY = '2026-11-24';
const asked = (profileId: string, category: CategoryCode, text = '', more: Partial<DepartmentQuestion> = {}, day = TODAY) =>
  departmentsOf({ category, text, ...more }, loadProfile(profileId), day);
const units = (...args: Parameters<typeof asked>) => {
  const { lead, assist } = asked(...args);
  return [lead, ...assist];
};
const town = (name: string): Place[] => [{ kind: '道路', name: '青年路', start: 0, end: 3 }, { kind: '镇街', name, start: 3, end: 3 + name.length }];

describe('the general list of duties, with the names of today', () => {
  it.each<[CategoryCode, string, string[]]>([
    ['MED', '异地就医的医保怎么报销', ['医疗保障局']],
    ['MED', '挂号排了一上午', ['卫生健康委员会']],
    ['ENV', '楼下烧烤油烟直冲窗户', ['城市管理局', '生态环境局']],
    ['ENV', '工地半夜打桩,吵得睡不着', ['城市管理局', '住房和城乡建设局']],
    ['ENV', '护城河的水发黑发臭', ['水利局', '生态环境局']],
    ['ENV', '化工厂排出的废气刺鼻', ['生态环境局']],
    ['WAG', '河西在建工地拖欠农民工工资', ['住房和城乡建设局', '人力资源和社会保障局']],
    ['WAG', '修高速公路的工程款和工资一直没给', ['交通运输局', '人力资源和社会保障局']],
    ['WAG', '水库除险加固干完了,工钱不给', ['水利局', '人力资源和社会保障局']],
    ['WAG', '饭店老板欠我三个月薪水', ['人力资源和社会保障局']],
    ['FDS', '买到的处方药像是假药', ['市场监督管理局', '药品监督管理局']],
    ['FDS', '幼儿园午餐后多名孩子呕吐', ['市场监督管理局', '教育局', '卫生健康委员会']],
    ['TRA', '路口红绿灯一直不变', ['公安局交通警察支队']],
    ['TRA', '村口的路灯坏了', ['城市管理局', '住房和城乡建设局']],
    ['TRA', '国道的路面坑洼', ['交通运输局']],
    ['SAF', '楼道里给电动车充电起火', ['消防救援支队']],
    ['SAF', '小区电梯又把人关在里面', ['市场监督管理局']],
    ['UTI', '家里停水两天', ['水务局', '供水公司']],
    ['UTI', '昨晚起停电', ['供电公司', '发展和改革委员会']],
    ['HOU', '交房三年房产证办不下来', ['自然资源和规划局', '住房和城乡建设局']],
    ['HOU', '物业不作为', ['住房和城乡建设局']],
    ['LND', '水库移民的补助没到账', ['水利局']],
    ['URB', '邻居遛狗不牵绳', ['公安局', '城市管理局']],
    ['GRV', '村里换届选举有人送米送油', ['民政局基层政权处', '组织部']],
    ['OTH', '今天天气真好', ['受理单位']],
  ])('%s %s', (category, text, expected) => {
    expect(units('national', category, text)).toEqual(expected);
    expect(asked('national', category, text).from).toBe('generic');
  });

  it('reads full-width and lower-case letters as the table is written', () => {
    expect(units('national', 'FIN', '\uff50\uff12\uff50平台跑了')).toEqual(['地方金融管理局', '公安局']);
    expect(units('national', 'ENV', 'ktv的音响太吵')).toEqual(['公安局', '城市管理局']);
  });

  it('names a unit without notes for every category', () => {
    for (const code of CATEGORY_CODES) expect(asked('national', code).lead, code).not.toMatch(/[();→]|^$/);
  });

  it('says which word decided', () => {
    expect(asked('national', 'ENV', '油烟').why).toBe('“生态环境”类中说到“油烟”的,通用权责表由城市管理局主办');
    expect(asked('national', 'EDU', '学区').why).toBe('“教育就学”类的通常主办单位');
  });

  it('units of the second matters assist, each once', () => {
    expect(units('national', 'FDS', '午餐后呕吐', { secondary: ['EDU', 'MED'] })).toEqual(['市场监督管理局', '卫生健康委员会', '教育局']);
    expect(units('national', 'STY', '打了三次没人管', { secondary: ['TRA'] })).toEqual(['政府办/政务服务局', '交通运输局']);
    expect(units('national', 'WAG', '老板跑了', { secondary: ['STY', 'OTH'] })).toEqual(['人力资源和社会保障局']);
  });
});

describe('yangzhou-2018: the document names units, a dispatch names them as they are called that day', () => {
  it.each<[CategoryCode, string, string]>([
    ['EDU', '市教育局', '市教育局'], ['MED', '市卫计委', '市卫生健康委员会'], ['HOU', '市房管局', '市住房和城乡建设局'], ['SAF', '市安监局', '市应急管理局'],
    ['DIS', '市民政局', '市应急管理局'], ['FDS', '市食药监局', '市市场监督管理局'], ['ELD', '市民政局', '市民政局'], ['REL', '市民政局', '市民政局'],
    ['FIN', '市财政局', '市财政局'], ['AGR', '市农工办', '市农业农村局'], ['ENV', '市环保局', '市生态环境局'], ['MKT', '市工商局', '市市场监督管理局'],
    ['DRC', '市发改委', '市发改委'], ['STY', '市政务办', '市政务服务管理办公室'],
  ])('%s: %s then, %s now', (category, then, now) => {
    expect([asked('yangzhou-2018', category, '', {}, '2018-12-31').lead, asked('yangzhou-2018', category).lead]).toEqual([then, now]);
    expect(asked('yangzhou-2018', category).from).toBe('document');
  });

  it('the others that it names assist under their names of that day', () => {
    expect(units('yangzhou-2018', 'FIN', '', {}, '2018-07-02')).toEqual(['市财政局', '市金融办', '人民银行', '银监分局']);
    expect(units('yangzhou-2018', 'FIN')).toEqual(['市财政局', '市地方金融管理局', '中国人民银行扬州市分行', '国家金融监督管理总局扬州监管分局']);
  });

  it('a duty that left the named unit goes with it, and the reason says so', () => {
    const asks = asked('yangzhou-2018', 'MED', '医保报销被拒');
    expect(asks).toMatchObject({ lead: '市医疗保障局', assist: [] });
    expect(asks.why).toBe('本级文件(yangzhou-2018)点名“医疗就医与医保”由市卫计委主办;市卫计委 2019年起为市医疗保障局(医保职能另划医疗保障局)');
  });

  it('who the list of duties calls for assists the unit that the document names', () => {
    expect(units('yangzhou-2018', 'ENV', '烧烤油烟')).toEqual(['市生态环境局', '城市管理局']);
    expect(units('yangzhou-2018', 'SAF', '消防通道被堵')).toEqual(['市应急管理局', '消防救援支队']);
  });

  it('what it does not name falls to the general list', () => {
    expect(asked('yangzhou-2018', 'TRA')).toMatchObject({ lead: '交通运输局', from: 'generic' });
  });
});

describe('jiyang-2023: the town where it happened or the competent department', () => {
  it('the town leads what it can settle, the department assists', () => {
    expect(units('jiyang-2023', 'URB', '垃圾没人清', { places: town('崔寨街道') })).toEqual(['崔寨街道办事处', '城市管理局']);
    expect(units('jiyang-2023', 'LND', '占了我家的地', { places: town('垛石镇') })).toEqual(['垛石镇人民政府', '自然资源和规划局']);
    expect(units('jiyang-2023', 'OTH', '', { places: town('回河街道办') })).toEqual(['回河街道办事处']);
  });

  it('the department leads what no town can settle, the town assists', () => {
    expect(units('jiyang-2023', 'MED', '医保停了', { places: town('垛石镇') })).toEqual(['医疗保障局', '垛石镇人民政府']);
  });

  it('without a town the department leads; where that is unclear too the document’s words stay, for a person', () => {
    const asks = asked('jiyang-2023', 'HOU', '物业乱收费');
    expect([asks.lead, asks.from, asks.why]).toEqual(['住房和城乡建设局', 'document', '本级文件规定由“事发镇街或主管部门”办理,文中没有写明镇街,由主管部门住房和城乡建设局主办']);
    expect(asked('jiyang-2023', 'OTH')).toMatchObject({ lead: '事发镇街或主管部门', why: expect.stringContaining('请人工指定') });
  });

  it('an office that is not named after its place comes from the profile', () => {
    const { profile, chain } = loadProfile('jiyang-2023');
    const own = { profile, chain: [{ ...profile, place_offices: { 孙耿: '孙耿街道办事处', 新市镇: '新市镇综合服务中心' } }, ...chain.slice(1)] };
    expect(departmentsOf({ category: 'URB', text: '', places: town('孙耿') }, own, TODAY).lead).toBe('孙耿街道办事处');
    expect(departmentsOf({ category: 'URB', text: '', places: town('新市镇') }, own, TODAY).lead).toBe('新市镇综合服务中心');
    expect(departmentsOf({ category: 'URB', text: '', places: town('constructor') }, own, TODAY).lead).toBe('城市管理局');
  });
});

describe('departments that divide work among their own sections', () => {
  it('jiangmen-2021: named categories to their section, the rest to the office, which reports on what is not its business', () => {
    expect(units('jiangmen-2021', 'CUL')).toEqual(['广电旅游和公共服务股']);
    expect(asked('jiangmen-2021', 'CUL').refer).toBeUndefined();
    expect(units('jiangmen-2021', 'EPI')).toEqual(['广电旅游和公共服务股', '办公室']);
    const wages = asked('jiangmen-2021', 'WAG', '工资三个月没发');
    expect([wages.lead, wages.assist]).toEqual(['办公室', ['各股室', '属下单位']]);
    expect(wages.refer).toMatchObject({ kind: '转报', to: '人力资源和社会保障局', advice: expect.stringContaining('转报') });
    expect(asked('jiangmen-2021', 'TRA', '红绿灯坏了').refer).toMatchObject({ kind: '转报', to: '公安局交通警察支队' });
    expect(asked('jiangmen-2021', 'OTH').refer).toBeUndefined();
  });

  it('zhejiang-mzt-2020: its own sections; other departments are not made to assist', () => {
    expect(asked('zhejiang-mzt-2020', 'REL', '低保停了', { secondary: ['MED'] })).toMatchObject({ lead: '社会救助处', assist: [], from: 'document' });
    expect(units('zhejiang-mzt-2020', 'ELD', '养老院停电', { secondary: ['CIV'] })).toEqual(['养老服务处', '社会事务处']);
    expect(asked('zhejiang-mzt-2020', 'EDU')).toMatchObject({ lead: '教育局', from: 'generic' });
  });

  it('hlj-fgw-2016: words pick the section of a split category; sections have their names of the day too', () => {
    expect(units('hlj-fgw-2016', 'DRC', '', {}, '2016-06-01')).toEqual(['投资处', '社会处', '移民办', '铁路处', '交通处', '农经处', '稽察办']);
    expect(units('hlj-fgw-2016', 'DRC')).toEqual(['投资处', '社会处', '水利厅', '铁路处', '交通处', '农经处', '审计厅']);
    expect(units('hlj-fgw-2016', 'DRC', 'ppp 项目何时签约')).toEqual(['投资处']);
    expect(asked('hlj-fgw-2016', 'DRC', '水的价格为什么涨', {}, '2016-06-01').lead).toBe('物价处');
    expect(units('hlj-fgw-2016', 'WAG')).toEqual(['办公室', '政研室']);
  });
});

describe('谁起草谁解读', () => {
  it('the unit that the text says has issued it', () => {
    expect(asked('national', 'POL', '市教育局刚出台的划片新规太不合理')).toMatchObject({ lead: '市教育局', from: 'drafting' });
    expect(asked('national', 'EDU', '教育局印发的摇号细则看不懂', { stance: '误解误读', flags: ['重大政策'] })).toMatchObject({ lead: '教育局', from: 'drafting' });
    expect(asked('yangzhou-2018', 'POL', '市卫计委发布的办法什么时候执行').lead).toBe('市卫生健康委员会');
  });

  it('else whoever is competent for what the policy is about, as the document names it', () => {
    expect(asked('yangzhou-2018', 'POL', '新政策不公平', { secondary: ['HOU'] })).toMatchObject({ lead: '市住房和城乡建设局', from: 'drafting' });
    expect(asked('national', 'POL', '封控政策', { secondary: ['EPI'] }).lead).toBe('卫生健康委员会');
    expect(asked('zhejiang-mzt-2020', 'POL', '补贴政策', { secondary: ['ELD'] }).lead).toBe('养老服务处');
  });

  it('else the document’s words, for a person', () => {
    expect(asked('yangzhou-2018', 'POL', '这政策不合理')).toMatchObject({ lead: '起草部门', from: 'document' });
    expect(asked('hlj-fgw-2016', 'POL', '这政策不合理', { secondary: ['MED'] })).toMatchObject({ lead: '起草处室' });
  });
});

describe('what the jurisdiction itself knows', () => {
  const yangzhou = loadProfile('yangzhou-2018');
  it('its own list of duties wins over its document and the general list', () => {
    const own = { ...yangzhou, chain: [{ ...yangzhou.profile, duties: { ENV: [{ words: ['油烟'], lead: '市综合执法局', assist: ['市环保局'] }] } }, ...yangzhou.chain.slice(1)] };
    expect(departmentsOf({ category: 'ENV', text: '油烟' }, own, TODAY)).toMatchObject({ lead: '市综合执法局', assist: ['市生态环境局', '城市管理局'], from: 'duties' });
    expect(departmentsOf({ category: 'ENV', text: '废水' }, own, TODAY).lead).toBe('市生态环境局');
  });

  it('its own history, where it is sure, wins over both; old names become those of the day', () => {
    const learned = { unit: '市卫计委', confidence: 0.917, learnedFrom: 12_000 };
    const asks = departmentsOf({ category: 'EDU', text: '打疫苗要通知学校吗' }, yangzhou, TODAY, learned);
    expect([asks.lead, asks.from]).toEqual(['市卫生健康委员会', 'learned']);
    expect(asks.why).toContain('本地 12000 件历史派单里,这样的件由市卫计委办理(把握 91%)');
    expect(departmentsOf({ category: 'EDU', text: '' }, yangzhou, '2018-07-01', learned).lead).toBe('市卫计委');
  });

  it('but a policy goes to its drafters all the same', () => {
    expect(departmentsOf({ category: 'POL', text: '市教育局出台的新规' }, yangzhou, TODAY, { unit: '市政务办', confidence: 0.99, learnedFrom: 9 }).lead).toBe('市教育局');
  });
});

describe('pointed elsewhere first', () => {
  it.each<[string, string]>([
    ['家里着火了,火势很大', '119'], ['燃气管道正在漏气', '119'], ['路口发生车祸有人受伤', '122'], ['有人要跳楼', '110'], ['老人突然昏迷', '120'],
  ])('紧急热线: %s', (text, to) => {
    const asks = asked('national', 'SAF', text, { urgency: '紧急' });
    expect(asks.refer).toMatchObject({ kind: '紧急热线', to });
    expect(asks.why.startsWith(`先转${to};`)).toBe(true);
    expect(asks.lead).not.toBe('');
    expect(asked('national', 'SAF', text, { urgency: '一般' }).refer).toBeUndefined();
  });

  it.each<[CategoryCode, string, string]>([
    ['PSE', '法院判决已经两年,对方还不执行', '人民法院'], ['WAG', '申请劳动仲裁后一直没开庭', '仲裁机构'], ['GRV', '村支书挪用公款', '纪检监察机关(12388)'],
    ['PSE', '不服处罚,想申请行政复议', '行政复议机构(司法行政部门)'], ['LND', '申请政府信息公开征地批文', '政府信息公开工作机构'], ['LND', '对信访复核意见不服', '信访机构'],
  ])('法定途径: %s %s', (category, text, to) => {
    expect(asked('national', category, text).refer).toMatchObject({ kind: '法定途径', to });
  });

  it.each(['路灯坏了三天', '物业乱收费', '小区停水', '希望增加公交班次', '学校食堂饭菜不新鲜', '夜市油烟'])('nobody is pointed elsewhere for: %s', (text) => {
    expect(asked('national', 'URB', text, { urgency: '紧急' }).refer).toBeUndefined();
  });

  it('an emergency comes before the way of the law, and that before the report to others', () => {
    expect(asked('jiangmen-2021', 'WAG', '有人要跳楼,说仲裁裁决不执行', { urgency: '紧急' }).refer?.kind).toBe('紧急热线');
    expect(asked('jiangmen-2021', 'WAG', '仲裁裁决不执行', { urgency: '紧急' }).refer?.kind).toBe('法定途径');
  });
});

it('whatever is asked: one lead, nobody twice, a reason, the same answer again', () => {
  const profiles = listProfiles().map((id) => loadProfile(id));
  const words = fc.constantFrom('油烟', '医保', '工地', '工资', '市教育局出台', '着火', '法院判决', '崔寨街道', '水库', '红绿灯', '(', '\u0000', '𠮷');
  fc.assert(fc.property(
    fc.record({
      category: fc.constantFrom(...CATEGORY_CODES), secondary: fc.uniqueArray(fc.constantFrom(...CATEGORY_CODES), { maxLength: 3 }),
      text: fc.array(fc.oneof(words, fc.string({ unit: 'binary' })), { maxLength: 8 }).map((p) => p.join('')), title: fc.option(fc.string()),
      places: fc.constantFrom<Place[]>([], town('崔寨街道'), town('孙耿')), flags: fc.subarray([...FLAGS]), urgency: fc.constantFrom(...URGENCIES), stance: fc.option(fc.constantFrom(...STANCES)),
    }),
    fc.constantFrom(...profiles), fc.constantFrom('2016-01-01', '2018-12-31', '2019-01-01', TODAY),
    (question, resolved, day) => {
      const asks = departmentsOf(question, resolved, day);
      expect(asks.lead).not.toBe('');
      expect(asks.why).not.toBe('');
      expect(new Set([asks.lead, ...asks.assist]).size).toBe(asks.assist.length + 1);
      expect(departmentsOf(question, resolved, day)).toEqual(asks);
    },
  ), { numRuns: 300 });
});

it('a hostile text is read in time', () => {
  for (const piece of ['法院', '申请公开', '干部', '信访', '(', '市教育局', '燃气', '已经']) expect(asked('national', 'POL', piece.repeat(200_000), { urgency: '紧急' }).lead).not.toBe('');
});
