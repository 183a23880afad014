import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noticeById } from '../../db/notices.ts';
import { shanghaiIso } from '../../model/index.ts';
import { loadCalendar } from '../../profiles/load.ts';
import { makeDueWeeklies, makeWeekly, type ReportRecipient } from '../../report/make.ts';
import { reportInstant, weekById, weekOf } from '../../report/week.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { fillWorld, NOW, PROFILE, World } from './world.ts';

const calendar = loadCalendar();
const mayor: ReportRecipient = { name: '张市长', channel: 'mail', address: 'mayor@example.gov.cn' };
const file: ReportRecipient = { name: '存档', channel: 'file', address: null };
const at = (text: string) => new Date(`${text}+08:00`);

let t: TestDb;
beforeAll(async () => { t = await createTestDb(); });
afterAll(() => t.close());

const outbox = () => t.db.selectFrom('outbox').select(['stage', 'payload']).orderBy('created_at').orderBy('id').execute();
const sourceSince = (when: string) => t.db.updateTable('source').set({ created_at: at(when) }).where('profile_id', '=', 'national').execute();
const clear = async () => {
  for (const table of ['notice', 'report', 'outbox'] as const) await t.db.deleteFrom(table).execute();
};

describe('making a weekly report', () => {
  beforeAll(async () => { await fillWorld(t.db); });

  it('keeps the report and leaves one notice and one outbox line per recipient', async () => {
    const made = await makeWeekly(t.db, { now: NOW, calendar, recipients: [mayor, file], profileId: PROFILE });
    expect(made).toMatchObject({ period: '2026-W47', created: true });
    expect(made.noticeIds).toHaveLength(2);
    const lines = await outbox();
    expect(lines.map((l) => l.stage)).toEqual(['deliver', 'deliver']);
    expect(lines.map((l) => (l.payload as { noticeId: number }).noticeId).toSorted((a, b) => a - b)).toEqual(made.noticeIds.toSorted((a, b) => a - b));
    const report = await t.db.selectFrom('report').selectAll().executeTakeFirstOrThrow();
    const notices = await Promise.all(made.noticeIds.map((id) => noticeById(t.db, id)));
    for (const notice of notices) expect(notice).toMatchObject({ kind: 'weekly', subject: report.subject, text: report.body_text, html: report.body_html, state: 'pending' });
    expect(new Set(notices.map((n) => n!.onceKey))).toEqual(new Set(['weekly:2026-W47:yangzhou-2018:张市长:mail', 'weekly:2026-W47:yangzhou-2018:存档:file']));
    expect(report.numbers).toMatchObject({ week: { id: '2026-W47' }, asOf: '2026-11-23T00:00:00.000Z' });
  });

  it('again makes nothing, and what was sent stays as it was although more came in', async () => {
    const before = await t.db.selectFrom('report').selectAll().execute();
    const w = new World(t.db);
    await w.item({ source: await w.source('后来的', PROFILE), at: '2026-11-18 10:00', text: '迟到的留言' });
    const again = await makeWeekly(t.db, { now: at('2026-11-24T09:00:00'), calendar, recipients: [mayor, file], profileId: PROFILE });
    expect(again).toMatchObject({ reportId: before[0]!.id, created: false, noticeIds: [] });
    expect(await t.db.selectFrom('report').selectAll().execute()).toEqual(before);
    expect(await outbox()).toHaveLength(2);
  });

  it('gives a recipient who was added later the report as it was sent', async () => {
    const late = await makeWeekly(t.db, { now: at('2026-11-25T09:00:00'), calendar, recipients: [mayor, file, { name: '李秘书长', channel: 'mail', address: 'li@example.gov.cn' }], profileId: PROFILE });
    expect(late.created).toBe(false);
    expect(late.noticeIds).toHaveLength(1);
    const report = await t.db.selectFrom('report').selectAll().executeTakeFirstOrThrow();
    expect((await noticeById(t.db, late.noticeIds[0]!))!.text).toBe(report.body_text);
  });

  it('makes one when five make it at once', async () => {
    await clear();
    const made = await Promise.all(Array.from({ length: 5 }, () => makeWeekly(t.db, { now: NOW, calendar, recipients: [mayor, file], profileId: PROFILE })));
    expect(made.filter((m) => m.created)).toHaveLength(1);
    expect(new Set(made.map((m) => m.reportId)).size).toBe(1);
    expect(made.flatMap((m) => m.noticeIds)).toHaveLength(2);
    expect(await outbox()).toHaveLength(2);
  });

  it('leaves nothing behind when it fails half-way', async () => {
    await clear();
    const bad = { name: '坏收件人', channel: 'pigeon' as 'mail', address: null };
    await expect(makeWeekly(t.db, { now: NOW, calendar, recipients: [mayor, bad], profileId: PROFILE })).rejects.toThrow(/notice_channel_check/);
    expect(await t.db.selectFrom('report').select('id').execute()).toEqual([]);
    expect(await t.db.selectFrom('notice').select('id').execute()).toEqual([]);
    expect(await outbox()).toEqual([]);
  });

  it('keeps profiles apart, and one recipient may get both', async () => {
    await clear();
    const one = await makeWeekly(t.db, { now: NOW, calendar, recipients: [mayor], profileId: PROFILE });
    const all = await makeWeekly(t.db, { now: NOW, calendar, recipients: [mayor] });
    expect(all.reportId).not.toBe(one.reportId);
    expect(all.noticeIds).toHaveLength(1);
  });

  it('keeps an interim report of a running week out of the real one’s way', async () => {
    await clear();
    const interim = await makeWeekly(t.db, { now: at('2026-11-24T18:00:00'), calendar, recipients: [mayor], week: weekOf(at('2026-11-24T18:00:00')) });
    expect(interim).toMatchObject({ period: '2026-W48/2026-11-24', created: true });
    const real = await makeWeekly(t.db, { now: at('2026-11-30T08:00:00'), calendar, recipients: [mayor] });
    expect(real).toMatchObject({ period: '2026-W48', created: true });
    expect(real.noticeIds).toHaveLength(1);
  });
});

