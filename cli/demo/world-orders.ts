import { addDays, CATEGORY_CODES, shanghaiDay, startOfDay, type CategoryCode, type RequestType, type WorkCalendar } from '../../model/index.ts';
import { EVENT_CALLS } from './world-event.ts';
import { MESSAGES } from './world-messages.ts';
import type { Random } from './world-random.ts';
import { acrossMakeUp, daytime, rising, type AcrossMakeUp } from './world-times.ts';
import { ANSWERED, UNITS } from './world-units.ts';

/** One work order of the hotline, before it is written into a spreadsheet. */
export interface Order {
  orderNo: string;
  receivedAt: Date;
  category: CategoryCode;
  type: RequestType;
  place: string;
  text: string;
  caller: string;
  phone: string;
  unit: string;
  status: '待签收' | '办理中' | '已办结';
  reply: string;
  closedAt: Date | null;
}

export interface Orders {
  /** By time of receipt, numbers ascending. */
  all: Order[];
  makeUp: AcrossMakeUp & { orderNo: string };
}

const DAY = 86_400_000;
const CALLERS = ['张先生', '李女士', '王女士', '刘先生', '陈女士', '赵先生', '孙女士', '周先生', '郑女士', '匿名'] as const;
const MAKE_UP_TEXT = '翠湖天地南门的雨水篦子堵了半个多月，污水漫到台阶上，社区和物业都说已经上报，可一直没人来疏通。';

/** The hotline's month: what is told anyway, the rising matter, and one older complaint across a make-up day. */
export function makeOrders(now: Date, calendar: WorkCalendar, random: Random): Orders {
  const ordinary = CATEGORY_CODES.flatMap((category) => MESSAGES[category].map(([type, place, text]) => ({ category, type, place, text })));
  const told = random.shuffle(ordinary).map((said, i) => ({
    ...said, text: said.text + ending(said.type, said.category, random), receivedAt: daytime(now, daysAgo(i / ordinary.length, random), random),
  }));
  const calls = rising(now, EVENT_CALLS.length).map((receivedAt, i) => ({
    category: 'FDS' as const, type: i % 4 === 3 ? '求助' as const : '投诉' as const, place: '清河市第三小学', text: EVENT_CALLS[i] ?? '', receivedAt,
  }));
  const makeUp = acrossMakeUp(now, calendar);
  const older = { category: 'UTI' as const, type: '投诉' as const, place: '翠湖天地', text: MAKE_UP_TEXT, receivedAt: makeUp.receivedAt };

  const inTime = [...told, ...calls, older].sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
  const all = numbered(inTime).map((order) => {
    const { unit, handled } = UNITS[order.category];
    const open = order.text === MAKE_UP_TEXT || order.place === '清河市第三小学';
    const closedAt = open ? null : closing(order.receivedAt, now, random);
    const settled = closedAt === null
      ? { status: now.getTime() - order.receivedAt.getTime() < DAY ? '待签收' as const : '办理中' as const, reply: '' }
      : { status: '已办结' as const, reply: (ANSWERED[order.type] ?? handled).replace('{place}', order.place || '现场') };
    return {
      ...order, ...settled, closedAt,
      caller: random.pick(CALLERS), phone: `1380000${String(1000 + random.int(9000))}`,
      unit: random.next() < 0.12 ? '' : unit,
    };
  });
  return { all, makeUp: { ...makeUp, orderNo: all.find((o) => o.text === MAKE_UP_TEXT)?.orderNo ?? '' } };
}

/** Two in three of those who want something done say who should do it. */
function ending(type: RequestType, category: CategoryCode, random: Random): string {
  const wants = type === '投诉' || type === '举报' || type === '求助';
  return wants && random.next() < 0.66 ? random.pick(UNITS[category].asks) : '';
}

/** Three quarters within a fortnight, the rest in the three weeks before it. */
function daysAgo(share: number, random: Random): number {
  return share < 0.75 ? random.int(14) : 14 + random.int(21);
}

/** The older an order is, the likelier it has been answered: in office hours, two to six days after it came. */
function closing(receivedAt: Date, now: Date, random: Random): Date | null {
  const day = addDays(shanghaiDay(receivedAt), 2 + random.int(5));
  const at = new Date(startOfDay(day).getTime() + Math.floor((9 + 8.5 * random.next()) * 3_600) * 1_000);
  return at < now && random.next() < 0.88 ? at : null;
}

/** Order numbers as such a platform gives them: the day and a running number, `20261124000417`. */
function numbered<T extends { receivedAt: Date }>(inTime: T[]): (T & { orderNo: string })[] {
  const next = new Map<string, number>();
  return inTime.map((order) => {
    const day = shanghaiDay(order.receivedAt).replaceAll('-', '');
    const n = (next.get(day) ?? 400) + 7;
    next.set(day, n);
    return { ...order, orderNo: `${day}${String(n).padStart(6, '0')}` };
  });
}
