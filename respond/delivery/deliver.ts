import type { Db, Trx } from '../../db/connect.ts';
import { lockNotice, markAttempt, markSent, type Notice } from '../../db/notices.ts';
import { errorText, YuqingError, type Clock } from '../../model/index.ts';
import type { Channel } from './channel.ts';

/** `sent` now · `done` it was sent, or given up, before · `dead` refused for good: its reason stands on the notice. */
export type Delivered = 'sent' | 'done' | 'dead';

/**
 * Sends one notice through its channel, if it is still pending. The row is locked while the channel works, so that two
 * workers never send the same one. Only a process killed between the server's "taken" and our commit leaves a sent
 * notice pending: it goes out once more, at most that one; as a mail it has the same Message-ID then (see mailOf), and
 * as a file the same name.
 * @throws YuqingError DELIVERY_FAILED when a later try may succeed (the attempt and its error are written on the notice)
 */
export async function deliver(db: Db, channels: readonly Channel[], noticeId: number, opts: { clock: Clock }): Promise<Delivered> {
  const outcome = await db.transaction().execute((trx) => attempt(trx, channels, noticeId, opts.clock));
  if (outcome instanceof Error) throw outcome;
  return outcome;
}

async function attempt(trx: Trx, channels: readonly Channel[], noticeId: number, clock: Clock): Promise<Delivered | Error> {
  const notice = await lockNotice(trx, noticeId);
  if (!notice) throw new YuqingError('NOT_FOUND', `没有编号为 ${noticeId} 的通知`);
  if (notice.state !== 'pending') return 'done';
  try {
    await channelOf(channels, notice).send(notice);
  } catch (error) {
    const refused = error instanceof YuqingError && error.nextStep === 'skip';
    await markAttempt(trx, noticeId, errorText(error), refused);
    return refused ? 'dead' : (error as Error);
  }
  await markSent(trx, noticeId, clock());
  return 'sent';
}

function channelOf(channels: readonly Channel[], notice: Notice): Channel {
  const channel = channels.find((c) => c.name === notice.channel);
  if (!channel) throw new YuqingError('DELIVERY_FAILED', `通知 ${notice.id} 要走的渠道“${notice.channel}”没有启用`, '邮件渠道请设置 SMTP_URL;启用后自动重试');
  return channel;
}