describe('reports that are owed', () => {
  const opts = { calendar, recipients: [file], profileId: 'national' };
  const made = async (now: string) => (await makeDueWeeklies(t.db, { ...opts, now: at(now) })).map((m) => `${m.period}${m.created ? '' : ' again'}`);

  it('are none while there is no source, and none about the time before the first', async () => {
    await clear();
    expect((await makeDueWeeklies(t.db, { ...opts, profileId: 'jiangmen-2021', now: at('2026-11-23T08:00:00') }))).toEqual([]);
    await sourceSince('2026-01-28T12:00:00');
    expect(await made('2026-01-30T12:00:00')).toEqual([]);
    expect(await made('2026-02-02T07:59:59')).toEqual([]);
  });

  it('come on the right day through 春节, once each, also when the server was down', async () => {
    expect(await made('2026-02-02T08:00:00')).toEqual(['2026-W05']);
    expect(await made('2026-02-02T08:01:00')).toEqual([]);
    expect(await made('2026-02-11T10:00:00')).toEqual(['2026-W06']);
    expect(await made('2026-02-16T08:00:00')).toEqual([]);
    expect(await made('2026-02-24T08:00:00')).toEqual(['2026-W07', '2026-W08']);
    expect(await made('2026-02-24T08:00:00')).toEqual([]);
    expect(await t.db.selectFrom('notice').select('id').execute()).toHaveLength(4);
  });

  it('come after 国庆 on the first working day', async () => {
    await clear();
    await sourceSince('2026-09-28T12:00:00');
    expect(await made('2026-10-05T08:00:00')).toEqual([]);
    expect(await made('2026-10-08T08:00:00')).toEqual(['2026-W40']);
    expect(shanghaiIso(reportInstant(weekById('2026-W40'), { weekday: 1, time: '08:00' }, calendar))).toBe('2026-10-08T08:00:00+08:00');
  });

  it('reach four weeks back and no further', async () => {
    expect(await made('2026-11-23T08:00:00')).toEqual(['2026-W44', '2026-W45', '2026-W46', '2026-W47']);
  });
});
