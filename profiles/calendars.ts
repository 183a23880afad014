import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { WorkCalendar, YuqingError, type CalendarNotice } from '../model/index.ts';
import { readData, SHIPPED } from './read.ts';

const daySchema = z.object({ day: z.iso.date(), name: z.string().min(1), off: z.boolean() }).strict();
const noticeSchema = z.object({
  version: z.string().regex(/^\d{4}-v\d+$/),
  publishedAt: z.iso.date().optional(),
  paper: z.string().optional(),
  days: z.array(daySchema),
}).strict();

/** profiles/calendar/2020.json: the notices about one year, each complete in itself, the earliest first. */
const yearSchema = z.object({ year: z.number().int(), notices: z.array(noticeSchema).min(1) }).strict()
  .superRefine(({ year, notices }, ctx) => notices.forEach((notice, i) => {
    const fault = (path: PropertyKey[], message: string) => ctx.addIssue({ code: 'custom', path: ['notices', i, ...path], message });
    if (notice.version !== `${year}-v${i + 1}`) fault(['version'], `应为 ${year}-v${i + 1}`);
    const seen = new Set<string>();
    notice.days.forEach(({ day }, j) => {
      if (seen.has(day)) fault(['days', j, 'day'], `${day} 重复`);
      seen.add(day);
      if (day < `${year - 1}-12-01` || day > `${year}-12-31`) fault(['days', j, 'day'], `${day} 不属于 ${year} 年的通知`);
    });
  }));

const cache = new Map<string, WorkCalendar>();

/**
 * The working-day calendar from the notices in a folder; read once per process.
 * @param opts.version as things stood under an earlier notice: `2020-v1`, also written `2020-v1(2019-11-21)`;
 *   the other years keep their last notice
 * @throws YuqingError CALENDAR_UNKNOWN, with the versions there are; CALENDAR_INVALID, with file and field
 */
export function loadCalendar(opts: { version?: string | undefined; dir?: string | undefined } = {}): WorkCalendar {
  const dir = opts.dir ?? join(SHIPPED, 'calendar');
  const key = JSON.stringify([dir, opts.version]);
  let calendar = cache.get(key);
  if (!calendar) {
    calendar = build(readYears(dir), opts.version);
    cache.set(key, calendar);
  }
  return calendar;
}

function readYears(dir: string): CalendarNotice[][] {
  const files = readdirSync(dir).filter((name) => /^\d{4}\.json$/.test(name)).sort();
  return files.map((name) => {
    const file = join(dir, name);
    const { year, notices } = readData(file, yearSchema, 'CALENDAR_INVALID');
    if (`${year}.json` !== name) throw new YuqingError('CALENDAR_INVALID', `${file} 的 year 是 ${year},与文件名不符`, '请让 year 与文件名一致');
    return notices.map((n) => ({ ...n, year }));
  });
}

function build(years: CalendarNotice[][], version: string | undefined): WorkCalendar {
  const chosen = version === undefined ? undefined : chooseVersion(years.flat(), version);
  const notices = years.flatMap((of) => (chosen && of.includes(chosen) ? chosen : of.at(-1)!));
  return new WorkCalendar(notices, chosen?.version);
}

function chooseVersion(notices: CalendarNotice[], text: string): CalendarNotice {
  const [, version, date] = /^(\d{4}-v\d+)\s*(?:[((]\s*(\d{4}-\d\d-\d\d)\s*[))])?$/.exec(text.trim()) ?? [];
  const found = notices.find((n) => n.version === version);
  if (found && (date === undefined || date === found.publishedAt)) return found;
  const known = notices.map((n) => n.version + (n.publishedAt ? `(${n.publishedAt})` : '')).join('、');
  throw new YuqingError('CALENDAR_UNKNOWN', `没有工作日历版本“${text}”`, `可用的有:${known}`);
}
