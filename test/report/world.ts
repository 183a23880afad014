import { sql } from 'kysely';
import { putDeadlines } from '../../db/deadlines.ts';
import { keepProfileVersion } from '../../db/profile-versions.ts';
import { ensureSource } from '../../db/sources.ts';
import type { Db } from '../../db/connect.ts';
import { addDays, endOfDay, type AlertLevel, type CategoryCode, type DeadlineKind, type Flag, type ItemKind } from '../../model/index.ts';

/**
 * A hand-made world around the week 2026-W47 (11-16 to 11-22), seen on Monday 11-23 at 08:00. Everything that a figure
 * must leave out is in it: another profile, reposts of the same words, void and merged tickets, old material, met and
 * cancelled deadlines, 退单窗口, a deadline on the first and on the last second of the week.
 */
export const NOW = new Date('2026-11-23T08:00:00+08:00');
export const PROFILE = 'yangzhou-2018';
export const HOSTILE = '<script>alert("x")</script><img src=http://evil.example/x.png>\r\nBcc: all@evil.example';

export interface ItemSeed {
  source: number;
  /** Shanghai wall time, `2026-11-16 00:00`. */
  at: string;
  text: string;
  kind?: ItemKind;
  channel?: string;
  category?: CategoryCode | null;
  flags?: Flag[];
  historical?: boolean;
  detectedAt?: string;
}

export interface DeadlineSeed {
  unit: string;
  /** Day of a working-day clock (24:00), or an instant. */
  due: string;
  kind?: DeadlineKind;
  metAt?: string;
  cancelled?: boolean;
}

const at = (wall: string): Date => new Date(`${wall.replace(' ', 'T')}:00+08:00`);

/** Puts rows in by hand, so that a test says exactly what is there. */
export class World {
  readonly db: Db;
  #n = 0;

  constructor(db: Db) {
    this.db = db;
  }

  async source(name: string, profileId: string, channel = '12345'): Promise<number> {
    const source = await ensureSource(this.db, { name, kind: 'hotline', channel, profileId });
    await keepProfileVersion(this.db, profileId, { id: profileId });
    return source.id;
  }

  async item(s: ItemSeed): Promise<number> {
    this.#n += 1;
    const { id } = await this.db.insertInto('item').values({
      source_id: s.source, external_id: `n${this.#n}`, run_id: null, kind: s.kind ?? 'message', title: s.text.slice(0, 40), body: s.text,
      url: null, author: null, published_at: at(s.at), precision: 'minute', detected_at: at(s.detectedAt ?? s.at), channel: s.channel ?? '12345',
      given_type: null, place: null, category_path: [], main_unit: null, co_units: [], status: null, reply: null, reply_at: null,
      closed_at: null, due_text: null, engagement: '{}', raw: '{}', marks: [], historical: s.historical ?? false,
      row_hash: `r${this.#n}`, text_hash: s.text, same_text_as: null,
    }).returning('id').executeTakeFirstOrThrow();
    if (s.category !== null) {
      await this.db.insertInto('verdict').values({
        item_id: id, made_by: 'test', revision: 1, current: true, category: s.category ?? 'EDU', confidence: 0.9, secondary: [], type: '投诉',
        sentiment: '负面', urgency: '一般', flags: s.flags ?? [], needs_review: false, evidence: '[]', stance: null, places: '[]',
      }).execute();
    }
    return id;
  }

  async topic(title: string, profileId: string, itemIds: number[]): Promise<number> {
    const { id } = await this.db.insertInto('topic').values({
      profile_id: profileId, title, first_at: NOW, last_at: NOW, merged_into: null, item_count: itemIds.length,
    }).returning('id').executeTakeFirstOrThrow();
    for (const itemId of itemIds) await this.db.insertInto('topic_item').values({ item_id: itemId, topic_id: id, score: 1 }).execute();
    return id;
  }

  async alert(topicId: number, level: AlertLevel, opened: string, closed?: { at: string; state: 'cleared' | 'raised' | 'false_alarm' }): Promise<void> {
    await this.db.insertInto('alert').values({
      topic_id: topicId, level, reason: '测试', opened_at: at(opened), closed_at: closed ? at(closed.at) : null, state: closed?.state ?? 'open',
    }).execute();
  }

