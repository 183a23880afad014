import { sql } from 'kysely';
import { z } from 'zod';
import type { Kysely } from 'kysely';
import { pendingMigrations } from '../../../db/migrate.ts';
import type { Desk, DeskServer } from '../desk.ts';

/** A probe waits no longer than this. */
const PATIENCE_MS = 2_000;

const ready = z.object({ ready: z.boolean(), faults: z.array(z.string()), listening: z.boolean(), streams: z.int() });

/** `/healthz`: this process answers. `/readyz`: it can also do its work; says in words what is missing. */
export function healthRoutes(app: DeskServer, desk: Desk): void {
  app.get('/healthz', { config: { roles: 'anyone' }, schema: { response: { 200: z.object({ ok: z.literal(true) }) } } },
    async () => ({ ok: true as const }));

  app.get('/readyz', { config: { roles: 'anyone' }, schema: { response: { 200: ready, 503: ready } } }, async (_request, reply) => {
    const faults = await databaseFaults(desk);
    reply.code(faults.length === 0 ? 200 : 503);
    return { ready: faults.length === 0, faults, listening: desk.feed.listening, streams: desk.feed.size };
  });
}

async function databaseFaults(desk: Desk): Promise<string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string[]>((resolve) => { timer = setTimeout(() => resolve(['数据库没有及时回答']), PATIENCE_MS); });
  const asked = (async () => {
    await sql`select 1`.execute(desk.db);
    const pending = await pendingMigrations(desk.db as unknown as Kysely<unknown>);
    return pending.length === 0 ? [] : [`数据库结构还差 ${pending.length} 步:请运行 yuqing migrate`];
  })().catch(() => ['数据库连不上:请运行 yuqing doctor']);
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
