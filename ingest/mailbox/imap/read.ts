import { setTimeout as sleep } from 'node:timers/promises';
import { YuqingError, type ReadEvent } from '../../../model/index.ts';
import type { ReadContext, ReadEnd } from '../../sources/kind.ts';
import { placeOf } from './connect.ts';
import { explainImap, isConnectionLost } from './errors.ts';
import { ImapReading, type ImapConfig } from './reading.ts';

/** A connection that breaks is made anew after these pauses; whatever came in between starts them over. */
const PAUSES_MS = [1_000, 5_000];

/**
 * New mails of a folder, oldest first, each once: the cursor that is left is stored with the last of them. A connection
 * that breaks is taken up where it broke; when it cannot be, what has come is kept and the next reading goes on there.
 *
 * @throws MAILBOX_LOGIN, MAILBOX_FOLDER, FETCH_REFUSED, FETCH_FAILED, FETCH_TIMEOUT
 */
export async function* readImap(config: ImapConfig, ctx: ReadContext): AsyncGenerator<ReadEvent, ReadEnd> {
  const password = ctx.secrets?.['password'];
  if (password === undefined || password === '') throw new YuqingError('MAILBOX_LOGIN', `没有信箱 ${config.user} 的密码`, '请执行 yuqing source secret 信源名 password,把密码(多为授权码)存进去');
  const reading = new ImapReading(config, password, ctx);
  try {
    for (let failures = 0; ;) {
      const before = reading.steps;
      try {
        yield* reading.round();
        await reading.markRead();
        return { cursor: reading.cursor };
      } catch (error) {
        ctx.signal?.throwIfAborted();
        const told = explainImap(error, placeOf(config), config.user);
        // Where nothing ever answered, the next reading is soon enough.
        if (!isConnectionLost(error) || !reading.answered) throw told;
        await reading.close();
        failures = reading.steps > before ? 1 : failures + 1;
        const pause = PAUSES_MS[failures - 1];
        if (pause === undefined) {
          // What came is stored; the next reading tells the failure if it lasts.
          if (reading.steps > 0) return { cursor: reading.cursor };
          throw told;
        }
        await sleep(pause, undefined, ctx.signal ? { signal: ctx.signal } : {});
      }
    }
  } finally {
    await reading.close();
  }
}
