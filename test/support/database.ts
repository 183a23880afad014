import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { connect, type Db } from '../../db/connect.ts';
import { databaseUrl, onServer, TEMPLATE } from './database-url.ts';

export interface TestDb {
  url: string;
  db: Db;
  /** Drops the database; throws when the test left connections open, and names what they last did. */
  close(): Promise<void>;
}

/**
 * A database of this test file's own, a copy of the migrated template.
 * @example
 * let t: TestDb;
 * beforeAll(async () => { t = await createTestDb(); });
 * afterAll(() => t.close());
 */
export async function createTestDb(opts: { max?: number } = {}): Promise<TestDb> {
  const adminUrl = inject('adminUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(adminUrl, (admin) => admin.query(`create database ${name} template ${TEMPLATE}`));
  const url = databaseUrl(adminUrl, name);
  const db = connect(url, opts);
  return {
    url,
    db,
    async close() {
      await db.destroy();
      const left = await connectionsLeft(adminUrl, name);
      await onServer(adminUrl, (admin) => admin.query(`drop database if exists ${name} with (force)`));
      if (left.length > 0) throw new Error(`the test left ${left.length} connection(s) open; last statements:\n${left.join('\n')}`);
    },
  };
}

/** What still runs in a database. A closed connection takes a moment to leave the server's list, so we look for two seconds. */
export async function connectionsLeft(adminUrl: string, name: string): Promise<string[]> {
  const look = () => onServer(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ said: string }>(
      `select coalesce(application_name, '') || ': ' || left(query, 200) as said from pg_stat_activity
       where datname = $1 and backend_type = 'client backend'`, [name]);
    return rows.map((row) => row.said);
  });
  let left = await look();
  for (let i = 0; i < 20 && left.length > 0; i += 1) {
    await sleep(100);
    left = await look();
  }
  return left;
}
