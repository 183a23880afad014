/**
 * A process that serves one chore until its stdin ends: `node --import tsx serve-child.ts OPTIONS`, the options a JSON
 * of `openQueues`. The chore writes who runs it, and whether somebody else was at it at the same time.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { connect } from '../../db/connect.ts';
import { openQueues } from '../../workers/queue/open.ts';
import { serve } from '../../workers/serve.ts';
import { quietLog } from './queue/quiet-log.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as { databaseUrl: string; redisUrl?: string };
const db = connect(options.databaseUrl, { max: 6 });
const queues = await openQueues({ ...options, log: quietLog });
const serving = await serve({ db, clock: () => new Date(), log: quietLog }, {
  databaseUrl: options.databaseUrl, queues, stages: [], roles: ['ingest'],
  chores: [{
    name: 'chore-alone', role: 'ingest', every: { everyMs: 50 },
    async run() {
      await sql`insert into chore_run (pid, others) select ${process.pid}, count(*) from chore_busy`.execute(db);
      await sql`insert into chore_busy values (${process.pid})`.execute(db);
      await sleep(120);
      await sql`delete from chore_busy where pid = ${process.pid}`.execute(db);
    },
  }],
});
process.stdout.write('serving\n');
for await (const _ of process.stdin);
await serving.stop();
await queues.close();
await db.destroy();
