import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tier1Judge } from '../../classify/judge.ts';
import { loadModel } from '../../classify/model.ts';
import { ensureSource } from '../../db/sources.ts';
import { OFFLINE } from '../../ingest/fetch/web.ts';
import { runIngest } from '../../ingest/run.ts';
import { createSeal } from '../../ingest/seal.ts';
import { sourceKind } from '../../ingest/sources/index.ts';
import type { Clock, IngestCounts } from '../../model/index.ts';
import { loadCalendar } from '../../profiles/load.ts';
import { fileChannel } from '../../respond/delivery/file-channel.ts';
import { pipeline, type PipelineParts } from '../../workers/pipeline.ts';
import { openQueues } from '../../workers/queue/open.ts';
import { serve } from '../../workers/serve.ts';
import type { Log, Stage } from '../../workers/stage.ts';
import { waitForLine } from '../../workers/wait.ts';
import type { TestDb } from '../support/database.ts';
import { toCsv, type Order } from '../support/orders.ts';
import { testWeb } from '../support/web.ts';
import { quietLog } from './queue/quiet-log.ts';

/** Contact keys are compared between runs, so every run seals with the same key. */
export const KEY = 'ab'.repeat(32);
const HORIZON_MS = 90 * 24 * 3_600_000;

/** A clock that shows `from` now and runs on from there. */
export function clockFrom(from: string): Clock {
  const shift = Date.parse(from) - Date.now();
  return () => new Date(Date.now() + shift);
}

/** The real line on a test database: every stage, chore and channel as `yuqing import` has them. */
export interface Line {
  parts: PipelineParts;
  /** What was warned of or failed, in words. */
  said: string[];
  importOrders(orders: readonly Order[], opts?: { historical?: boolean; source?: string }): Promise<IngestCounts>;
  /** Serves it; `wrap` may look into a stage. */
  serve(wrap?: (stage: Stage) => Stage): Promise<{ stop(): Promise<void> }>;
  /** Waits for the line, and then stops it. */
  finish(serving: { stop(): Promise<void> }): Promise<void>;
  close(): Promise<void>;
}

export async function openLine(t: TestDb, options: { databaseUrl: string; redisUrl?: string }, clock: Clock): Promise<Line> {
  const dir = await mkdtemp(join(tmpdir(), 'yuqing-line-'));
  const said: string[] = [];
  const log: Log = { ...quietLog, warn: (_fields, message) => { said.push(message); }, error: (_fields, message) => { said.push(message); } };
  const bench = { db: t.db, clock, log };
  const judge = tier1Judge(loadModel());
  const parts: PipelineParts = {
    judge: async () => judge, learn: async () => null, calendar: loadCalendar(), seal: createSeal(KEY), web: testWeb(), channels: [fileChannel(join(dir, 'notices'), 'yuqing@localhost')],
    recipients: { desk: { name: '舆情值班', via: [{ channel: 'file', address: null }] }, unit: (name) => ({ name, via: [{ channel: 'file', address: null }] }) },
    report: { recipients: [] },
  };
  const kind = sourceKind('hotline');
  let files = 0;
  return {
    parts, said,
    async importOrders(orders, { historical = false, source = '清河12345热线' } = {}) {
      const file = join(dir, `orders-${files += 1}.csv`);
      await writeFile(file, toCsv(orders));
      const { id, channel } = await ensureSource(t.db, { name: source, kind: 'hotline', channel: '12345', profileId: 'yangzhou-2018' });
      return runIngest(t.db, { id, fileName: file }, {
        channel, seal: parts.seal, now: clock(), historical, historicalBefore: new Date(clock().getTime() - HORIZON_MS),
      }, kind.read(kind.configSchema.parse({}), { cursor: null, clock, web: OFFLINE, file }));
    },
    async serve(wrap = (stage) => stage) {
      const queues = await openQueues({ ...options, log });
      const { stages, chores } = pipeline(bench, parts);
      const serving = await serve(bench, {
        databaseUrl: t.url, queues, stages: stages.map(wrap), chores, roles: ['classify', 'respond'], pace: { sweepEveryMs: 200, patienceMs: 300 },
      });
      return {
        async stop() {
          await serving.stop();
          await queues.close();
        },
      };
    },
    async finish(serving) {
      await waitForLine(t.db, undefined, 30);
      await serving.stop();
    },
    close: () => rm(dir, { recursive: true, force: true }),
  };
}
