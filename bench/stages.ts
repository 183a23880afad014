import { tier1Judge } from '../classify/judge.ts';
import { loadModel } from '../classify/model.ts';
import { connect } from '../db/connect.ts';
import { migrateToLatest } from '../db/migrate.ts';
import { ensureSource } from '../db/sources.ts';
import { OFFLINE } from '../ingest/fetch/web.ts';
import { runIngest } from '../ingest/run.ts';
import { createSeal } from '../ingest/seal.ts';
import { sourceKind } from '../ingest/sources/index.ts';
import { systemClock } from '../model/index.ts';
import { loadCalendar } from '../profiles/load.ts';
import { pipeline } from '../workers/pipeline.ts';
import { runLine } from '../workers/serve.ts';
import type { Log, Stage } from '../workers/stage.ts';

const nothing = () => {};
const quiet: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const HORIZON_MS = 90 * 86_400_000;

/**
 * Seconds that each step of the line takes when nothing else runs beside it: the same code as the line's, one step
 * after the other, without a queue.
 */
export async function timeStages(databaseUrl: string, file: string): Promise<Record<string, number>> {
  const db = connect(databaseUrl, { max: 2 });
  await migrateToLatest(db as never);
  const spent: Record<string, number> = {};
  const timed = async <T>(name: string, step: () => Promise<T>): Promise<T> => {
    const from = performance.now();
    try {
      return await step();
    } finally {
      spent[name] = (spent[name] ?? 0) + (performance.now() - from) / 1_000;
    }
  };
  const judge = tier1Judge(loadModel());
  const seal = createSeal('ab'.repeat(32));
  const bench = { db, clock: systemClock, log: quiet };
  const { stages } = pipeline(bench, {
    judge: async () => judge, learn: async () => null, calendar: loadCalendar(), seal, web: OFFLINE, channels: [], report: { recipients: [] },
    recipients: { desk: { name: '值班', via: [] }, unit: (name) => ({ name, via: [] }) },
  });
  const begun = performance.now();

  const kind = sourceKind('hotline');
  const { id } = await ensureSource(db, { name: '计时', kind: 'hotline', channel: '12345', profileId: 'national' });
  const events = kind.read(kind.configSchema.parse({}), { cursor: null, clock: systemClock, web: OFFLINE, file });
  const ingestFrom = performance.now();
  await runIngest(db, { id, fileName: null }, { channel: '12345', seal, now: new Date(), historical: false, historicalBefore: new Date(Date.now() - HORIZON_MS) },
    { ...events, next: () => timed('读取与映射', () => events.next()), [Symbol.asyncIterator]: () => events });
  spent['入库'] = (performance.now() - ingestFrom) / 1_000 - (spent['读取与映射'] ?? 0);

  const names: Record<string, [prepare: string, commit: string]> = {
    classify: ['研判', '写研判结果、归并话题'], tickets: ['立件、派单与时限', '立件、派单与时限'], alerts: ['预警', '预警'],
  };
  for (const stage of stages) {
    const [prepare, commit] = names[stage.name] ?? ['其余', '其余'];
    const watched: Stage = {
      ...stage, prepare: (payload) => timed(prepare, () => stage.prepare(payload)),
      commit: (trx, prepared, payload) => timed(commit, () => stage.commit(trx, prepared, payload)),
    };
    const lines = await db.selectFrom('outbox').select('id').where('stage', '=', stage.name).where('done_at', 'is', null).orderBy('created_at').execute();
    for (const line of lines) await runLine(bench, watched, line.id);
  }
  const all = (performance.now() - begun) / 1_000;
  spent['其余(提交、待办箱)'] = all - Object.values(spent).reduce((a, b) => a + b, 0);
  await db.destroy();
  return spent;
}
