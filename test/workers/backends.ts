import { Redis } from 'ioredis';
import { onServer } from '../support/database-url.ts';
import type { TestDb } from '../support/database.ts';
import { findRedis, startRedis } from '../support/redis.ts';

/** A server that carries the queue of one test database. */
export interface Backend {
  options: { databaseUrl: string; redisUrl?: string };
  /** Makes it forget everything, as FLUSHALL or TRUNCATE do. */
  wipe(): Promise<void>;
  stop(): Promise<void>;
}

/** Both backends, with what is said where one is missing (see findRedis: under CI that is a failure). */
export const BACKENDS: { name: string; missing: boolean; start(t: TestDb): Promise<Backend> }[] = [
  {
    name: 'PostgreSQL', missing: false,
    start: async (t) => ({
      options: { databaseUrl: t.url },
      wipe: () => onServer(t.url, async (client) => {
        const { rows } = await client.query<{ tables: string | null }>(
          `select string_agg(format('bullmq.%I', tablename), ', ') as tables from pg_tables where schemaname = 'bullmq' and tablename <> 'migration'`);
        if (!rows[0]?.tables) throw new Error('there are no queue tables yet');
        await client.query(`truncate ${rows[0].tables}`);
      }),
      stop: async () => {},
    }),
  },
  {
    name: 'Redis', missing: findRedis() === null,
    async start(t) {
      const server = await startRedis();
      if (!server) throw new Error('redis-server was there a moment ago');
      return {
        options: { databaseUrl: t.url, redisUrl: server.url },
        async wipe() {
          const client = new Redis(server.url);
          await client.flushall();
          client.disconnect();
        },
        stop: server.stop,
      };
    },
  },
];
