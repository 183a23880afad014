import { createHash } from 'node:crypto';
import type { IncomingItem } from '../model/index.ts';

const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 27);

/** Times that we gave, because the row had none or an impossible one: they differ at each reading and say nothing. */
const OUR_TIME = new Set(['time-from-received-at', 'future-time-clamped', 'time-from-fetch', 'relative-time-from-file-date']);

/** Everything the row said: any change makes a revision. */
export function rowHash(item: IncomingItem): string {
  const said = item.marks.some((mark) => OUR_TIME.has(mark)) ? null : item.publishedAt;
  return digest(JSON.stringify([
    item.title, item.body, item.url, said, item.channel, item.requestType, item.place, item.categoryPath,
    item.mainUnit, item.coUnits, item.status, item.reply, item.replyAt, item.closedAt, item.dueText,
    Object.entries(item.raw).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]));
}

const noise = /[\s\p{P}\p{S}]+/gu;

/** The words alone, without spaces, punctuation and width: the same words under another number hash alike. */
export function textHash(item: Pick<IncomingItem, 'title' | 'body'>): string {
  return digest(`${item.title ?? ''}\n${item.body}`.normalize('NFKC').toLowerCase().replace(noise, ''));
}
