import { createAssigner } from '../../classify/department/assigner.ts';
import type { Db } from '../../db/connect.ts';
import { closeRun, openRun } from '../../db/runs.ts';
import { ensureSource } from '../../db/sources.ts';
import { createTopic, joinTopics } from '../../db/topics.ts';
import { appendVerdicts } from '../../db/verdicts.ts';
import { createSeal } from '../../ingest/seal.ts';
import { storeChunk } from '../../ingest/store.ts';
import type { CategoryCode, Flag, IncomingItem, Place, RequestType, Stance, Urgency } from '../../model/index.ts';
import { loadCalendar } from '../../profiles/load.ts';
import type { Recipients } from '../../respond/notify.ts';
import { openForMessages, readMessages } from '../../respond/tickets.ts';
import { incoming } from '../support/incoming.ts';

/** `at('2026-11-20 10:00')`: an instant by the wall clock in Shanghai. */
export const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}+08:00`);
export const calendar = loadCalendar();
export const assign = createAssigner();

/** The desk and the units, each by a file. */
export const recipients: Recipients = {
  desk: { name: '舆情值班', via: [{ channel: 'file', address: null }] },
  unit: (name) => ({ name, via: [{ channel: 'file', address: null }] }),
};

/** A message as a test tells it: what the row says, and what it was judged to be. */
export interface Told extends Partial<IncomingItem> {
  no: string;
  category?: CategoryCode;
  type?: RequestType;
  urgency?: Urgency;
  flags?: Flag[];
  stance?: Stance;
  places?: Place[];
}

export interface Source {
  profileId?: string;
  channel?: string;
  historical?: boolean;
}

/** Stores and judges messages as the stages before do; returns their item ids in order. */
export async function receive(db: Db, messages: Told[], { profileId = 'national', channel = '12345', historical = false }: Source = {}): Promise<number[]> {
  const { id: sourceId } = await ensureSource(db, { name: `${profileId} ${channel}`, kind: 'hotline', channel, profileId });
  const runId = await openRun(db, sourceId, null);
  const items = messages.map(({ no, category: _c, type: _t, urgency: _u, flags: _f, stance: _s, places: _p, ...item }) => incoming(no, item));
  await storeChunk(db, { sourceId, channel, runId, seal: createSeal('0'.repeat(64)), now: at('2026-11-24 08:00'), historical, historicalBefore: at('2026-08-01 00:00') }, items, { rejected: 0, blocked: [] });
  await closeRun(db, runId);
  const rows = await db.selectFrom('item').select(['id', 'external_id', 'text_revision']).where('source_id', '=', sourceId)
    .where('external_id', 'in', messages.map((m) => m.no)).execute();
  const stored = messages.map((m) => ({ m, row: rows.find((r) => r.external_id === m.no)! }));
  await db.transaction().execute((trx) => appendVerdicts(trx, 'model:test@1', stored.map(({ m, row }) => ({
    itemId: row.id, revision: row.text_revision,
    verdict: {
      category: m.category ?? 'URB', confidence: 0.9, secondary: [], type: m.type ?? '投诉', sentiment: '负面', urgency: m.urgency ?? '一般',
      flags: m.flags ?? [], stance: m.stance ?? null, places: m.places ?? [], needsReview: false, evidence: [],
    },
  }))));
  return stored.map(({ row }) => row.id);
}

/** The tickets stage over these items. */
export async function respond(db: Db, itemIds: number[], now: Date): Promise<void> {
  const messages = await readMessages(db, itemIds);
  await db.transaction().execute((trx) => openForMessages(trx, messages, { clock: () => now, calendar, assign }));
}

/** A topic of these items. */
export async function topicOf(db: Db, itemIds: number[], title = '清河化肥厂泄漏', profileId = 'national'): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const id = await createTopic(trx, { profileId, title, firstAt: new Date(), lastAt: new Date(), detectedAt: new Date() });
    await joinTopics(trx, itemIds.map((itemId) => ({ itemId, topicId: id, score: 1 })));
    return id;
  });
}

export async function ticketOf(db: Db, itemId: number) {
  return db.selectFrom('ticket').selectAll().where('item_id', '=', itemId).executeTakeFirstOrThrow();
}

/** Deadlines of a ticket and of its dispatches, by rule. */
export async function deadlinesOf(db: Db, ticketId: number) {
  const dispatches = await db.selectFrom('dispatch').select('id').where('ticket_id', '=', ticketId).execute();
  const rows = await db.selectFrom('deadline').selectAll().where((eb) => eb.or([
    eb.and([eb('subject_kind', '=', 'ticket'), eb('subject_id', '=', ticketId)]),
    ...dispatches.map((d) => eb.and([eb('subject_kind', '=', 'dispatch'), eb('subject_id', '=', d.id)])),
  ])).orderBy('rule_id').execute();
  return Object.fromEntries(rows.map((r) => [r.rule_id, r]));
}

/** `S0 S1 S3`: the way a ticket went, with the notes beside it. */
export async function wayOf(db: Db, ticketId: number): Promise<string[]> {
  const rows = await db.selectFrom('ticket_history').selectAll().where('ticket_id', '=', ticketId).orderBy('id').execute();
  return rows.map((r) => `${r.from_state}→${r.to_state} ${r.actor}${r.note ? ` ${r.note}` : ''}`);
}

/** Rows in the tables that the respond stages write, for "again → nothing more". */
export async function rowCounts(db: Db): Promise<Record<string, number>> {
  const tables = ['ticket', 'ticket_history', 'dispatch', 'deadline', 'deadline_event', 'alert', 'alert_event', 'notice', 'outbox', 'profile_version'] as const;
  const counts: Record<string, number> = {};
  for (const table of tables) {
    counts[table] = (await db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n;
  }
  return counts;
}
