import { judgeChunk, storeJudged } from '../classify/stage.ts';
import type { Model } from '../classify/model.ts';
import { appendOutbox } from '../db/outbox.ts';
import { takeDueSources } from '../db/sources.ts';
import { pollSource } from '../ingest/poll.ts';
import type { Seal } from '../ingest/seal.ts';
import type { WorkCalendar } from '../model/index.ts';
import { makeDueWeeklies, type ReportRecipient } from '../report/make.ts';
import { deliver } from '../respond/delivery/deliver.ts';
import type { Channel } from '../respond/delivery/channel.ts';
import { escalate } from '../respond/escalate.ts';
import type { Recipients } from '../respond/notify.ts';
import { openForMessages, readMessages } from '../respond/tickets.ts';
import { raiseForTopics } from '../respond/topic-alerts.ts';
import type { Bench, Chore, Stage } from './stage.ts';

/** What the stages need beside the database: made once by the entry point. */
export interface PipelineParts {
  /** Loaded by the first chunk that needs it. */
  model(): Model;
  calendar: WorkCalendar;
  seal: Seal;
  recipients: Recipients;
  channels: readonly Channel[];
  /** Whose weekly report, and who gets it. */
  report: { recipients: readonly ReportRecipient[]; profileId?: string };
}

const ids = (payload: Record<string, unknown>, key: string) => (payload[key] as number[] | undefined) ?? [];
const MINUTE = 60_000;

/**
 * The line as a table: data moves down it, one outbox line from stage to stage.
 *
 *   ingest ──▶ classify ──▶ tickets ──┐
 *                     └───▶ alerts  ──┴▶ deliver
 */
export function pipeline(bench: Bench, parts: PipelineParts): { stages: Stage[]; chores: Chore[] } {
  const { db, clock } = bench;
  const stages = [
    stage({
      name: 'ingest', role: 'ingest', concurrency: 4,
      prepare: async (p) => pollSource(db, Number(p['sourceId']), { clock, seal: parts.seal }),
      commit: async () => {},
    }),
    stage({
      name: 'classify', role: 'classify', concurrency: 2,
      prepare: async (p) => judgeChunk(db, parts.model(), ids(p, 'itemIds')),
      commit: async (trx, judged) => storeJudged(trx, parts.model(), judged, clock),
    }),
    stage({
      name: 'tickets', role: 'respond', concurrency: 2,
      prepare: async (p) => readMessages(db, ids(p, 'itemIds')),
      commit: async (trx, messages) => openForMessages(trx, messages, { clock, calendar: parts.calendar }),
    }),
    stage({
      name: 'alerts', role: 'respond', concurrency: 1,
      prepare: async (p) => ids(p, 'topicIds'),
      commit: async (trx, topicIds) => raiseForTopics(trx, topicIds, { clock, calendar: parts.calendar, recipients: parts.recipients }),
    }),
    stage({
      name: 'deliver', role: 'respond', concurrency: 4,
      prepare: async (p) => deliver(db, parts.channels, Number(p['noticeId']), { clock }),
      commit: async () => {},
    }),
  ];
  const chores: Chore[] = [
    {
      name: 'poll', role: 'ingest', every: { everyMs: MINUTE / 4 },
      run: async () => {
        const due = await takeDueSources(db, clock(), 200, 10 * MINUTE);
        await db.transaction().execute((trx) => appendOutbox(trx, 'ingest', due.map((s) => ({ sourceId: s.id }))));
      },
    },
    {
      name: 'escalate', role: 'respond', every: { everyMs: MINUTE },
      run: async () => { await escalate(db, { clock, recipients: parts.recipients }); },
    },
    {
      name: 'report', role: 'report', every: { everyMs: 10 * MINUTE },
      run: async () => { await makeDueWeeklies(db, { now: clock(), calendar: parts.calendar, ...parts.report }); },
    },
  ];
  return { stages, chores };
}

/** Lets each entry of the table keep its own type of prepared work. */
function stage<P>(s: Stage<P>): Stage {
  return s as Stage;
}
