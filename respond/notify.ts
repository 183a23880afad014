import type { Trx } from '../db/connect.ts';
import { postNotices, type NoticeChannel } from '../db/notices.ts';
import { appendOutbox } from '../db/outbox.ts';

/** Somebody who is told, and by which channels. */
export interface Recipient {
  name: string;
  via: { channel: NoticeChannel; address: string | null }[];
}

/** Whom the desk tells: itself, and a unit by its name. */
export interface Recipients {
  desk: Recipient;
  unit(name: string): Recipient;
}

export interface NoticeText {
  /** Why: with the recipient and the channel it makes the once-key. */
  reason: string;
  kind: string;
  subject: string;
  text: string;
  ticketId: number | null;
  topicId: number | null;
}

/** Posts a notice to one recipient by each of their channels, once per reason, and leaves its delivery to the next stage. */
export async function post(trx: Trx, to: Recipient, notice: NoticeText): Promise<number> {
  const ids = await postNotices(trx, to.via.map(({ channel, address }) => ({
    onceKey: `${notice.reason}:${to.name}:${channel}`, kind: notice.kind, recipient: to.name, channel, address,
    subject: notice.subject, text: notice.text, html: null, ticketId: notice.ticketId, topicId: notice.topicId,
  })));
  await appendOutbox(trx, 'deliver', ids.map((noticeId) => ({ noticeId })));
  return ids.length;
}
