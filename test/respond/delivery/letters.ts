import { noticeById, postNotices, type NoticeToPost } from '../../../db/notices.ts';
import type { Db } from '../../../db/connect.ts';
import type { Letter } from '../../../respond/delivery/channel.ts';

export function letter(over: Partial<Letter> = {}): Letter {
  return {
    id: 17, onceKey: 'weekly:2026-W47:all:张市长:mail', kind: 'weekly', recipient: '张市长', address: 'mayor@example.gov.cn',
    subject: '【舆情周报】2026年第47周：有效舆情214件，超期未办3项', text: '一、概况\n本周收到……𠮷\n', html: '<p>一、概况 &lt;b&gt;</p>',
    createdAt: new Date('2026-11-23T08:00:00+08:00'), ...over,
  };
}

export const HOSTILE_SUBJECT = '停水\r\nBcc: all@evil.example\r\n\r\n<script>alert(1)</script>\u001B[2J\u202E';

export async function post(db: Db, over: Partial<NoticeToPost> = {}): Promise<number> {
  const l = letter();
  const ids = await db.transaction().execute((trx) => postNotices(trx, [{
    onceKey: `k${Math.random()}`, kind: l.kind, recipient: l.recipient, channel: 'mail', address: l.address, subject: l.subject, text: l.text, html: l.html, ticketId: null, topicId: null, ...over,
  }]));
  return ids[0]!;
}

export const stateOf = async (db: Db, id: number) => ({
  ...await db.selectFrom('notice').select(['state', 'attempts', 'last_error as lastError', 'sent_at as sentAt']).where('id', '=', id).executeTakeFirstOrThrow(),
  subject: (await noticeById(db, id))!.subject,
});
