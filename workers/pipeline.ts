import { createAssigner } from '../classify/department/assigner.ts';
import { judgeChunk, storeJudged } from '../classify/stage.ts';
import type { Judge } from '../classify/judge.ts';
import type { Learned } from '../classify/train/from-corrections.ts';
import { appendOutbox } from '../db/outbox.ts';
import { takeDueSources } from '../db/sources.ts';
import type { Web } from '../ingest/fetch/web.ts';
import { POLL_HOLD_MS, pollSource } from '../ingest/poll.ts';
import { findSilent } from '../ingest/silent.ts';
import type { Seal } from '../ingest/seal.ts';
import type { WorkCalendar } from '../model/index.ts';
import { makeDueWeeklies, type ReportRecipient } from '../report/make.ts';
import { deliver } from '../respond/delivery/deliver.ts';
import type { Channel } from '../respond/delivery/channel.ts';
import { tellBlocked, type Blocked } from '../respond/blocked.ts';
import { escalate } from '../respond/escalate.ts';
import type { Recipients } from '../respond/notify.ts';
import { openForPolicy } from '../respond/policies.ts';
import { tellFaults } from '../respond/source-faults.ts';
import { openForMessages, readMessages } from '../respond/tickets.ts';
import { raiseForTopics } from '../respond/topic-alerts.ts';
import type { Bench, Chore, Stage } from './stage.ts';

/** What the stages need beside the database: made once by the entry point. */
export interface PipelineParts {
  /** Loaded by the first chunk that needs it, the same for all after it. */
  judge(): Promise<Judge>;
  /** Makes a version of the model from corrections, where there are enough new ones. */
  learn(): Promise<Learned | null>;
  calendar: WorkCalendar;
  seal: Seal;
  web: Web;
  recipients: Recipients;
  channels: readonly Channel[];
  /** Whose weekly report, and who gets it. */
  report: { recipients: readonly ReportRecipient[]; profileId?: string };
  /** Aborted when the process is asked to stop, so that a long reading does not hold it. */
  stopping?: AbortSignal;
}

const ids = (payload: Record<string, unknown>, key: string) => (payload[key] as number[] | undefined) ?? [];
const MINUTE = 60_000;
/** Sources put out at one look; the next look is in a moment. */
const MOST_DUE = 500;
/** A source that took longer last time, a page of many articles or a host that hangs, is read in a lane of its own. */
const SLOW_MS = 8_000;

/**
 * The line as a table: data moves down it, one outbox line from stage to stage.
 *
 *   ingest ──▶ classify ──▶ tickets ──┐
 *      │              └───▶ alerts  ──┼▶ deliver
 *      ├────────▶ faults, blocked  ───┘
 *      └──────────────────▶ policies
 */
export function pipeline(bench: Bench, parts: PipelineParts): { stages: Stage[]; chores: Chore[] } {
  const { db, clock } = bench;
  const assign = createAssigner();
  const stages = [
    ...[
      // Reading the web is waiting: many at once, and those that took long last time where nobody quick waits behind them.
      { name: 'ingest', concurrency: 64 },
      { name: 'ingest-slow', concurrency: 32 },
    ].map((lane) => stage({
      ...lane, role: 'ingest',
      prepare: async (p) => pollSource(db, Number(p['sourceId']), { clock, seal: parts.seal, web: parts.web, ...(parts.stopping ? { stopping: parts.stopping } : {}) }),
      commit: async () => {},
    })),
    stage({
      name: 'classify', role: 'classify', concurrency: 2,
      prepare: async (p) => judgeChunk(db, await parts.judge(), ids(p, 'itemIds')),
      commit: async (trx, judged) => storeJudged(trx, judged, clock),
    }),
    stage({
      name: 'tickets', role: 'respond', concurrency: 2,
      prepare: async (p) => readMessages(db, ids(p, 'itemIds')),
      commit: async (trx, messages) => openForMessages(trx, messages, { clock, calendar: parts.calendar, assign }),
    }),
    stage({
      name: 'alerts', role: 'respond', concurrency: 1,
      prepare: async (p) => ids(p, 'topicIds'),
      commit: async (trx, topicIds) => raiseForTopics(trx, topicIds, { clock, calendar: parts.calendar, recipients: parts.recipients, assign }),
    }),
    stage({
      name: 'blocked', role: 'respond', concurrency: 1,
      prepare: async (p): Promise<Blocked> => ({ sourceId: Number(p['sourceId']), at: new Date(String(p['at'])), rows: p['rows'] as Blocked['rows'] }),
      commit: async (trx, blocked) => tellBlocked(trx, blocked, { recipients: parts.recipients }),
    }),
    stage({
      name: 'policies', role: 'respond', concurrency: 1,
      prepare: async (p) => Number(p['policyId']),
      commit: async (trx, policyId) => openForPolicy(trx, policyId, { clock, calendar: parts.calendar }),
    }),
    stage({
      name: 'faults', role: 'respond', concurrency: 1,
      prepare: async (p) => ids(p, 'faultIds'),
      commit: async (trx, faultIds) => tellFaults(trx, faultIds, { clock, recipients: parts.recipients }),
    }),
    stage({
      name: 'deliver', role: 'respond', concurrency: 4,
      prepare: async (p) => deliver(db, parts.channels, Number(p['noticeId']), { clock }),
      commit: async () => {},
    }),
  ];
  const chores: Chore[] = [
    {
      name: 'poll', role: 'ingest', every: { everyMs: MINUTE / 12 },
      run: async () => {
        await db.transaction().execute(async (trx) => {
          const due = await takeDueSources(trx, clock(), MOST_DUE, POLL_HOLD_MS);
          const lane = (slow: boolean) => due.filter((s) => (s.lastPollMs ?? 0) > SLOW_MS === slow).map((s) => ({ sourceId: s.id }));
          await appendOutbox(trx, 'ingest', lane(false));
          await appendOutbox(trx, 'ingest-slow', lane(true));
        });
      },
    },
    {
      name: 'silence', role: 'ingest', every: { everyMs: 30 * MINUTE },
      run: async () => { await findSilent(db, clock(), parts.calendar); },
    },
    {
      // At night, when nobody waits for a judgement.
      name: 'learn', role: 'classify', every: { cron: '30 2 * * *', tz: 'Asia/Shanghai' },
      run: async () => {
        const learned = await parts.learn();
        if (learned) bench.log.info({ version: learned.version, outcome: learned.outcome, figures: learned.figures }, `更正学习:${learned.why}`);
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
