import { sql } from 'kysely';
import type { Db, Trx } from './connect.ts';
import { jsonb } from './connect.ts';

export type NoticeChannel = 'file' | 'console' | 'mail';

export interface NoticeToPost {
  /** One reason and one recipient: the same key again adds nothing. */
  onceKey: string;
  kind: string;
  recipient: string;
  channel: NoticeChannel;
  address: string | null;
  subject: string;
  text: string;
  html: string | null;
  ticketId: number | null;
  topicId: number | null;
}

/** Posts notices; returns the ids of those that are new and must be delivered. */
export async function postNotices(trx: Trx, notices: NoticeToPost[]): Promise<number[]> {
  if (notices.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    insert into notice (once_key, kind, recipient, channel, address, subject, body_text, body_html, ticket_id, topic_id)
    select r."onceKey", r.kind, r.recipient, r.channel, r.address, r.subject, r.text, r.html, r."ticketId", r."topicId"
    from jsonb_to_recordset(${jsonb(notices)}::jsonb) as r ("onceKey" text, kind text, recipient text, channel text, address text,
      subject text, text text, html text, "ticketId" bigint, "topicId" bigint)
    on conflict (once_key) do nothing returning id`.execute(trx);
  return rows.map((r) => r.id);
}

export interface Notice extends Omit<NoticeToPost, 'text' | 'html'> {
  id: number;
  text: string;
  html: string | null;
  state: 'pending' | 'sent' | 'dead';
  createdAt: Date;
}

export async function noticeById(db: Db | Trx, id: number): Promise<Notice | null> {
  const row = await db.selectFrom('notice').select(['id', 'once_key as onceKey', 'kind', 'recipient', 'channel', 'address', 'subject',
    'body_text as text', 'body_html as html', 'ticket_id as ticketId', 'topic_id as topicId', 'state', 'created_at as createdAt'])
    .where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** A notice, held until the transaction ends: two workers never send the same one. */
export async function lockNotice(trx: Trx, id: number): Promise<Notice | null> {
  await trx.selectFrom('notice').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
  return noticeById(trx, id);
}

export async function markSent(trx: Trx, id: number, at: Date): Promise<void> {
  await trx.updateTable('notice').set({ state: 'sent', sent_at: at, attempts: sql<number>`attempts + 1`, last_error: null }).where('id', '=', id).execute();
}

export async function markAttempt(db: Db | Trx, id: number, error: string, dead: boolean): Promise<void> {
  await db.updateTable('notice').set({ attempts: sql<number>`attempts + 1`, last_error: error.slice(0, 2000), ...(dead ? { state: 'dead' as const } : {}) })
    .where('id', '=', id).where('state', '=', 'pending').execute();
}
