import type { Db } from '../db/connect.ts';
import { YuqingError } from '../model/index.ts';
import { loadCalendar } from '../profiles/load.ts';
import { composeWeekly, reportTime } from '../report/make.ts';
import { dueReport, weekById } from '../report/week.ts';
import { writeLetter } from '../respond/delivery/file-channel.ts';

export interface WeeklyPreviewOptions {
  now: Date;
  outDir: string;
  /** `2026-W46`; absent: the newest week whose report is due. */
  weekId?: string;
  /** One profile's report; absent: all profiles together. */
  profileId?: string;
  from?: string;
}

/**
 * `yuqing report weekly --week 2026-W46 --preview DIR`: writes the report as it would be sent now (.html, .txt, .eml)
 * and keeps nothing in the database.
 * @throws YuqingError USAGE for a week that does not exist or has not begun
 */
export async function weeklyPreview(db: Db, opts: WeeklyPreviewOptions): Promise<{ week: string; subject: string; files: string[] }> {
  const week = opts.weekId ? weekById(opts.weekId) : dueReport(opts.now, reportTime(opts.profileId), loadCalendar());
  if (week.from >= opts.now) throw new YuqingError('USAGE', `${week.id} 还没有开始(${week.firstDay} 起)`, '请选已经开始的一周');
  const report = await composeWeekly(db, week, opts.now, opts.profileId);
  const name = `weekly-${week.id}`;
  const files = await writeLetter(opts.outDir, opts.from ?? 'yuqing@localhost', {
    id: 0, onceKey: `preview:${week.id}:${opts.profileId ?? 'all'}`, kind: 'weekly', recipient: '预览', address: null,
    subject: report.subject, text: report.text, html: report.html, createdAt: opts.now,
  }, name);
  return { week: week.id, subject: report.subject, files };
}
