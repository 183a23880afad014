import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateDown, migrateToLatest, pendingMigrations } from '../../db/migrate.ts';
import { createTestDb, type TestDb } from '../support/database.ts';

let t: TestDb;
beforeAll(async () => { t = await createTestDb(); });
afterAll(() => t.close());

it('goes all the way down and up again, leaving the same schema', async () => {
  const db = t.db as unknown as Kysely<unknown>;
  const schema = async () => (await sql<{ line: string }>`
    select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as line from information_schema.columns
    where table_schema = 'public' order by 1`.execute(db)).rows.map((r) => r.line);
  const before = await schema();
  expect(await pendingMigrations(db)).toEqual([]);
  while (await migrateDown(db));
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class c join pg_namespace n on n.oid = relnamespace
    where nspname = 'public' and relkind in ('r', 'S') and relname not like 'kysely%'`.execute(db);
  expect(rows).toEqual([]);
  const { rows: functions } = await sql<{ name: string }>`select proname as name from pg_proc p join pg_namespace n on n.oid = pronamespace
    where nspname = 'public' and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`.execute(db);
  expect(functions).toEqual([]);
  await migrateToLatest(db);
  expect(await schema()).toEqual(before);
});
