import { parseFeedDate } from '../times.ts';
import { headerText } from './mime/header-text.ts';
import { headersOf, type Headers } from './mime/headers.ts';

const DAY_MS = 24 * 3_600_000;
/** Clocks go wrong by a little, and mail takes days when a server is down. */
const AHEAD_MS = 3_600_000;
const LONGEST_ON_THE_WAY_MS = 7 * DAY_MS;
/** No mailbox of an office is older. */
const EARLIEST = new Date('1994-01-01T00:00:00Z');

export interface When {
  at: Date;
  marks: string[];
}

/**
 * When a mail was sent: its Date, unless the sender's clock was wrong, which the servers it went through show; else when
 * the server took it in (`arrived`); else `fallback`. Never in the future.
 *
 * @param arrived IMAP's INTERNALDATE, or the date of an mbox line; null where nobody says
 */
export function whenSent(headers: Headers, arrived: Date | null, fallback: Date, now: Date): When {
  const date = headersOf(headers, 'date').map(parse).find((d) => d !== null) ?? null;
  const handed = headersOf(headers, 'received').slice(0, MOST_RECEIVED).map((r) => parse(r.slice(r.lastIndexOf(';') + 1))).filter((d) => d !== null && possible(d, now)) as Date[];
  const first = handed.length > 0 ? new Date(Math.min(...handed.map((d) => d.getTime()))) : null;
  const marks: string[] = [];
  const server = [first, arrived].filter((d) => d !== null && possible(d, now)) as Date[];
  if (date !== null && possible(date, now) && !(first !== null && first.getTime() - date.getTime() > LONGEST_ON_THE_WAY_MS)) {
    const at = new Date(Math.min(date.getTime(), ...server.map((d) => d.getTime())));
    return clamp(at, now, marks);
  }
  if (date !== null) marks.push(date.getTime() > now.getTime() ? 'future-time-clamped' : 'mail-date-wrong');
  if (server.length > 0) return clamp(new Date(Math.min(...server.map((d) => d.getTime()))), now, marks);
  return { at: fallback, marks: marks.includes('future-time-clamped') ? marks : [...marks, 'time-from-received-at'] };
}

const MOST_RECEIVED = 50;

const possible = (d: Date, now: Date): boolean => d >= EARLIEST && d.getTime() <= now.getTime() + AHEAD_MS;

function clamp(at: Date, now: Date, marks: string[]): When {
  return at > now ? { at: now, marks: [...new Set([...marks, 'future-time-clamped'])] } : { at, marks };
}

/** `Tue, 24 Nov 2026 10:00:00 +0800 (CST)`; a zone only named CST is China's here. */
const parse = (text: string): Date | null => parseFeedDate(headerText(text).replace(/\([^()]{0,60}\)\s*$/, '').trim(), { chinese: true });
