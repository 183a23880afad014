import { createAssigner } from '../../classify/department/assigner.ts';
import type { Db } from '../../db/connect.ts';
import { raiseAlert } from '../../db/alerts.ts';
import { closeRun, openRun } from '../../db/runs.ts';
import { ensureSource } from '../../db/sources.ts';
import { judgedMessages } from '../../db/tickets.ts';
import { createTopic, joinTopics } from '../../db/topics.ts';
import { appendVerdicts } from '../../db/verdicts.ts';
import { createSeal } from '../../ingest/seal.ts';
import { storeChunk } from '../../ingest/store.ts';
import type { AlertLevel, CategoryCode, Clock, IncomingItem, RequestType, Urgency } from '../../model/index.ts';
import { loadCalendar } from '../../profiles/load.ts';
import { openForMessages } from '../../respond/tickets.ts';
import type { Log } from '../../web/api/log.ts';
import { incoming } from '../support/incoming.ts';

/** Tuesday evening; 2026-10-01 to 07 is behind, no holiday ahead. */
export const NOW = new Date('2026-11-24T18:30:00+08:00');
export const clock: Clock = () => NOW;

/** A message as a test tells it. */
export interface Told extends Partial<IncomingItem> {
  no: string;
  category?: CategoryCode;
  type?: RequestType;
  urgency?: Urgency;
  historical?: boolean;
}

/** Stores and judges messages as the stages do, and opens their tickets where asked. Returns their item ids in order. */
export async function tell(db: Db, messages: Told[], about: { source?: string; profileId?: string; tickets?: boolean; now?: Date } = {}): Promise<number[]> {
  const { source = '测试热线', profileId = 'yangzhou-2018', tickets = true, now = NOW } = about;
  const { id: sourceId } = await ensureSource(db, { name: source, kind: 'hotline', channel: '12345', profileId });
  const ids: number[] = [];
  for (const { no, category = 'URB', type = '投诉', urgency = '一般', historical = false, ...item } of messages) {
    const runId = await openRun(db, sourceId, null);
    await storeChunk(db, { sourceId, channel: '12345', runId, seal: createSeal('0'.repeat(64)), now, historical, historicalBefore: new Date(0) },
      [incoming(no, item)], { rejected: 0, blocked: [] });
    await closeRun(db, runId);
    const { id } = await db.selectFrom('item').select('id').where('source_id', '=', sourceId).where('external_id', '=', no).executeTakeFirstOrThrow();
    await db.transaction().execute((trx) => appendVerdicts(trx, 'model:test@1', [{ itemId: id, revision: 1, verdict: {
      category, confidence: 0.9, secondary: [], type, sentiment: '负面', urgency, flags: [], stance: null, places: [], needsReview: false, evidence: [],
    } }]));
    ids.push(id);
  }
  if (tickets) {
    const judged = await judgedMessages(db, ids);
    await db.transaction().execute((trx) => openForMessages(trx, judged, { clock: () => now, calendar: loadCalendar(), assign: createAssigner() }));
  }
  return ids;
}

/** A topic of these items. */
export async function topicOf(db: Db, title: string, itemIds: number[], at = NOW): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const id = await createTopic(trx, { profileId: 'yangzhou-2018', title, firstAt: at, lastAt: at, detectedAt: at });
    await joinTopics(trx, itemIds.map((itemId) => ({ itemId, topicId: id, score: 1 })));
    return id;
  });
}

/** An alert on a topic, as the alerts stage raises it; null where it stands at that level already. */
export const alertOn = (db: Db, topicId: number, level: AlertLevel, reason: string, at = NOW): Promise<number | null> =>
  db.transaction().execute((trx) => raiseAlert(trx, topicId, level, reason, at));

/** Keeps what was logged, for a test to look at. */
export function memoryLog(): Log & { lines: string[] } {
  const lines: string[] = [];
  const keep = (fields: object, message: string) => { lines.push(`${message} ${JSON.stringify(fields)}`); };
  return { lines, info: keep, warn: keep, error: keep };
}

