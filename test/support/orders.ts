import { csvCell } from '../../ingest/rejects.ts';

/** Columns as a 12345 platform names them. */
export const ORDER_COLUMNS = [
  '工单编号', '受理时间', '诉求渠道', '诉求类型', '诉求标题', '诉求内容', '事发地址', '来电人', '联系电话',
  '主办单位', '协办单位', '工单状态', '答复意见', '答复时间', '办结时间',
] as const;
export type OrderColumn = (typeof ORDER_COLUMNS)[number];
export type Order = Record<OrderColumn, string>;

const PLACES = ['清河街道', '望江路', '柳桥新村', '北关市场', '栖霞巷', '临港大道', '石榴园小区', '东湖公园', '马家渡', '滨河二期'];
const MATTERS: [what: string, unit: string][] = [
  ['路灯连着几晚不亮,老人出门摔了一跤', '城市管理局'], ['楼下烧烤摊油烟很重,夜里两点还在吆喝', '城市管理局'],
  ['自来水发黄有铁锈味,问了水厂没有人答复', '住房和城乡建设局'], ['小学门口放学时段堵成一片,没有人疏导', '公安局交警支队'],
  ['工地停工后拖欠八名工人三个月工资', '人力资源和社会保障局'], ['公交线路改了站点,站牌没有换', '交通运输局'],
  ['想咨询灵活就业人员怎样参加医疗保险', '医疗保障局'], ['建议在社区增设一处母婴室', '卫生健康委员会'],
  ['超市卖的面包已经过期,要求退款被拒', '市场监督管理局'], ['化工厂夜间排放刺鼻气体', '生态环境局'],
  ['物业把公共绿地改成了停车位收费', '住房和城乡建设局'], ['村里的灌溉渠塌了一段,秧田没水', '水务局'],
];
const TAILS = ['请尽快处理。', '已经反映过两次。', '希望有个说法。', '来电人要求回电。', '情况属实请核查。', ''];
const TYPES = ['咨询', '建议', '求助', '投诉', '举报', ''];
const NAMES = ['', '陈某', '林女士', '匿名', '周先生'];

/** A small generator with a seed (mulberry32): the same seed, the same numbers. */
export function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Invented hotline orders, with an event that many speak of (every 20th order), the same words under other numbers,
 * telephone numbers in the text, orders with and without a unit.
 *
 * @param from,spanHours orders were received evenly over this span
 */
export function makeOrders(count: number, opts: { seed: number; from: Date; spanHours: number }): Order[] {
  const random = seeded(opts.seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  return Array.from({ length: count }, (_, k) => {
    const at = new Date(opts.from.getTime() + Math.floor((k / count) * opts.spanHours * 3_600_000));
    const place = pick(PLACES);
    const [what, unit] = pick(MATTERS);
    const house = Math.floor(random() * 400);
    const event = k % 20 === 7;
    const content = event
      ? `市民反映清河化肥厂储罐昨夜泄漏,厂区冒黄烟,附近居民头晕咳嗽,${pick(['要求公布检测结果', '担心孩子上学', '问是否需要疏散'])}。第 ${house} 号来电。`
      : `市民来电反映:${place}${house}号${what}。${pick(TAILS)}${random() < 0.2 ? `联系电话 138${String(10_000_000 + Math.floor(random() * 89_999_999))}` : ''}`;
    const sent = random() < 0.7;
    return {
      工单编号: `QH${wall(at).slice(0, 10).replaceAll('-', '')}${String(k).padStart(5, '0')}`,
      受理时间: wall(at), 诉求渠道: pick(['12345热线', '微信公众号', '']), 诉求类型: pick(TYPES), 诉求标题: event ? '化肥厂泄漏' : '',
      诉求内容: content, 事发地址: `${place}${house}号`, 来电人: pick(NAMES), 联系电话: `139${String(10_000_000 + k)}`,
      主办单位: sent ? unit : '', 协办单位: sent && random() < 0.3 ? '清河街道办事处' : '',
      工单状态: '待办理', 答复意见: '', 答复时间: '', 办结时间: '',
    };
  });
}

/** `2026-11-24 09:30:00` on the wall in Shanghai. */
export const wall = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

export function toCsv(orders: readonly Partial<Order>[], columns: readonly string[] = ORDER_COLUMNS, delimiter = ','): string {
  const line = (cells: readonly string[]) => `${cells.map(csvCell).join(delimiter)}\r\n`;
  return line(columns) + orders.map((o) => line(columns.map((c) => o[c as OrderColumn] ?? ''))).join('');
}
