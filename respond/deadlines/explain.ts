import { addDays, shanghaiDay, shanghaiText, type ClockSpec, type CountedDeadline } from '../../model/index.ts';
import { PAUSED } from './days.ts';

/** A counted deadline with whatever is known of its rule: a planned one, or a row as the database keeps it. */
export interface Explainable extends Pick<CountedDeadline, 'dueAt' | 'countedDays' | 'skippedDays' | 'provisional'> {
  /** A `ClockSpec`; rows read back know it only as an object. */
  clock?: object;
  /** The event it starts from: received_at, dispatched_at … */
  starts?: string | undefined;
  basis?: string;
  authorityText?: string;
}

/** What happened at the start, as a desk says it. */
const EVENT: Readonly<Record<string, string>> = {
  received_at: '收到', dispatched_at: '派单', accepted_at: '受理', known_at: '知悉', detected_at: '发现', closed_at: '办结',
  due_at: '原到期', raw_last_day: '原期限届满', changed_at: '变更', document_published_at: '文件公开',
};
const WEEKDAY = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;
/** Up to so many counted days are named one by one. */
const NAMED_SINGLY = 10;

/**
 * How a deadline was counted, as a desk shows it:
 * `2026-10-09 16:20 收到,次日起算5个工作日:10-10(周六,调休上班)、10-12、10-13、10-14、10-15;其间不计:10-11(周日)。截止 2026-10-15 24:00。依据:…;本级未规定,采用缺省`
 */
export function explainDeadline(d: Explainable & { startsAt: Date }): string;
export function explainDeadline(d: Explainable, startsAt: Date): string;
export function explainDeadline(d: Explainable & { startsAt?: Date }, startsAt = d.startsAt as Date): string {
  const year = shanghaiDay(startsAt).slice(0, 4);
  const sentences = [
    `${instant(startsAt)} ${EVENT[d.starts ?? ''] ?? '起'},${how(d, year)}`,
    `截止 ${instant(d.dueAt)}`,
    ...(d.provisional ? [`暂定:${shanghaiDay(d.dueAt).slice(0, 4)}年放假安排尚未公布,公布后重算`] : []),
    ...(d.basis === undefined ? [] : [`依据:${[d.basis, d.authorityText].filter(Boolean).join(';')}`]),
  ];
  return sentences.join('。');
}

/** For a list: `2026-10-15(周四)24:00前,5个工作日,本级未规定,采用缺省` */
export function explainShort(d: Explainable): string {
  const [day = '', time = ''] = instant(d.dueAt).split(' ');
  return [`${day}(${weekday(day)})${time}前${d.provisional ? '(暂定)' : ''}`, unit(d), d.authorityText].filter(Boolean).join(',');
}

function how(d: Explainable, year: string): string {
  const passed = runs(d.skippedDays, year);
  const paused = d.skippedDays.filter((s) => s.why === PAUSED);
  const rolled = d.skippedDays.filter((s) => s.why !== PAUSED);
  switch (clockOf(d).mode) {
    case 'natural_hour':
      return `连续计算${unit(d)},不扣节假日`;
    case 'fixed_date':
      return '固定日期,不因休息日顺延';
    case 'natural_day':
      return `次日起算${unit(d)}${paused.length > 0 ? `;其间不计:${runs(paused, year)}` : ''}${rolled.length > 0 ? `;末日顺延,越过:${runs(rolled, year)}` : ''}`;
    case 'workday_24h_tick':
      return `工作日逐小时走表,共${unit(d)}${passed ? `;其间停走:${passed}` : ''}`;
    default:
      return `次日起算${unit(d)}${NOTE[clockOf(d).mode ?? ''] ?? ''}${d.countedDays.length > 0 ? `:${counted(d.countedDays, year)}` : ''}${passed ? `;其间不计:${passed}` : ''}`;
  }
}

const NOTE: Readonly<Record<string, string>> = {
  multi_clock: '(退单改派不重置总时限,取较早者)', merge_min: '(并案取各件最早者)', working_day_extension: '(延期)',
};

function unit(d: Explainable): string {
  const { mode, n } = clockOf(d);
  if (mode === 'fixed_date') return '固定日期';
  if (mode === 'natural_hour') return `${n}小时`;
  if (mode === 'natural_day') return `${n}个自然日`;
  if (mode === 'workday_24h_tick') return `${n}个工作日(每日24小时)`;
  return `${d.countedDays.length || (n ?? 0)}个工作日`;
}

const clockOf = (d: Explainable): Partial<ClockSpec> => d.clock ?? {};

function counted(days: readonly string[], year: string): string {
  const singly = days.length <= NAMED_SINGLY;
  const parts: { from: string; to: string; duty: boolean }[] = [];
  for (const day of days) {
    const last = parts.at(-1);
    const duty = isWeekend(day);
    if (!singly && last && !duty && !last.duty && addDays(last.to, 1) === day) last.to = day;
    else parts.push({ from: day, to: day, duty });
  }
  return parts.map((p) => span(p.from, p.to, year) + (p.duty ? `(${weekday(p.from)},调休上班)` : '')).join('、');
}

/** Days passed over, neighbours with one reason together: `10-01至10-07(国庆节放假)、10-11(周日)`. */
function runs(days: readonly { day: string; why: string }[], year: string): string {
  const parts: { from: string; to: string; why: string }[] = [];
  for (const { day, why } of days) {
    const last = parts.at(-1);
    if (last && last.why === why && addDays(last.to, 1) === day) last.to = day;
    else parts.push({ from: day, to: day, why });
  }
  return parts.map((p) => `${span(p.from, p.to, year)}(${p.why === '周末' && p.from === p.to ? weekday(p.from) : p.why})`).join('、');
}

const span = (from: string, to: string, year: string): string => (from === to ? short(from, year) : `${short(from, year)}至${short(to, year)}`);
/** The year is said where it is not the year of the start. */
const short = (day: string, year: string): string => (day.startsWith(year) ? day.slice(5) : day);
const weekday = (day: string): string => WEEKDAY[new Date(`${day}T00:00:00Z`).getUTCDay()]!;
const isWeekend = (day: string): boolean => ['周六', '周日'].includes(weekday(day));

/** A deadline of days ends with its day: 23:59:59 is printed as 24:00. */
function instant(at: Date): string {
  const lastSecond = (at.getTime() + 1000) % 86_400_000 === 16 * 3_600_000;
  return lastSecond ? `${shanghaiDay(at)} 24:00` : shanghaiText(at);
}
