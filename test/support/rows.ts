import { sql } from 'kysely';
import type { Db } from '../../db/connect.ts';

/** The smallest rows an invariant test needs, straight into the tables. */

export async function insertSource(db: Db, name = '测试信源', profileId = 'national'): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into source (name, kind, channel, profile_id) values (${name}, 'hotline', '12345', ${profileId}) returning id`.execute(db);
  return rows[0]!.id;
}

export async function insertItem(db: Db, sourceId: number, externalId: string, body = '路灯不亮'): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into item (source_id, external_id, kind, body, published_at, precision, channel, row_hash, text_hash)
    values (${sourceId}, ${externalId}, 'message', ${body}, now(), 'second', '12345', ${`row:${body}`}, ${`text:${body}`}) returning id`.execute(db);
  return rows[0]!.id;
}

export async function insertTopic(db: Db, title = '路灯'): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into topic (profile_id, title, first_at, last_at) values ('national', ${title}, now(), now()) returning id`.execute(db);
  return rows[0]!.id;
}

export async function insertTicket(db: Db, origin: { itemId?: number; topicId?: number }): Promise<number> {
  const { rows: [version] } = await sql<{ id: number }>`
    insert into profile_version (profile_id, hash, body) values ('national', 'h', '{}')
    on conflict (profile_id, hash) do update set hash = excluded.hash returning id`.execute(db);
  const { rows } = await sql<{ id: number }>`
    insert into ticket (item_id, topic_id, profile_version_id, channel, title, category, type, urgency, lead_unit, received_at)
    values (${origin.itemId ?? null}, ${origin.topicId ?? null}, ${version!.id}, '12345', '路灯不亮', 'TRA', '求助', '一般', '城市管理局', now())
    returning id`.execute(db);
  return rows[0]!.id;
}

export async function insertDeadline(db: Db, subject: { kind: string; id: number }, dueAt: Date, rule = 'GEN-5WD', round = 1): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into deadline (subject_kind, subject_id, rule_id, round, kind, name, basis, authority, authority_text, unit, starts, starts_at, due_at, stops, clock, provisional, calendar_version)
    values (${subject.kind}, ${subject.id}, ${rule}, ${round}, 'K8', '5个工作日', '缺省', 'default', '本级未规定,采用缺省', '城市管理局', 'received_at', now(), ${dueAt}, 'result_at', '{}', false, 'v')
    returning id`.execute(db);
  return rows[0]!.id;
}
