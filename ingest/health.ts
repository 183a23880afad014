import type { Db } from '../db/connect.ts';
import { openFaults } from '../db/faults.ts';
import { lastNotes, type RunNotes } from '../db/runs.ts';
import { daysOfSources } from '../db/source-days.ts';
import { allSources, type SourceRow } from '../db/sources.ts';
import { addDays, shanghaiDay, type Fault, type WorkCalendar } from '../model/index.ts';
import { usualPerDay } from './polling/silence.ts';
import { HABIT_DAYS } from './silent.ts';

export type SourceState = '正常' | '暂停' | '失败' | '沉默' | '未抓取' | '推送' | '手工导入';

/** How a source is, for a person. */
export interface SourceHealth extends SourceRow {
  state: SourceState;
  today: { received: number; stored: number; rejected: number };
  /** Items a day by its own habit; null while that is not known. */
  usualPerDay: number | null;
  faults: (Fault & { openedAt: Date })[];
  /** Marks and rejects of its last run, by name: `{marks: {'text-garbled': 3}, rejects: {}}`. */
  notes: RunNotes;
}

const WORST_FIRST: SourceState[] = ['失败', '沉默', '未抓取', '正常', '推送', '手工导入', '暂停'];

/** Every source with its health, the worst first, then by name. */
export async function sourcesWithHealth(db: Db, now: Date, calendar: WorkCalendar): Promise<SourceHealth[]> {
  const days = await daysOfSources(db, addDays(shanghaiDay(now), -HABIT_DAYS));
  const faults = await openFaults(db);
  const notes = await lastNotes(db);
  const all = (await allSources(db)).map((source): SourceHealth => {
    const ofSource = days.get(source.id) ?? [];
    const { received = 0, stored = 0, rejected = 0 } = ofSource.find(({ day }) => day === shanghaiDay(now)) ?? {};
    const mine = faults.filter((f) => f.sourceId === source.id).map(({ sourceId: _id, ...fault }) => fault);
    return {
      ...source, state: stateOf(source, mine), today: { received, stored, rejected }, usualPerDay: usualPerDay(ofSource, now, calendar), faults: mine,
      notes: notes.get(source.id) ?? { marks: {}, rejects: {} },
    };
  });
  return all.sort((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state) || a.name.localeCompare(b.name, 'zh'));
}

function stateOf(source: SourceRow, faults: readonly Fault[]): SourceState {
  if (!source.enabled) return '暂停';
  if (source.failures > 0) return '失败';
  if (faults.some((f) => f.kind === 'silent')) return '沉默';
  if (source.nextPollAt === null) return source.kind === 'webhook' ? '推送' : '手工导入';
  return source.lastOkAt === null ? '未抓取' : '正常';
}
