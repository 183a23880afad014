import { readdirSync, readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../ingest/policy/read.ts';

const now = new Date('2026-11-24T12:00:00Z');
const documents = new URL('documents/', import.meta.url);
const bytesOf = (file: string) => readFileSync(new URL(file, documents));

interface About { title: string | null; number: string | null; issuer: string | null; issuedAt: string | null; effectiveAt: string | null; truncated: boolean }
type Row = [no: number, heading: string, begins: string, lead: string[], assist: string[], due: string | null];

/** What a person finds in each of the documents that stand beside this file. */
const FACTS: [file: string, about: About, tasks: Row[]][] = [
  ['appointment.txt', { title: '关于任免王某某等同志职务的通知', number: '滨政人〔2022〕3号', issuer: '滨海县人民政府', issuedAt: '2022-05-06', effectiveAt: null, truncated: false }, [
  ]],
  ['bold-page.html', { title: '江北市2019年政府信息公开重点工作安排', number: null, issuer: null, issuedAt: '2019-04-02', effectiveAt: null, truncated: false }, [
    [1, '\uff08一\uff09重大决策预公开', '重大决策预公开。\n对', ['市司法局'], ['各区县', '市政府各部门'], null],
    [2, '\uff08二\uff09会议开放', '会议开放。\n邀请利益', ['市政府办公厅'], [], '2019-09-30'],
    [3, '\uff08三\uff09政策解读', '政策解读。解读材料应', ['市政府办公厅', '各起草部门'], [], null],
    [4, '\uff08四\uff09回应关切', '回应关切。', ['市委网信办', '市政府新闻办'], ['各部门'], '2019-12-10'],
  ]],
  ['box-table.txt', { title: '关于印发《南湖新区2020年政务公开工作任务分解》的通知', number: '南管办发〔2020〕7号', issuer: '南湖新区管委会办公室', issuedAt: '2020-06-30', effectiveAt: null, truncated: false }, [
    [1, '', '请各部门于7月5日前', ['各部门'], [], '2020-07-05'],
    [2, '', '规范依申请公开办理\uff0c', ['办公室'], [], null],
    [3, '', '完善新媒体台账\uff0c清理', ['宣传部', '各部门'], [], '2020-09-30'],
  ]],
  ['decree.txt', { title: '青山县户外广告管理办法', number: '青山县人民政府令第12号', issuer: '青山县人民政府', issuedAt: null, effectiveAt: '2022-03-01', truncated: false }, [
    [1, '第三条 县城市管理局负责户外广告设置的监督管理工作', '县城市管理局负责户外', ['县城市管理局'], ['县市场监管局'], null],
    [2, '第四条 设置人应当在期满后3个工作日内自行拆除', '设置人应当在期满后3', [], [], null],
  ]],
  ['event-notice.txt', { title: '关于开展2021年“政府开放日”活动的通知', number: null, issuer: '市生态环境局办公室', issuedAt: '2021-08-16', effectiveAt: null, truncated: false }, [
    [1, '1.请各单位于8月25日前报送方案', '请各单位于8月25日', ['各单位'], [], '2021-08-25'],
    [2, '2.宣传科负责报道', '宣传科负责报道;', ['宣传科'], [], null],
    [3, '3.活动结束后5个工作日内报送总结', '活动结束后5个工作日', [], [], null],
  ]],
  ['fragment.txt', { title: null, number: null, issuer: null, issuedAt: null, effectiveAt: null, truncated: true }, [
    [1, '(三)落实解读责任', '落实解读责任。坚持“', ['区直各部门'], [], null],
    [2, '(四)丰富解读形式', '丰富解读形式。运用图', ['区融媒体中心', '区直各部门'], [], null],
    [3, '(五)健全监测机制', '健全监测机制。建立舆', ['区委宣传部(区政府新闻办)', '区委网信办'], [], '2023-10-31'],
  ]],
  ['inline-labels.txt', { title: '市卫健委2024年度重点工作责任分解', number: null, issuer: '市卫健委', issuedAt: null, effectiveAt: null, truncated: true }, [
    [1, '1\uff0e推进县域医共体建设', '推进县域医共体建设。', ['医政处'], ['基层处', '药政处'], '2024-11-30'],
    [2, '2\uff0e开展免费“两癌”筛查5万人', '开展免费“两癌”筛查', ['妇幼处'], [], '2024-12-15'],
    [3, '3\uff0e办好“12345”热线转办件\uff0c按期办结率达98%', '办好“12345”热', ['办公室', '信访处'], [], null],
    [4, '4\uff0e制定《托育机构管理办法》', '制定《托育机构管理办', ['人口家庭处'], ['法规处'], '2024-06-30'],
  ]],
  ['labels-below.txt', { title: '2020年全县脱贫攻坚重点工作要点', number: null, issuer: null, issuedAt: null, effectiveAt: null, truncated: false }, [
    [1, '1.完善监测机制', '完善监测机制。对边缘', ['县扶贫办'], ['县民政局', '县医保局'], '2020-06-30'],
    [2, '2.推进产业扶贫', '推进产业扶贫。扶持合', ['县农业农村局'], ['县财政局', '各乡镇人民政府'], '2020-12-31'],
    [3, '3.严格督查考核', '严格督查考核。每季度', ['县委督查室', '县政府督查室'], [], null],
    [4, '4.做好宣传引导', '做好宣传引导。及时回', ['县委宣传部'], [], null],
    [5, '5.加大“12345”发展战略宣讲力度', '加大“12345”发', ['县委宣传部'], ['县融媒体中心'], '2020-09-20'],
  ]],
  ['layout-tables.html', { title: '关于印发某县2018年政务公开工作安排的通知', number: null, issuer: '某县人民政府办公室', issuedAt: '2018-05-03', effectiveAt: null, truncated: false }, [
    [1, '一、推进“五公开”', '推进“五公开”。各单', ['各单位'], [], null],
    [2, '二、办理“两会”建议提案', '办理“两会”建议提案', ['县政府办'], [], '2018-08-31'],
  ]],
  ['letter-prose.txt', { title: '关于进一步做好冬季清洁取暖工作的函', number: null, issuer: '青山县人民政府办公室', issuedAt: '2021-11-28', effectiveAt: null, truncated: false }, [
    [1, '', '县住建局要会同热力公', ['县住建局'], ['热力公司'], '2021-12-15'],
    [2, '', '县发改局牵头做好天然', ['县发改局', '县财政局'], [], null],
    [3, '', '各乡镇要落实属地责任', ['各乡镇'], [], null],
  ]],
  ['notice-items.txt', { title: '临江区教育局关于做好2023年秋季学期校园安全工作的通知', number: '临教〔2023〕45号', issuer: '临江区教育局', issuedAt: '2023-08-10', effectiveAt: null, truncated: false }, [
    [1, '(一)开展隐患排查', '开展隐患排查。各学校', ['各学校'], [], '2023-08-25'],
    [2, '(二)强化食堂管理', '强化食堂管理。严格落', ['后勤科', '卫生与艺术教育科'], [], null],
    [3, '(三)加强值班值守', '加强值班值守。节假日', ['局办公室'], ['各科室'], null],
  ]],
  ['opinion-pdf.txt', { title: '滨江市人民政府关于加强城市内涝治理的实施意见', number: '滨政发〔2021〕9号', issuer: '滨江市人民政府', issuedAt: '2021-06-01', effectiveAt: '2021-07-01', truncated: false }, [
    [1, '(三)河湖水系治理', '河湖水系治理。202', ['市水务局'], ['市财政局', '各区政府'], '2021-12-31'],
    [2, '(四)管网改造', '管网改造。1.开展排', ['市住房城乡建设局', '市城管局'], [], null],
    [3, '(五)应急处置', '应急处置。建立“1+', ['市应急管理局', '市气象局'], [], null],
    [4, '(六)加强监督', '加强监督。市纪委监委', ['市纪委监委机关', '市委组织部'], [], null],
  ]],
  ['page-copied.txt', { title: '北岭县人民政府办公室关于做好2020年春节期间烟花爆竹禁放工作的通知', number: '北政办字〔2019〕88号', issuer: '北岭县人民政府办公室', issuedAt: '2019-12-28', effectiveAt: null, truncated: false }, [
    [1, '一、加强宣传引导', '加强宣传引导。县融媒', ['县融媒体中心'], [], '2020-01-10'],
    [2, '二、严格源头管控', '严格源头管控。县应急', ['县应急管理局'], ['县公安局', '县市场监管局'], '2020-01-15'],
    [3, '三、强化巡查执法', '强化巡查执法。县公安', ['县公安局'], ['县生态环境分局'], null],
  ]],
  ['page-two-headers.html', { title: '青岩区2022年民生工程责任分解表', number: null, issuer: null, issuedAt: null, effectiveAt: null, truncated: false }, [
    [1, '教育', '新增公办幼儿园学位1', ['区教体局'], ['区财政局', '区自然资源分局'], '2022-08-31'],
    [2, '教育', '改造农村学校食堂15', ['区教体局'], ['各镇(街道)'], '2022-12-31'],
    [3, '教育', '配备校医30名', ['区教体局'], ['区卫健局'], '2022-12-31'],
    [4, '医疗', '开展65岁以上老人免', ['区卫健局'], [], '2022-06-30'],
  ]],
  ['persons-cut.txt', { title: '2022年某某区政府工作报告重点任务分工', number: null, issuer: null, issuedAt: null, effectiveAt: null, truncated: true }, [
    [1, '1、新签约亿元以上项目20个', '新签约亿元以上项目2', ['区商务局', '区投促中心'], [], '2022-12-31'],
    [2, '2、完成固定资产投资80亿元', '完成固定资产投资80', ['区发改局', '各镇'], [], null],
    [3, '3、新建改扩建学校3所,', '新建改扩建学校3所', ['区教育局'], ['区住建局'], null],
  ]],
  ['plan-with-labels.txt', { title: '××县人民政府办公室关于印发《××县2023年度提升政务服务水平工作方案》的通知', number: '×政办发〔2023〕18号', issuer: '××县人民政府办公室', issuedAt: '2023-04-12', effectiveAt: null, truncated: false }, [
    [1, '一、工作目标', '工作目标\n到2023', [], [], '2023-12-31'],
    [2, '1.规范窗口设置', '规范窗口设置。设置“', ['县行政审批局'], ['县直有关部门', '各乡镇'], '2023-05-31'],
    [3, '2.推行延时服务', '推行延时服务。', ['县行政审批局'], [], null],
    [4, '3.编制办事指南', '编制办事指南。6月底', ['县行政审批局', '县大数据中心'], [], '2023-06-30'],
    [5, '4.归集电子证照', '归集电子证照。到20', ['县大数据中心'], ['县公安局', '县民政局'], '2024-03-31'],
    [6, '(一)加强组织领导', '加强组织领导。成立工', [], [], null],
    [7, '(二)强化督导问效', '强化督导问效。县政府', ['县政府督查室'], [], '2023-12-20'],
  ]],
  ['plan.md', { title: '城关镇人居环境整治实施方案', number: null, issuer: null, issuedAt: null, effectiveAt: null, truncated: false }, [
    [1, '一、目标任务', '目标任务\n到2021', [], [], '2021-12-31'],
    [2, '\uff08一\uff09清垃圾', '清垃圾\n各村\uff08居\uff09委', ['镇环卫所', '各村\uff08居\uff09委会'], [], '2021-05-20'],
    [3, '1. 摸清底数', '摸清底数。由镇水利站', ['镇水利站'], [], '2021-04-30'],
    [4, '2. 分类治理', '分类治理。镇村建办负', ['镇村建办'], [], '2021-12-31'],
  ]],
  ['short-notice.txt', { title: '关于2021年度档案工作的通知', number: null, issuer: null, issuedAt: null, effectiveAt: null, truncated: false }, [
    [1, '1、综合科负责收集整理\uff0c6月底前移交', '综合科负责收集整理\uff0c', ['综合科'], [], '2021-06-30'],
    [2, '2、各科室指定1名档案员\uff0c名单于3月5日前报综合科', '各科室指定1名档案员', ['各科室'], [], '2021-03-05'],
    [3, '3、档案室每年1月31日前完成上年度归档\uff0c季度末通报进度', '档案室每年1月31日', ['档案室'], [], '2021-01-31'],
  ]],
  ['short-points.txt', { title: '某某市2020年度“放管服”改革重点任务', number: null, issuer: null, issuedAt: null, effectiveAt: null, truncated: false }, [
    [1, '1.压减审批时限', '压减审批时限', ['市审批局', '市住建局'], [], '2020-09-30'],
    [2, '2.取消证明事项', '取消证明事项。年底前', ['市司法局'], ['各部门'], '2020-12-31'],
    [3, '3.推进跨省通办,年内实现10项高频事项“跨省通办”', '推进跨省通办,年内实', ['市审批局'], [], '2020-12-31'],
    [4, '4.2020年11月20日前完成系统对接', '2020年11月20', ['市大数据局'], [], '2020-11-20'],
    [5, '5.清理规范收费,', '清理规范收费', ['市发改委'], [], null],
  ]],
  ['site-page.html', { title: '关于印发《清河市2024年营商环境重点任务分工方案》的通知', number: '清政办发〔2024〕12号', issuer: '清河市人民政府办公室', issuedAt: '2024-03-15', effectiveAt: null, truncated: false }, [
    [1, '企业开办', '推行“一窗通办”,压', ['市市场监管局'], ['市税务局', '市人社局'], '2024-06-30'],
    [2, '企业开办', '推广电子营业执照应用', ['市市场监管局'], ['各镇街'], null],
    [3, '企业注销', '梳理简易注销清单并向', ['市行政审批局'], [], '2024-09-30'],
  ]],
  ['table-bars-empty.txt', { title: null, number: null, issuer: null, issuedAt: null, effectiveAt: null, truncated: false }, [
    [1, '一、稳就业', '落实稳岗返还。', ['市人社局'], ['市财政局', '市税务局'], '2020-09-30'],
    [2, '一、稳就业', '开发公益岗位500个', ['市人社局'], ['市财政局', '市税务局'], '2020-11-30'],
    [3, '二、稳物价', '投放储备肉。', ['市商务局', '市发改委'], ['各区'], null],
    [4, '二、稳物价', '加强价格巡查\uff0c严查哄', ['市市场监管局'], [], null],
  ]],
  ['table-continued.txt', { title: null, number: null, issuer: null, issuedAt: null, effectiveAt: null, truncated: false }, [
    [1, '', '公开预决算', ['财政局'], [], '2026-10-31'],
    [2, '', '公开招考信息', ['人社局', '教育局'], [], null],
    [3, '', '更新公开指南', ['办公室'], ['各股室'], '2026-07-15'],
  ]],
  ['table-fixed.txt', { title: '政务公开重点工作任务清单', number: null, issuer: null, issuedAt: null, effectiveAt: null, truncated: false }, [
    [1, '', '编制主动公开目录', ['办公室'], ['各科室'], '2021-03-31'],
    [2, '', '修订信息公开指南并报', ['政策法规科'], [], '2021-04-30'],
    [3, '', '举办政府开放日活动', ['办公室', '宣教中心'], [], '2021-12-31'],
  ]],
  ['table-loose-bars.txt', { title: '2020年度绩效任务', number: null, issuer: null, issuedAt: null, effectiveAt: null, truncated: false }, [
    [1, '', '及时回应网民留言,3', ['办公室', '各股室', '属下单位'], [], null],
    [2, '', '12月10日前报送总', ['办公室', '各股室', '属下单位'], [], '2020-12-10'],
    [3, '', '完善台账。', ['计划财务股'], ['各股室'], null],
    [4, '', '整理档案。', ['计划财务股'], ['各股室'], null],
  ]],
  ['table-markdown-cut.txt', { title: null, number: null, issuer: null, issuedAt: null, effectiveAt: null, truncated: true }, [
    [1, '', '修订应急预案', ['应急管理局'], ['消防救援大队'], '2022-06-30'],
    [2, '', '开展联合演练', ['应急管理局'], ['消防救援大队'], '2022-09-10'],
    [3, '', '上报总结材料', ['应急管理局'], ['消防救援大队'], '2022-01-31'],
    [4, '', '建立值守轮', ['应急管理局'], ['消防救援大队'], null],
  ]],
  ['table-section-rows.txt', { title: '2019年全市政务公开工作要点任务分工', number: null, issuer: null, issuedAt: null, effectiveAt: null, truncated: false }, [
    [1, '加强政策解读', '重要政策出台后\uff0c主要', ['各部门'], [], null],
    [2, '加强政策解读', '解读材料与文件同步起', ['各部门'], [], null],
    [3, '回应社会关切', '做好舆情监测预警\uff0c重', ['市委网信办', '市政府新闻办'], ['各部门'], null],
    [4, '政府网站', '2019年6月30日', ['市政府办公室', '市大数据局'], [], '2019-06-30'],
    [5, '政务新媒体', '“12345”公众号', ['市政府办公室'], [], '2019-09-30'],
  ]],
  ['table-tabs.txt', { title: '2022年度民生实事任务分解表', number: null, issuer: null, issuedAt: null, effectiveAt: null, truncated: false }, [
    [1, '老旧小区改造', '完成12个小区雨污分', ['区住建局'], ['各街道'], '2022-11-30'],
    [2, '老旧小区改造', '加装电梯20部', ['区住建局'], ['区市场监管局', '各街道'], '2022-12-20'],
    [3, '养老服务', '新建助餐点15处', ['区民政局'], [], '2022-09-30'],
    [4, '就业', '举办招聘会10场', ['区人社局'], ['区总工会', '区残联'], null],
  ]],
  ['times-in-brackets.txt', { title: '重点任务分工', number: null, issuer: null, issuedAt: null, effectiveAt: null, truncated: true }, [
    [1, '\uff08一\uff09稳妥推进机构改革信息公开', '稳妥推进机构改革信息', ['市委编办', '各有关部门'], [], '2024-12-31'],
    [2, '\uff08二\uff09加强公共监管信息公开', '加强公共监管信息公开', ['市市场监管局', '市生态环境局', '市应急局', '各县\uff08市、区\uff09人民政府'], [], null],
    [3, '\uff08三\uff09深化12345热线数据公开', '深化12345热线数', ['市热线办'], ['各承办单位'], null],
    [4, '\uff08四\uff09提升解读质量', '提升解读质量。政策性', ['各文件起草单位'], [], null],
    [5, '\uff08五\uff09做好重大突发事件信息发布', '做好重大突发事件信息', ['市委宣传部', '市应急管理局', '市公安局'], [], null],
  ]],
  ['two-offices.txt', { title: '中共云岭县委办公室云岭县人民政府办公室印发《关于加强基层治理的若干措施》的通知', number: '云办发〔2022〕6号', issuer: '中共云岭县委办公室、云岭县人民政府办公室', issuedAt: '2022-03-09', effectiveAt: null, truncated: false }, [
    [1, '1.健全网格体系', '健全网格体系。按照每', ['县委政法委', '各乡镇(街道)'], [], '2022-04-30'],
    [2, '2.落实“吹哨报到”', '落实“吹哨报到”。建', ['县直各部门'], [], null],
    [3, '3.规范12345热线办理', '规范12345热线办', ['县政务服务中心'], ['各承办单位'], null],
  ]],
  ['word.htm', { title: '东湖街道2021年政务公开工作分工方案', number: null, issuer: null, issuedAt: null, effectiveAt: null, truncated: false }, [
    [1, '一、加强解读', '发布图解,年内不少于', ['党政办'], ['各科室', '各社区'], '2021-12-31'],
    [2, '一、加强解读', '答复群众留言。', ['党政办'], [], null],
  ]],
  ['wrapped.txt', { title: '云溪市文化广电和旅游局2025年暑期文旅市场安全监管工作方案', number: null, issuer: '云溪市文化广电和旅游局', issuedAt: null, effectiveAt: null, truncated: false }, [
    [1, '\uff08一\uff09开展专项检查', '开展专项检查。对景区', ['市场管理科'], ['综合执法支队', '各县\uff08市、区\uff09文旅局'], '2025-06-20'],
    [2, '\uff08二\uff09规范网络预约', '规范网络预约。督促A', ['公共服务科', '资源开发科'], [], null],
    [3, '\uff08三\uff09做好舆情应对', '做好舆情应对。对“1', ['局办公室', '市场管理科'], [], null],
    [4, '三、有关要求', '有关要求\n请各单位于', ['各单位'], [], '2025-09-10'],
  ]],
];

/** Other people's texts: a walk, news, an export of work orders. */
const OTHERS = ['news.txt', 'orders.csv', 'walk.txt'];

const rowsOf = (bytes: Uint8Array): Row[] => readPolicy(bytes, { now }).document.tasks.map(({ no, section, text, lead, assist, due }) => [no, section.at(-1) ?? '', text.slice(0, 10), lead, assist, due]);

describe('readPolicy', () => {
  it.each(FACTS)('%s', (file, about, tasks) => {
    const { ok, error, document } = readPolicy(bytesOf(file), { now });
    expect({ ok, error }).toEqual({ ok: true, error: undefined });
    expect(document).toMatchObject(about);
    expect(rowsOf(bytesOf(file))).toEqual(tasks);
  });

  it('each document has its facts, or is none', () => {
    expect(readdirSync(documents).sort()).toEqual([...FACTS.map(([file]) => file), ...OTHERS].sort());
  });

  it.each(FACTS)('%s reads the same in GB18030', (file, about, tasks) => {
    const bytes = iconv.encode(bytesOf(file).toString('utf8'), 'gb18030');
    expect(readPolicy(bytes, { now }).document).toMatchObject(about);
    expect(rowsOf(bytes)).toEqual(tasks);
  });

  it.each(FACTS.filter(([file]) => !file.endsWith('l') && !file.endsWith('.htm')))('%s reads the same with Windows line ends', (file, about, tasks) => {
    const bytes = Buffer.from(bytesOf(file).toString('utf8').replaceAll('\n', '\r\n'));
    expect(readPolicy(bytes, { now }).document).toMatchObject(about);
    expect(rowsOf(bytes)).toEqual(tasks);
  });

  it.each(OTHERS)('%s is no policy document', (file) => {
    const { ok, error, document } = readPolicy(bytesOf(file), { now, name: file });
    expect({ ok, code: error?.code, next: error?.nextStep, tasks: document.tasks }).toEqual({ ok: false, code: 'POLICY_UNREADABLE', next: 'skip', tasks: [] });
    expect(error?.message).toContain(file);
  });

  it.each([
    ['%PDF-1.7 ...', 'PDF'], ['PK\u0003\u0004....', 'Word'], ['\u00d0\u00cf\u0011\u00e0....', 'Word'], ['{\\rtf1 x}', 'RTF'], ['', '\u7a7a'], ['{"a": [1, 2]}', '\u653f\u7b56\u6587\u4ef6'],
  ])('%j says what it is', (bytes, says) => {
    const { ok, error } = readPolicy(Buffer.from(bytes, 'latin1'), { now });
    expect({ ok, code: error?.code }).toEqual({ ok: false, code: 'POLICY_UNREADABLE' });
    expect(error?.message).toContain(says);
  });

  const tasksIn = (text: string) => rowsOf(Buffer.from(text)).map(([, , begins, lead, assist, due]) => [begins, lead, assist, due]);

  it('a deadline behind the naming of offices is no task of its own', () => {
    const head = '关于开展食堂排查的通知\n南食安办〔2025〕3号\n各成员单位:\n';
    expect(tasksIn(`${head}1.排查校园食堂。牵头单位:市教育局,配合单位:市卫健委。(2025年9月1日前完成)\n2.排查养老机构。牵头单位:市民政局。10月\n底前完成。\n`)).toEqual([
      ['排查校园食堂。', ['市教育局'], ['市卫健委'], '2025-09-01'], ['排查养老机构。', ['市民政局'], [], '2025-10-31'],
    ]);
  });

  it('a deadline behind its label ends a document, and a paragraph above a table', () => {
    const list = '南湖市提升道路责任清单\n1.修复道路20条。\n牵头单位:市住建局\n完成时限:2025年8月15日\n2.增设天桥3座\n牵头单位:市交通局(按职责分工)\n完成时限:2026年一季度\n';
    expect(readPolicy(Buffer.from(list), { now }).document.truncated).toBe(false);
    expect(tasksIn(list).map(([, lead, , due]) => [lead, due])).toEqual([[['市住建局'], '2025-08-15'], [['市交通局'], '2026-03-31']]);
    const page = '<p>关于印发健身计划的通知</p><p>南政发〔2025〕1号</p><p>1.培育赛事。市体育局牵头。完成时限:2026年6月30日</p><table><tr><td>指标</td><td>2025年</td></tr><tr><td>步道</td><td>100</td></tr></table>';
    expect(tasksIn(page)).toEqual([[expect.stringMatching(/^培育赛事/), ['市体育局'], [], '2026-06-30']]);
  });

  it('a table of tasks alone is a document', () => {
    const { ok, document } = readPolicy(Buffer.from('序号   任务内容     牵头单位    配合单位     完成时限\n1      编制规划     市发改委    市财政局     2025年3月31日前\n2      项目开工     市住建局    各县区       2025年6月\n'), { now });
    expect({ ok, due: document.tasks.map((task) => task.due) }).toEqual({ ok: true, due: ['2025-03-31', '2025-06-30'] });
  });

  it('takes no words for a hotline that are none', () => {
    const { keywords } = readPolicy(bytesOf('labels-below.txt'), { now }).document;
    expect(keywords.length).toBeGreaterThanOrEqual(3);
    expect(keywords.filter((word) => word.includes('12345'))).toEqual([]);
  });

  it('reads the rules a document states', () => {
    expect(readPolicy(bytesOf('bold-page.html'), { now }).document).toMatchObject({ interpretWithinWorkdays: 3, threeSync: null });
    expect(readPolicy(bytesOf('notice-items.txt'), { now }).document).toMatchObject({ interpretWithinWorkdays: null });
  });

  it('says what a person should check', () => {
    const notes = (file: string) => readPolicy(bytesOf(file), { now }).document.notes.join('\n');
    expect(notes('table-markdown-cut.txt')).toContain('建立值守轮');
    expect(notes('notice-items.txt')).toMatch(/8月25日前;8月底前.+2023-08-25/);
    expect(notes('plan.md')).toBe('');
  });
});
