import { createPostgresBackend, Queue, runMigrations, type PgPool, type PgQueryable } from 'bullmq';
import { Pool } from 'pg';
import { YuqingError } from '../../model/index.ts';
import type { Log } from '../stage.ts';
import { LeavableWorker, type Engine } from './engine.ts';
import { quietly } from './quiet.ts';
import { placeOf, unreachable } from './unreachable.ts';

/** BullMQ's tables live in a schema of their own, beside ours. */
const SCHEMA = 'bullmq';
const MAX_CONNECTIONS = 40;
/** Each worker keeps one connection to hear of new jobs; the rest are for asking. */
const MAX_WORKERS = 30;

/** The queue in the database: no second server, some 1,000 jobs a second. */
export async function postgresEngine(databaseUrl: string, log: Log): Promise<Engine> {
  const where = placeOf(databaseUrl);
  const pool = new Pool({
    connectionString: databaseUrl, options: `-c search_path=${SCHEMA},public`, application_name: 'yuqing-queue',
    max: MAX_CONNECTIONS, keepAlive: true, connectionTimeoutMillis: 10_000,
  });
  const onError = quietly(log, where);
  pool.setMaxListeners(0); // every queue and worker listens
  pool.on('error', onError);
  // Also while a connection is lent out and silent (see db/connect.ts).
  pool.on('connect', (client) => { client.on('error', onError); });
  try {
    await migrate(pool);
  } catch (error) {
    await pool.end();
    throw unreachable(where, error);
  }
  const connection = pool as unknown as PgPool;
  let workers = 0;
  return {
    where,
    makeQueue(stage) {
      return new Queue(stage, { connection }, createPostgresBackend).on('error', onError) as unknown as Queue;
    },
    makeWorker(stage, process, opts) {
      if (workers >= MAX_WORKERS) throw new YuqingError('CONFIG_INVALID', `一个进程最多同时服务 ${MAX_WORKERS} 个环节`, '请用 --only= 把环节分给几个进程');
      const worker = new LeavableWorker(stage, process, { ...opts, connection }, createPostgresBackend);
      workers += 1;
      worker.on('error', onError).on('closed', () => { workers -= 1; });
      return worker as unknown as LeavableWorker;
    },
    isUp: () => true, // a closing worker gives up by itself
    async ping() {
      await pool.query('select 1');
    },
    close: () => pool.end(),
  };
}

/** Brings BullMQ's own tables up to date; processes that start together wait for one another. */
async function migrate(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client as unknown as PgQueryable, SCHEMA);
  } finally {
    client.release();
  }
}
