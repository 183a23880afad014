import { describe, expect, it } from 'vitest';
import { secrecyHint } from '../../classify/secrecy-hint.ts';
import { figures, measured, present } from './measured.ts';

it.each([
  '文件右上角写着机密★10年',
  '网上流出一份机密级文件',
  '扫描件密级\uff1a秘密',
  '有人把内部通报截图发到业主群,写着严禁外传',
  '朋友圈在转市政府内部文件的照片',
  '据公安内部资料,此人早已迁出户口',
  '仅供领导参阅的材料被贴在论坛上',
  '此件不公开,请勿转发',
  '旧城改造拆迁方案还没公布,村里已经有人拿到内部流出的版本',
  '干部名单先别外传',
  '招聘考试试题提前泄露',
  '工程标底被泄露给一家公司',
  '同事把涉密电脑带回了家',
  '单位有失泄密隐患',
  '掌握着国家秘密的人出境没有报告',
  '昨晚看到东海舰队几艘军舰紧急出动',
  '31234部队今天开拔,车队经过我们镇',
  '网友航拍军用机场并发了照片',
  '弹药库岗哨位置图',
  '部队番号是什么',
])('%s: a person should look', (text) => {
  expect(secrecyHint(text)).toBe(true);
});

it.each([
  '请为举报人保密', '宽带密码忘了', '秘密花园小区停水', '长寿的秘密', '手机新机涉密参数曝光', '综艺剧透:内部资料流出', '公司内部会议纪要曝光', '泄露商业秘密怎么举报',
  '物业账目从不公开', '领导批示后仍未解决', '红头文件何时下发', '省军区大院门口违停', '退伍军人优待证怎么办', '武警官兵抗洪抢险', '部队子女入学政策', '保密宣传教育月活动通知',
  '美军军舰驶离', '以色列绝密文件外泄', '小区门禁密码告诉外人', '海事雷达站围墙标语写错', '我是现役军人,转业到哪里', '内部道路坑洼', '', '路灯坏了',
])('%s: nothing of it', (text) => {
  expect(secrecyHint(text)).toBe(false);
});

it.each(['密', '内部', '东海舰队', '机密', '不公开', '集结', '雷达站', '部队番号', '31234部队', '涉密'])('a long text of %s ends', (piece) => {
  expect(typeof secrecyHint(piece.repeat(30_000))).toBe('boolean');
});

describe.skipIf(!present)('against real messages picked by suspicious words', () => {
  interface Labelled { file: string; row: number; start: number; length: number; sha: string; half: 'rules' | 'held'; secret: boolean }

  it.each(['rules', 'held'] as const)('half %s: hardly anything missed, hardly anything called wrongly', async (half) => {
    const rows = await measured<Labelled>(new URL('labels-secrecy.json', import.meta.url), half);
    expect(rows).toHaveLength(130);
    const judged = rows.map((row) => ({ want: row.secret, told: secrecyHint(row.text) }));
    const { precision, recall } = figures(judged.filter((j) => j.want && j.told).length, judged.filter((j) => j.told).length, judged.filter((j) => j.want).length);
    expect(precision).toBeGreaterThanOrEqual(0.75);
    expect(recall).toBeGreaterThanOrEqual(0.85);
  }, 60_000);
});
