import { addDays } from './clock.ts';
import { YuqingError } from './errors.ts';

/** What a notice says of one day: off 放假, or on duty 上班 (调休 when that day is a weekend). */
export interface CalendarDay {
  day: string;
  name: string;
  off: boolean;
}

/** One State Council notice as data. The notice of a year may speak of December of the year before. */
export interface CalendarNotice {
  /** `2020-v2`: the second notice about 2020. */
  version: string;
  publishedAt?: string | undefined;
  year: number;
  days: readonly CalendarDay[];
}

/** What the calendar knows of one day. */
export interface DayFact {
  day: string;
  /** The day after. */
  next: string;
  workday: boolean;
  /** `周末`, `国庆节放假`, `调休上班`, or `工作日`. */
  why: string;
  /** No notice about its year is out: a weekday counts as a working day until there is one. */
  provisional: boolean;
}

/** Days that are off by law in every year (全国年节及纪念日放假办法); the lunar ones wait for the notice. */
const STATUTORY: Readonly<Record<string, string>> = {
  '01-01': '元旦', '05-01': '劳动节', '05-02': '劳动节', '10-01': '国庆节', '10-02': '国庆节', '10-03': '国庆节',
};

/**
 * 工作日历: Monday to Friday, less the days off, plus the weekends on duty 调休上班. Immutable; days are Shanghai days
 * `YYYY-MM-DD`. Built from the notices of all years together, so that what a notice says of December of the year
 * before is known on that day (2018-12-29 is a working day by the notice of 2019).
 *
 *     calendar.addWorkdays('2018-09-28', 2)   // '2018-09-30', a Sunday on duty
 *     calendar.why('2018-10-01')              // '国庆节放假'
 */
export class WorkCalendar {
  readonly version: string;
  /** First day it can answer for; an earlier one throws `CALENDAR_DAY`. */
  readonly start: string;
  /** Last day of the last year whose notice is out. Later days are answered, and provisional. */
  readonly horizon: string;
  readonly #spoken = new Map<string, CalendarDay>();
  readonly #years: ReadonlySet<number>;
  readonly #facts = new Map<string, DayFact>();

  /**
   * @param notices where two speak of the same day the later in the list wins; a notice without days counts as not out
   * @param version its name, kept beside every deadline; else that of the notice published last
   */
  constructor(notices: readonly CalendarNotice[], version?: string) {
    const out = notices.filter((n) => n.days.length > 0);
    const newest = [...out].sort((a, b) => order(a).localeCompare(order(b))).at(-1);
    if (!newest) throw new YuqingError('CALENDAR_INVALID', '工作日历是空的:一份放假通知也没有', '请检查 profiles/calendar 里的文件');
    for (const notice of out) for (const day of notice.days) this.#spoken.set(day.day, day);
    this.#years = new Set(out.map((n) => n.year));
    this.version = version ?? newest.version;
    this.start = `${Math.min(...this.#years)}-01-01`;
    this.horizon = `${Math.max(...this.#years)}-12-31`;
  }

  /** Everything about one day; each day is worked out once. */
  at(day: string): DayFact {
    const known = this.#facts.get(day);
    if (known) return known;
    const fact = this.#workOut(day);
    this.#facts.set(day, fact);
    return fact;
  }

  isWorkday(day: string): boolean {
    return this.at(day).workday;
  }

  /** In Chinese: `周末`, `国庆节放假`, `调休上班`, `工作日`. */
  why(day: string): string {
    return this.at(day).why;
  }

  /** No notice about the year of `day` is out, so the answer may change. */
  isProvisional(day: string): boolean {
    return this.at(day).provisional;
  }

  /** The first working day on or after `day`: `nextWorkday('2024-05-12')` → `'2024-05-13'`. */
  nextWorkday(day: string): string {
    let fact = this.at(day);
    while (!fact.workday) fact = this.at(fact.next);
    return fact.day;
  }

  /**
   * The n-th working day after `day`, or before it when n is negative; with 0 the first on or after it.
   * `addWorkdays('2024-05-10', 1)` → `'2024-05-11'` (a Saturday on duty); `addWorkdays('2024-05-06', -1)` → `'2024-04-30'`
   */
  addWorkdays(day: string, n: number): string {
    if (!Number.isInteger(n)) throw new YuqingError('CALENDAR_DAY', `工作日天数应是整数:${n}`, '请改成整数');
    if (n === 0) return this.nextWorkday(day);
    let at = day;
    for (let left = Math.abs(n); left > 0;) {
      at = n > 0 ? this.at(at).next : addDays(at, -1);
      if (this.at(at).workday) left -= 1;
    }
    return at;
  }

  /** Working days from `from` to `to`, both included. */
  workdaysBetween(from: string, to: string): string[] {
    const days: string[] = [];
    for (let fact = this.at(from); fact.day <= to; fact = this.at(fact.next)) if (fact.workday) days.push(fact.day);
    return days;
  }

  #workOut(day: string): DayFact {
    const at = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
    if (Number.isNaN(at) || addDays(day, 0) !== day) throw new YuqingError('CALENDAR_DAY', `“${day}”不是一个日期`, '日期请写成 2026-10-09');
    const spoken = this.#spoken.get(day);
    if (!spoken && day < this.start) {
      throw new YuqingError('CALENDAR_DAY', `${day} 早于工作日历的起点 ${this.start},不知道哪天放假`, '请补上该年的放假通知,或人工核定时限');
    }
    const weekday = new Date(at).getUTCDay();
    const weekend = weekday === 0 || weekday === 6;
    const provisional = !spoken && !this.#years.has(Number(day.slice(0, 4)));
    const holiday = spoken ? (spoken.off ? spoken.name : undefined) : provisional ? STATUTORY[day.slice(5)] : undefined;
    const workday = spoken ? !spoken.off : !weekend && holiday === undefined;
    const why = workday ? (weekend ? '调休上班' : '工作日') : holiday === undefined ? '周末' : `${holiday}放假`;
    return { day, next: addDays(day, 1), workday, why, provisional };
  }
}

/** Notices without a date of publication stand before those of their own year that have one. */
const order = (n: CalendarNotice): string => n.publishedAt ?? `${n.year - 1}-00-00`;
