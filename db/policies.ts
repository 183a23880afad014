import { sql } from 'kysely';
import type { PolicyToKeep } from '../model/index.ts';
import type { Db, Trx } from './connect.ts';

/** Days before and after its issue in which what is said of a policy is watched. */
export interface WatchWindow {
  from: string;
  to: string;
}

/**
 * Keeps a policy with its tasks; the same file again keeps what stands.
 *
 * @returns its id where it is new, else null
 */
export async function keepPolicy(trx: Trx, profileId: string, policy: PolicyToKeep, watch: WatchWindow | null, itemId: number | null): Promise<number | null> {
  const row = await trx.insertInto('policy').values({
    profile_id: profileId, hash: policy.hash, title: policy.title, number: policy.number, issued_at: policy.issuedAt, truncated: policy.truncated,
    item_id: itemId, keywords: policy.keywords, three_sync: policy.threeSync, interpret_within: policy.interpretWithinWorkdays,
    interpreted_at: null, watch_from: watch?.from ?? null, watch_to: watch?.to ?? null,
  }).onConflict((oc) => oc.columns(['profile_id', 'hash']).doNothing()).returning('id').executeTakeFirst();
  if (!row) return null;
  if (policy.tasks.length > 0) {
    await trx.insertInto('policy_task').values(policy.tasks.map((t) => ({
      policy_id: row.id, no: t.no, text: t.text, lead: t.lead, assist: t.assist, due_on: t.dueOn, done_at: null,
    }))).execute();
  }
  return row.id;
}

export interface KeptTask {
  id: number;
  no: number;
  text: string;
  lead: string[];
  assist: string[];
  dueOn: string | null;
  doneAt: Date | null;
}

export interface KeptPolicy {
  id: number;
  profileId: string;
  title: string;
  number: string | null;
  issuedAt: string | null;
  truncated: boolean;
  keywords: string[];
  threeSync: string[] | null;
  interpretWithin: number | null;
  interpretedAt: Date | null;
  watchFrom: string | null;
  watchTo: string | null;
  tasks: KeptTask[];
}

export async function policyById(db: Db | Trx, id: number): Promise<KeptPolicy | null> {
  const row = await db.selectFrom('policy').select(['id', 'profile_id as profileId', 'title', 'number', 'issued_at as issuedAt', 'truncated', 'keywords',
    'three_sync as threeSync', 'interpret_within as interpretWithin', 'interpreted_at as interpretedAt', 'watch_from as watchFrom', 'watch_to as watchTo'])
    .where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  const tasks = await db.selectFrom('policy_task').select(['id', 'no', 'text', 'lead', 'assist', 'due_on as dueOn', 'done_at as doneAt'])
    .where('policy_id', '=', id).orderBy('no').execute();
  return { ...row, tasks };
}

/** Every policy, the latest first, with how many tasks it has and how many are dated and done. */
export async function policyList(db: Db): Promise<{ id: number; title: string; number: string | null; issuedAt: string | null; tasks: number; dated: number; done: number; nextDue: string | null }[]> {
  const { rows } = await sql<{ id: number; title: string; number: string | null; issuedAt: string | null; tasks: number; dated: number; done: number; nextDue: string | null }>`
    select p.id, p.title, p.number, p.issued_at as "issuedAt", count(t.id) as tasks, count(t.due_on) as dated, count(t.done_at) as done,
      min(t.due_on) filter (where t.done_at is null) as "nextDue"
    from policy p left join policy_task t on t.policy_id = p.id group by p.id order by p.issued_at desc nulls last, p.id desc`.execute(db);
  return rows;
}

/** Marks a task done, or the interpretation published, once; false where it was before. */
export async function markTaskDone(trx: Trx, taskId: number, at: Date): Promise<boolean> {
  const done = await trx.updateTable('policy_task').set({ done_at: at }).where('id', '=', taskId).where('done_at', 'is', null).returning('id').executeTakeFirst();
  return done !== undefined;
}

export async function markInterpreted(trx: Trx, policyId: number, at: Date): Promise<boolean> {
  const done = await trx.updateTable('policy').set({ interpreted_at: at }).where('id', '=', policyId).where('interpreted_at', 'is', null).returning('id').executeTakeFirst();
  return done !== undefined;
}

/** What was said of a policy in its window: items whose words hold one of its keywords, before and from its issue on. */
export async function policyEcho(db: Db, policy: Pick<KeptPolicy, 'keywords' | 'watchFrom' | 'watchTo' | 'issuedAt'>): Promise<{ before: number; after: number; negative: number }> {
  if (policy.keywords.length === 0 || policy.watchFrom === null || policy.issuedAt === null) return { before: 0, after: 0, negative: 0 };
  const likes = policy.keywords.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const { rows } = await sql<{ before: number; after: number; negative: number }>`
    select count(*) filter (where i.published_at < ${`${policy.issuedAt}T00:00:00+08:00`}::timestamptz) as before,
      count(*) filter (where i.published_at >= ${`${policy.issuedAt}T00:00:00+08:00`}::timestamptz) as after,
      count(*) filter (where v.sentiment = '负面') as negative
    from item i left join verdict v on v.item_id = i.id and v.current
    where i.published_at >= ${`${policy.watchFrom}T00:00:00+08:00`}::timestamptz and i.published_at < ${`${policy.watchTo}T24:00:00+08:00`}::timestamptz
      and not exists (select from policy p where p.item_id = i.id)
      and (i.title like any(${likes}) or i.body like any(${likes}))`.execute(db);
  return rows[0] ?? { before: 0, after: 0, negative: 0 };
}
