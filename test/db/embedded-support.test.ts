import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDb, type TestDb } from '../support/database.ts';

let t: TestDb;
beforeAll(async () => { t = await createTestDb(); });
afterAll(() => t.close());

it('gives each file a migrated database of its own', async () => {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(t.db);
  expect(rows[0]?.name).toMatch(/^test_/);
  expect(await t.db.selectFrom('ticket_state').select('code').execute()).not.toEqual([]);
});

it('says which connections a test left open', async () => {
  const other = await createTestDb();
  const pg = await import('pg');
  const forgotten = new pg.default.Client({ connectionString: other.url, application_name: 'forgotten' });
  forgotten.on('error', () => {});
  await forgotten.connect();
  await expect(other.close()).rejects.toThrow(/forgotten/);
});