  async ticket(itemId: number, profileId: string, opts: { receivedAt: string; unit?: string; historical?: boolean; closedAt?: string; state?: 'X4' | 'X6' | 'X7' }, deadlines: DeadlineSeed[] = []): Promise<number> {
    const version = await this.db.selectFrom('profile_version').select('id').where('profile_id', '=', profileId).executeTakeFirstOrThrow();
    const { id } = await this.db.insertInto('ticket').values({
      item_id: itemId, topic_id: null, profile_version_id: version.id, channel: '12345', title: `工单 ${itemId}`, category: 'EDU', type: '投诉',
      urgency: '一般', lead_unit: opts.unit ?? '市教育局', assist_units: [], historical: opts.historical ?? false,
      received_at: at(opts.receivedAt), closed_at: null, next_due_at: null,
    }).returning('id').executeTakeFirstOrThrow();
    const path = opts.state ? ['S1', opts.state] : opts.closedAt ? ['S1', 'S12'] : [];
    for (const state of path) {
      await this.db.updateTable('ticket').set({ state, ...(state === 'S12' ? { closed_at: at(opts.closedAt!) } : {}) }).where('id', '=', id).execute();
    }
    let rule = 0;
    for (const d of deadlines) {
      rule += 1;
      const dueAt = d.due.length === 10 ? endOfDay(d.due) : at(d.due);
      await this.db.transaction().execute((trx) => putDeadlines(trx, [{
        subjectKind: 'ticket', subjectId: id, round: 1, unit: d.unit, next: null,
        planned: {
          ruleId: `R${rule}`, kind: d.kind ?? 'K8', name: '办理结果', basis: '测试', authority: 'default', authorityText: '本级未规定,采用缺省',
          starts: 'received_at', startsAt: at(opts.receivedAt), dueAt, stops: `stop${rule}`, clock: { mode: 'working_day', n: 5 }, countedDays: [], skippedDays: [],
          provisional: false, calendarVersion: 'test',
        },
      }]));
      if (d.metAt) {
        await sql`update deadline set met_at = ${at(d.metAt)}, met_on_time = ${at(d.metAt)} < due_at + interval '1 second'
          where subject_kind = 'ticket' and subject_id = ${id} and rule_id = ${`R${rule}`}`.execute(this.db);
      }
      if (d.cancelled) {
        await sql`update deadline set cancelled_at = ${at('2026-11-20 00:00')} where subject_kind = 'ticket' and subject_id = ${id} and rule_id = ${`R${rule}`}`.execute(this.db);
      }
    }
    return id;
  }
}

