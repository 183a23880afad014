import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadCalendar } from '../../profiles/load.ts';
import { makeWeekly } from '../../report/make.ts';
import { deliver } from '../../respond/delivery/deliver.ts';
import { mailChannel } from '../../respond/delivery/mail-channel.ts';
import { startSmtp } from '../respond/delivery/smtp.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { fillWorld, NOW, PROFILE } from './world.ts';

let t: TestDb;
beforeAll(async () => {
  t = await createTestDb();
  await fillWorld(t.db);
});
afterAll(() => t.close());

it('the weekly report arrives by SMTP, whole, once, to each recipient alone', async () => {
  const server = await startSmtp();
  const mail = mailChannel({ url: `smtp://127.0.0.1:${server.port}`, from: '舆情科 <yuqing@example.gov.cn>' });
  try {
    const recipients = ['mayor@example.gov.cn', 'secretary@example.gov.cn'].map((address) => ({ name: address, channel: 'mail' as const, address }));
    await makeWeekly(t.db, { now: NOW, calendar: loadCalendar(), recipients, profileId: PROFILE });
    const lines = await t.db.selectFrom('outbox').select('payload').where('stage', '=', 'deliver').execute();
    // The queue may hand a line out twice.
    for (const { payload } of [...lines, ...lines]) await deliver(t.db, [mail], (payload as { noticeId: number }).noticeId, { clock: () => NOW });
    expect(server.arrived.map((a) => a.to)).toEqual([['mayor@example.gov.cn'], ['secretary@example.gov.cn']]);
    const report = await t.db.selectFrom('report').selectAll().executeTakeFirstOrThrow();
    for (const { raw } of server.arrived) {
      const parsed = await simpleParser(raw);
      expect(parsed.subject).toBe(report.subject);
      expect(parsed.text).toBe(report.body_text);
      expect(parsed.html).toBe(report.body_html);
      expect(parsed.attachments).toEqual([]);
      expect(parsed.headers.get('content-type')).toMatchObject({ value: 'multipart/alternative' });
    }
    expect(server.arrived[0]!.raw.includes('secretary@')).toBe(false);
  } finally {
    mail.close?.();
    await server.close();
  }
});
