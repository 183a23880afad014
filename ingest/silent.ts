import type { Db } from '../db/connect.ts';
import { replaceFaults } from '../db/faults.ts';
import { appendOutbox } from '../db/outbox.ts';
import { daysOfSources } from '../db/source-days.ts';
import { allSources, type SourceRow } from '../db/sources.ts';
import { addDays, shanghaiDay, shanghaiText, type Fault, type WorkCalendar } from '../model/index.ts';
import { silenceOf, type Silence } from './polling/silence.ts';

/** How far back a source's habit is looked for: long enough to have seen a holiday week. */
export const HABIT_DAYS = 60;

/**
 * Opens a fault for every source that is silent beyond its own habit, and closes it when the source speaks again. A
 * source that fails or is paused is not silent: it was not asked, or could not answer.
 */
export async function findSilent(db: Db, now: Date, calendar: WorkCalendar): Promise<void> {
  const days = await daysOfSources(db, addDays(shanghaiDay(now), -HABIT_DAYS));
  for (const source of await allSources(db)) {
    const silence = source.enabled && source.failures === 0 ? silenceOf(days.get(source.id) ?? [], now, calendar) : null;
    await db.transaction().execute(async (trx) => {
      const faultIds = await replaceFaults(trx, source.id, ['silent'], silence ? [silentFault(source, silence)] : [], now);
      if (faultIds.length > 0) await appendOutbox(trx, 'faults', [{ faultIds }]);
    });
  }
}

function silentFault(source: SourceRow, silence: Silence): Fault {
  const kind = silence.workdaysOnly ? '(只计工作日)' : '';
  const last = source.lastItemAt ? `,最近一条收于 ${shanghaiText(source.lastItemAt)}` : '';
  return {
    kind: 'silent', key: '', url: null,
    words: `信源“${source.name}”已 ${inWords(silence.quietHours)}没有新内容${kind},以往最长间隔 ${inWords(silence.longestHours)}${last}`,
  };
}

const inWords = (hours: number) => (hours < 48 ? `${hours} 小时` : `${Math.floor(hours / 24)} 天${hours % 24 >= 12 ? '半' : ''}`);