/** Fills the world described above. */
export async function fillWorld(db: Db): Promise<World> {
  const w = new World(db);
  const hotline = await w.source('扬州12345', PROFILE);
  const elsewhere = await w.source('别处12345', 'national');
  await w.source('停了的论坛', PROFILE, '论坛');
  await db.updateTable('source').set({ failures: 3, last_error: '连不上' }).where('name', '=', '停了的论坛').execute();

  const categories: CategoryCode[] = ['EDU', 'EDU', 'EDU', 'HOU', 'HOU', 'MED', 'ENV', 'TRA', 'UTI'];
  const units = ['市教育局', '市房管局', '市卫计委', '市环保局'];
  // 40 messages of the week, spread over its days, each with its ticket and two deadlines.
  for (let i = 0; i < 40; i += 1) {
    const day = addDays('2026-11-16', i % 7);
    const received = `${day} ${String(8 + (i % 10)).padStart(2, '0')}:15`;
    const id = await w.item({ source: hotline, at: received, text: `本周留言${i}`, category: categories[i % 9]!, channel: i % 5 === 0 ? '寄语市长' : '12345', flags: i % 8 === 0 ? ['未成年人'] : [] });
    const unit = units[i % 4]!;
    const dueFirst = addDays(day, 2);
    await w.ticket(id, PROFILE, { receivedAt: received, unit, ...(i % 4 === 0 ? { closedAt: `${day} 20:00` } : {}) }, [
      { unit, due: dueFirst, kind: 'K7', ...(i % 3 === 0 ? { metAt: `${day} 18:00` } : i % 3 === 1 ? { metAt: `${addDays(dueFirst, 1)} 09:00` } : {}) },
      { unit, due: addDays(day, 5), kind: 'K8', ...(i % 4 === 0 ? { metAt: `${day} 20:00` } : {}) },
      { unit, due: addDays(day, 1), kind: 'K6' },
      { unit, due: addDays(day, 1), kind: 'K5', cancelled: true },
    ]);
  }
  // 25 of the week before.
  for (let i = 0; i < 25; i += 1) {
    const day = addDays('2026-11-09', i % 7);
    const id = await w.item({ source: hotline, at: `${day} 10:00`, text: `上周留言${i}`, category: i % 2 ? 'EDU' : 'CUL' });
    await w.ticket(id, PROFILE, { receivedAt: `${day} 10:00`, unit: '市教育局' }, [{ unit: '市教育局', due: addDays(day, 4), kind: 'K8', ...(i % 5 ? { metAt: `${addDays(day, 3)} 10:00` } : {}) }]);
  }
  // A rising matter: one text reposted, and comments of its own; its title is hostile.
  const hot: number[] = [];
  for (let i = 0; i < 14; i += 1) hot.push(await w.item({ source: hotline, at: `2026-11-2${i % 3} 1${i % 10}:00`, text: i < 9 ? '校外配餐转发' : `配餐评论${i}`, kind: 'post', channel: i === 8 ? '快手' : '微博', category: 'FDS', flags: i % 2 ? ['突发事件'] : [] }));
  for (let i = 0; i < 3; i += 1) hot.push(await w.item({ source: hotline, at: `2026-11-1${i} 12:00`, text: `早先的配餐帖${i}`, kind: 'post', channel: '微信', category: 'FDS' }));
  const topic = await w.topic(HOSTILE, PROFILE, hot);
  await w.alert(topic, '蓝', '2026-11-20 10:00', { at: '2026-11-21 10:00', state: 'raised' });
  await w.alert(topic, '橙', '2026-11-21 10:00');
  const small = [await w.item({ source: hotline, at: '2026-11-18 09:00', text: '停水一', category: 'UTI' }), await w.item({ source: hotline, at: '2026-11-18 09:30', text: '停水二', category: 'UTI' })];
  await w.alert(await w.topic('某小区停水,电话13800138000', PROFILE, small), '蓝', '2026-11-18 10:00', { at: '2026-11-18 11:00', state: 'false_alarm' });
  // What must not count, or stands apart.
  await w.item({ source: elsewhere, at: '2026-11-18 09:00', text: '别处的留言' });
  await w.item({ source: hotline, at: '2026-11-15 23:59', text: '上周最后一分钟' });
  await w.item({ source: hotline, at: '2026-11-16 00:00', text: '本周第一分钟', category: null });
  await w.item({ source: hotline, at: '2026-11-22 23:59', text: '本周最后一分钟', historical: true });
  await w.item({ source: hotline, at: '2026-11-23 00:00', text: '下周第一分钟' });
  await w.item({ source: hotline, at: '2018-04-01 09:00', text: '补录旧件', detectedAt: '2026-11-19 09:00', historical: true });
  for (const [i, state] of (['X7', 'X4', 'X6'] as const).entries()) {
    const id = await w.item({ source: hotline, at: '2026-11-17 09:00', text: `单列件${i}`, category: 'OTH' });
    await w.ticket(id, PROFILE, { receivedAt: '2026-11-17 09:00', state }, [{ unit: '市民政局', due: '2026-11-19' }]);
  }
  const old = await w.item({ source: hotline, at: '2026-11-10 09:00', text: '来时已办结', historical: true });
  await w.ticket(old, PROFILE, { receivedAt: '2026-11-10 09:00', historical: true, closedAt: '2026-11-17 10:00' }, [
    { unit: '市民政局', due: '2026-11-17', metAt: '2026-11-17 10:00' }, { unit: '市民政局', due: '2026-11-18', kind: 'K7' }]);
  const border = await w.item({ source: hotline, at: '2026-11-10 10:00', text: '边界时限' });
  await w.ticket(border, PROFILE, { receivedAt: '2026-11-10 10:00', unit: '市民政局' }, [
    { unit: '市民政局', due: '2026-11-16 00:00', kind: 'K4', metAt: '2026-11-15 12:00' },
    { unit: '市民政局', due: '2026-11-22', metAt: '2026-11-22 23:59' },
    { unit: '市民政局', due: '2026-11-15' },
    { unit: '市民政局', due: '2026-11-27', metAt: '2026-11-22 10:00' }]);
  return w;
}
