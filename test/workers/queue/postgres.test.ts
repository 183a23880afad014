import { describe, inject } from 'vitest';
import { createTestDb } from '../../support/database.ts';
import { onServer } from '../../support/database-url.ts';
import { conformance } from './conformance.ts';

describe('the queue in PostgreSQL', () => {
  conformance(async () => {
    const t = await createTestDb();
    const name = new URL(t.url).pathname.slice(1);
    const admin = inject('adminUrl');
    return {
      options: { databaseUrl: t.url },
      wipe: () => onServer(t.url, async (c) => {
        const { rows } = await c.query<{ tables: string }>(
          `select string_agg(format('bullmq.%I', tablename), ', ') as tables from pg_tables where schemaname = 'bullmq' and tablename <> 'migration'`);
        await c.query(`truncate ${rows[0]?.tables}`);
      }),
      cut: () => onServer(admin, async (c) => {
        await c.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, [name]);
      }),
      connections: () => onServer(admin, async (c) => {
        const { rows } = await c.query<{ n: string }>(`select count(*) as n from pg_stat_activity where datname = $1 and backend_type = 'client backend'`, [name]);
        return Number(rows[0]?.n);
      }),
      stop: t.close,
    };
  });
});
