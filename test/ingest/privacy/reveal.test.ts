import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetContacts, putContacts } from '../../../db/contacts.ts';
import { ensureSource } from '../../../db/sources.ts';
import { maskContact } from '../../../ingest/privacy/contact.ts';
import { revealContact } from '../../../ingest/privacy/reveal.ts';
import { runIngest } from '../../../ingest/run.ts';
import { createSeal } from '../../../ingest/seal.ts';
import type { Contact, IncomingItem } from '../../../model/index.ts';
import { createTestDb, type TestDb } from '../../support/database.ts';
import { incoming } from '../../support/incoming.ts';

const seal = createSeal('ab'.repeat(32));
const contact: Contact = { name: '张建国', phone: '13812345678', idNumber: '11010519491231002X', address: '清河市阳光小区3栋2单元502室' };
let t: TestDb;
let withContact: number;
let without: number;

async function store(...items: IncomingItem[]): Promise<number[]> {
  const source = await ensureSource(t.db, { name: '清河热线', kind: 'hotline', channel: '12345', profileId: 'yangzhou-2018', config: {} });
  const now = new Date('2026-11-24T08:00:00Z');
  await runIngest(t.db, { id: source.id, fileName: '张建国13812345678.csv' }, { channel: '12345', seal, now, historical: false, historicalBefore: new Date(0) },
    (async function* () { for (const item of items) yield { type: 'item' as const, item, at: { row: 2 } }; })());
  const rows = await t.db.selectFrom('item').select(['id', 'external_id']).where('external_id', 'in', items.map((i) => i.externalId)).execute();
  return items.map((i) => rows.find((r) => r.external_id === i.externalId)!.id);
}

beforeAll(async () => {
  t = await createTestDb();
  [withContact, without] = await store(incoming('P1', { contact }), incoming('P2', { body: '路灯不亮' })) as [number, number];
});
afterAll(() => t.close());

const log = async () => (await sql<object>`select actor, action, subject, detail from audit_log order by id`.execute(t.db)).rows;

describe('revealContact', () => {
  it('shows the contact, and writes down who looked, at what and why', async () => {
    expect(await revealContact(t.db, seal, withContact, { actor: 'system', reason: '回访群众' })).toEqual(contact);
    expect(await log()).toEqual([{ actor: 'system', action: 'contact.reveal', subject: `item:${withContact}`, detail: { reason: '回访群众', found: true } }]);
  });

  it('writes down too that there was nothing to see', async () => {
    expect(await revealContact(t.db, seal, without, { actor: 'system', reason: '核实地址' })).toBeNull();
    expect((await log()).at(-1)).toMatchObject({ subject: `item:${without}`, detail: { found: false } });
  });

  it('keeps nothing personal of the reason', async () => {
    await revealContact(t.db, seal, withContact, { actor: 'system', reason: '回拨13812345678' });
    expect((await log()).at(-1)).toMatchObject({ detail: { reason: '回拨138****5678' } });
  });

  it.each(['', ' ', '\n\u200b', '由'.repeat(501)])('shows nothing without a reason (%j), and writes nothing', async (reason) => {
    const before = await log();
    await expect(revealContact(t.db, seal, withContact, { actor: 'system', reason })).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    expect(await log()).toEqual(before);
  });

  it('shows nothing where the log cannot be written: an actor that nobody is', async () => {
    const before = await log();
    await expect(revealContact(t.db, seal, withContact, { actor: 'user:999', reason: '回访' })).rejects.toThrow();
    expect(await log()).toEqual(before);
  });

  it('leaves no line of the log where the seal does not open', async () => {
    const before = await log();
    await expect(revealContact(t.db, createSeal('cd'.repeat(32)), withContact, { actor: 'system', reason: '回访' })).rejects.toThrow();
    expect(await log()).toEqual(before);
  });
});

describe('maskContact', () => {
  it('shows who it could be to none that does not know already', () => {
    expect(maskContact(contact)).toEqual({ name: '张*', phone: '138****5678', idNumber: '110*************2X', address: '清河市阳光小区***' });
    expect(maskContact({ phone: '0514-87654321', address: '大王庄' })).toEqual({ phone: '05****21', address: '大王***' });
    expect(maskContact({ phone: '110' })).toEqual({ phone: '******' });
    expect(maskContact({})).toEqual({});
  });
});

describe('what is stored', () => {
  it('is clean whatever reader brought it, and what was taken out is sealed', async () => {
    const [id] = await store(incoming('P3', {
      title: '请回电13912345678', body: '我叫李秀英,住清河小区3栋2单元502室', place: '清河小区7栋101室', reply: '已回复李秀英',
      raw: { 备注: '李秀英13912345678', 工单编号: '13800138000', '问陈桂芳13712345678': '是' }, ownWords: '我叫李秀英', thread: [{ who: 'citizen', unit: null, at: null, text: '我叫李秀英' }],
    }));
    const item = await t.db.selectFrom('item').selectAll().where('id', '=', id!).executeTakeFirstOrThrow();
    expect(item).toMatchObject({
      title: '请回电139****5678', body: '我叫李*,住清河小区***', place: '清河小区***', raw: { 备注: '李*139****5678', 工单编号: '13800138000', '问陈*137****5678': '是' },
    });
    expect(await revealContact(t.db, seal, id!, { actor: 'system', reason: '回访' })).toEqual({
      name: '李秀英', phone: '13912345678', address: '清河小区3栋2单元502室;清河小区7栋101室' });
    expect((await sql<{ f: string }>`select file_name as f from run order by started_at limit 1`.execute(t.db)).rows).toEqual([{ f: '张*138****5678.csv' }]);
  });
});

describe('forgetContacts', () => {
  it('forgets those of long ago, never one whose ticket is open', async () => {
    const [old] = await store(incoming('P4', { contact, publishedAt: new Date('2020-01-01T00:00:00Z') }));
    expect(await forgetContacts(t.db, new Date('2021-01-01T00:00:00Z'))).toBe(1);
    expect(await revealContact(t.db, seal, old!, { actor: 'system', reason: '回访' })).toBeNull();
    await t.db.transaction().execute((trx) => putContacts(trx, [{ itemId: old!, sealed: seal.seal(contact), phoneKey: null, idKey: null }]));
    expect(await revealContact(t.db, seal, withContact, { actor: 'system', reason: '回访' })).toEqual(contact);
  });
});
