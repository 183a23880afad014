import { sql } from 'kysely';
import type { Db } from '../../db/connect.ts';

/** The figures of the report counted again in another way: plain SQL over literal times, one number at a time. */
export class Recount {
  readonly db: Db;
  readonly week: [string, string];
  readonly last: [string, string];
  readonly now: string;
  readonly profile: string;

  constructor(db: Db, opts: { week: [string, string]; last: [string, string]; now: string; profile: string }) {
    this.db = db;
    this.week = opts.week;
    this.last = opts.last;
    this.now = opts.now;
    this.profile = opts.profile;
  }

  async one(text: string): Promise<number> {
    const { rows } = await sql.raw<{ n: number }>(`select (${text})::int as n`).execute(this.db);
    return rows[0]!.n;
  }

  async pairs(text: string): Promise<Map<string, number>> {
    const { rows } = await sql.raw<{ k: string; n: number }>(text).execute(this.db);
    return new Map(rows.map((r) => [r.k, Number(r.n)]));
  }

  items([from, to]: [string, string]): string {
    return `(select i.*, coalesce((select state from ticket where item_id = i.id), '') as st from item i
      where i.source_id in (select id from source where profile_id = '${this.profile}')
        and i.published_at >= '${from}+08' and i.published_at < '${to}+08')`;
  }

  /** First copies, by a window function instead of distinct on. */
  firsts(span: [string, string]): string {
    return `(select * from (select i.*, row_number() over (partition by kind, text_hash order by published_at, id) as copy
      from ${this.items(span)} i where st <> 'X7') c where copy = 1)`;
  }

  effective(span: [string, string], kind = '%'): Promise<number> {
    return this.one(`select count(*) from (select kind, text_hash from ${this.items(span)} i where st <> 'X7' and kind like '${kind}' group by 1, 2) x`);
  }

  categories(span: [string, string]): Promise<Map<string, number>> {
    return this.pairs(`select coalesce((select category from verdict v where v.item_id = f.id and current), '-') as k, count(*) as n from ${this.firsts(span)} f group by 1`);
  }

  channels(span: [string, string]): Promise<Map<string, number>> {
    return this.pairs(`select channel as k, count(*) as n from ${this.firsts(span)} f group by 1`);
  }

  sensitive(span: [string, string]): Promise<number> {
    return this.one(`select count(*) from ${this.firsts(span)} f where
      (select cardinality(flags) from verdict where item_id = f.id and current) > 0
      or f.id in (select ti.item_id from topic_item ti where ti.topic_id in (select topic_id from alert
          where level <> '蓝' and state <> 'false_alarm' and opened_at < '${span[1]}+08' and coalesce(closed_at, 'infinity') >= '${span[0]}+08'))`);
  }

  topic(id: number, span: [string, string]): Promise<number> {
    return this.one(`select count(*) from ${this.items(span)} i where st <> 'X7' and id in (select item_id from topic_item where topic_id = ${id})`);
  }

  alerts(span: [string, string], level: string): Promise<number> {
    return this.one(`select count(*) from alert where level = '${level}' and opened_at >= '${span[0]}+08' and opened_at < '${span[1]}+08'
      and topic_id in (select id from topic where profile_id = '${this.profile}')`);
  }

  tickets(column: string, span: [string, string], historical: boolean): Promise<number> {
    return this.one(`select count(*) from ticket where historical = ${historical} and ${column} >= '${span[0]}+08' and ${column} < '${span[1]}+08'
      and profile_version_id in (select id from profile_version where profile_id = '${this.profile}')`);
  }

  /** Duties of this profile's tickets; everything in the test's world hangs on tickets. */
  duties(): string {
    return `(select d.*, t.historical, t.state as st from deadline d, ticket t where d.subject_kind = 'ticket' and d.subject_id = t.id
      and d.kind <> 'K6' and d.cancelled_at is null
      and t.profile_version_id in (select id from profile_version where profile_id = '${this.profile}'))`;
  }

  /** In the week and past: how many, in time, late, undone. */
  async met(where: string): Promise<{ due: number; onTime: number; late: number; undone: number }> {
    const base = `from ${this.duties()} d where due_at >= '${this.week[0]}+08' and due_at < '${this.week[1]}+08' and due_at + interval '1 s' <= '${this.now}+08' and ${where}`;
    return {
      due: await this.one(`select count(*) ${base}`),
      onTime: await this.one(`select count(*) ${base} and met_at <= '${this.now}+08' and met_at < due_at + interval '1 s'`),
      late: await this.one(`select count(*) ${base} and met_at <= '${this.now}+08' and met_at >= due_at + interval '1 s'`),
      undone: await this.one(`select count(*) ${base} and coalesce(met_at, 'infinity') > '${this.now}+08'`),
    };
  }

  overdue(what = 'count(*)', where = 'true'): Promise<number> {
    return this.one(`select ${what} from ${this.duties()} d where not historical and st not in ('X4', 'X6', 'X7')
      and due_at + interval '1 s' <= '${this.now}+08' and coalesce(met_at, 'infinity') > '${this.now}+08' and ${where}`);
  }

  upcoming(day: string): Promise<Map<string, number>> {
    return this.pairs(`select unit as k, count(*) as n from ${this.duties()} d where not historical and st not in ('X4', 'X6', 'X7')
      and coalesce(met_at, 'infinity') > '${this.now}+08' and due_at >= '${day} 00:00+08' and due_at < '${day} 23:59:59.999+08' group by 1 order by 2 desc, 1`);
  }
}
