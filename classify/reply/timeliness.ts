import { shanghaiDay, type WorkCalendar } from '../../model/index.ts';

/** How long an answer took. */
export interface Timeliness {
  /** Shanghai days from the day of the message to that of the answer; the day of receipt does not count. */
  days: number | null;
  workdays: number | null;
  /** In Chinese: the count, or why there is none. */
  reason: string;
  ok: boolean;
  /** No notice about days off is out for a part of the time. */
  provisional: boolean;
}

/** Later times than this apart are a slip of the pen, not a wait. */
const MOST_DAYS = 36_525;
const DAY_MS = 86_400_000;

/**
 * Days and working days between message and answer.
 *
 * @param dayOnly one of the two is known to the day only: on one day neither comes first
 * @example timelinessOf(at('2026-10-09 16:00'), at('2026-10-12 09:00'), calendar) // Friday to Monday, a Saturday on duty between: 3 days, 2 working days
 */
export function timelinessOf(askedAt: Date | null, repliedAt: Date | null, calendar: WorkCalendar, dayOnly = false): Timeliness {
  const none = (reason: string, ok = true): Timeliness => ({ days: null, workdays: null, reason, ok, provisional: false });
  if (!askedAt || !repliedAt) return none(`没有${askedAt ? '答复' : repliedAt ? '留言' : '留言和答复'}时间,不计时效`);
  const from = shanghaiDay(askedAt);
  const to = shanghaiDay(repliedAt);
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  if (days < 0 || (days === 0 && !dayOnly && repliedAt < askedAt)) return none(`答复时间(${to})早于留言时间(${from}),不计时效`, false);
  if (!(days <= MOST_DAYS)) return none(`留言(${from})与答复(${to})相隔超过一百年,不计时效`, false);
  if (from < calendar.start) return { ...none(''), days, reason: `${from} 留言,${to} 答复,历时 ${days} 天;早于工作日历的起点 ${calendar.start},工作日数不出来` };
  const counted = calendar.workdaysBetween(from, to).filter((day) => day !== from);
  const provisional = to > calendar.horizon;
  return { days, workdays: counted.length, ok: true, provisional, reason: `${from} 留言,${to} 答复,历时 ${days} 天、${counted.length} 个工作日${provisional ? '(其中有放假安排尚未公布的日子,暂按周一至周五计)' : ''}` };
}
