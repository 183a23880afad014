import { sql } from 'kysely';
import type { Db, Trx } from './connect.ts';
import { jsonb } from './connect.ts';

/** An order as its source brought it, and what we know of its answer. */
export interface OrderToExport {
  id: number;
  externalId: string;
  raw: Record<string, string>;
  title: string | null;
  body: string;
  place: string | null;
  channel: string;
  givenType: string | null;
  publishedAt: Date;
  dueText: string | null;
  coUnits: string[];
  status: string | null;
  mainUnit: string | null;
  reply: string | null;
  replyAt: Date | null;
  closedAt: Date | null;
  /** When its answer stopped our clock. */
  answeredAt: Date | null;
  /** When its ticket was closed by us; null where it is open, or where the source itself had closed it. */
  ticketClosedAt: Date | null;
  /** To whom it was handed. */
  sentTo: string | null;
  /** Sealed contact data, where they were asked for. */
  contact: Buffer | null;
}

export interface OrderChoice {
  sourceId: number;
  /** Received, answered, closed or moved since. */
  since: Date | null;
  /** Those that have an answer or are closed. */
  answeredOnly: boolean;
}

/** What the respond stage writes into the history of a ticket that its source has closed. */
const CLOSED_THERE = '来源系统已办结';

const chosen = ({ sourceId, since, answeredOnly }: OrderChoice) => sql`
  i.source_id = ${sourceId} and i.kind = 'message'
  and (${!answeredOnly} or i.reply is not null or i.reply_at is not null or i.closed_at is not null or t.state in ('S12', 'S13'))
  and (${since}::timestamptz is null or greatest(i.published_at, i.reply_at, i.closed_at, t.closed_at) >= ${since}
    or exists (select from ticket_history h where h.ticket_id = t.id and h.at >= ${since}))`;

export async function countOrders(db: Db | Trx, choice: OrderChoice): Promise<{ orders: number; contacts: number }> {
  const { rows } = await sql<{ orders: number; contacts: number }>`
    select count(*) as orders, count(c.item_id) as contacts
    from item i left join ticket t on t.item_id = i.id left join contact c on c.item_id = i.id where ${chosen(choice)}`.execute(db);
  return rows[0] ?? { orders: 0, contacts: 0 };
}

const BATCH = 500;

/** Orders in the order in which they came, a batch at a time. Read inside one repeatable transaction they are of one moment. */
export async function* ordersToExport(trx: Trx, choice: OrderChoice, opts: { contacts: boolean }): AsyncGenerator<OrderToExport[]> {
  for (let after = 0; ;) {
    const { rows } = await sql<OrderToExport>`
      select i.id, i.external_id as "externalId", i.raw, i.title, i.body, i.place, i.channel, i.given_type as "givenType", i.published_at as "publishedAt",
        i.due_text as "dueText", i.co_units as "coUnits", i.status, i.main_unit as "mainUnit", i.reply, i.reply_at as "replyAt", i.closed_at as "closedAt",
        case when i.reply is not null and i.reply_at is null then (select max(d.met_at) from deadline d
          where d.subject_kind = 'ticket' and d.subject_id = t.id and d.stops = 'feedback_at') end as "answeredAt",
        case when t.state in ('S12', 'S13') and not exists (select from ticket_history h
          where h.ticket_id = t.id and h.to_state = 'S12' and h.note = ${CLOSED_THERE}) then t.closed_at end as "ticketClosedAt",
        (select x.unit from dispatch x where x.ticket_id = t.id and x.role = 'lead' and x.returned_at is null order by x.id desc limit 1) as "sentTo",
        ${opts.contacts ? sql`(select c.sealed from contact c where c.item_id = i.id)` : sql`null::bytea`} as contact
      from item i left join ticket t on t.item_id = i.id
      where i.id > ${after} and ${chosen(choice)} order by i.id limit ${BATCH}`.execute(trx);
    if (rows.length === 0) return;
    yield rows;
    after = rows.at(-1)!.id;
  }
}

/** Names of columns that the rows of a source have, the commonest first, for a source whose files never told them. */
export async function rawColumns(db: Db | Trx, sourceId: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select k as name from (select raw from item where source_id = ${sourceId} and kind = 'message' order by id desc limit 1000) r,
      jsonb_object_keys(r.raw) k group by k order by count(*) desc, k limit 1000`.execute(db);
  return rows.map((r) => r.name);
}

/** Some values of each column, to see how it writes its times. */
export async function columnSamples(db: Db | Trx, sourceId: number, columns: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ name: string; samples: string[] }>`
    select n.name, array(select i.raw ->> n.name from item i where i.source_id = ${sourceId} and i.kind = 'message' and i.raw ->> n.name <> ''
      order by i.id desc limit 50) as samples
    from unnest(${[...columns]}::text[]) n (name)`.execute(db);
  return new Map(rows.map((r) => [r.name, r.samples]));
}

/** Writes down that contact data of a source left the house, and why. */
export async function noteContactExport(db: Db | Trx, sourceId: number, detail: { count: number; reason: string }): Promise<void> {
  await sql`insert into audit_log (action, subject, detail) values ('contact.export', ${`source:${sourceId}`}, ${jsonb(detail)}::jsonb)`.execute(db);
}
