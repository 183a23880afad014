import { createReadStream } from 'node:fs';
import { parseFeedDate } from '../times.ts';

/** One mail of a file: its bytes as far as they are kept, and when the file says that it came. */
export interface StoredMail {
  bytes: Buffer;
  /** Longer than what is kept. */
  cut: boolean;
  arrived: Date | null;
  /** Bytes of the file read so far. */
  done: number;
}

const CHUNK = 256 * 1024;
const LF = 0x0a;
const FROM = Buffer.from('From ');
/** A longer line is no `From ` line. */
const LONGEST_FROM = 500;
/** `From zhang@qq.com Tue Nov 24 10:00:00 2026`, Thunderbird's `From - Tue …`. */
const POSTMARK = /^From (?:-|\S{1,300}) .{0,120}?(?:\d{1,2}:\d{2}.{0,60}\d{4}|\d{4}.{0,40}\d{1,2}:\d{2})/;
const HEADER_LINE = /^(?:[!-9;-~]{1,100}[ \t]*:|>?From )/;

/**
 * The mails of an mbox file in order, one in memory at a time. A line `From ` begins a mail only where it carries a
 * date and a header follows, because mailers that export do not all hide such lines in the text.
 *
 * @param most bytes of a mail that are kept
 */
export async function* readMbox(path: string, most: number): AsyncGenerator<StoredMail> {
  let mail: { pieces: Buffer[]; size: number; arrived: Date | null } | null = null;
  let rest: Buffer = Buffer.alloc(0);
  let done = 0;
  const finish = (): StoredMail | null => (mail && mail.size > 0 ? { bytes: unescaped(Buffer.concat(mail.pieces)), cut: mail.size > most, arrived: mail.arrived, done } : null);
  const add = (bytes: Buffer) => {
    if (!mail) return;
    const room = most - mail.size;
    if (room > 0 && bytes.length > 0) mail.pieces.push(bytes.length > room ? bytes.subarray(0, room) : bytes);
    mail.size += bytes.length;
  };
  for await (const read of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    done += read.length;
    const buffer = rest.length === 0 ? read : Buffer.concat([rest, read]);
    let from = 0;
    for (const { at, next, postmark } of marks(buffer, mail === null)) {
      add(buffer.subarray(from, at));
      const whole = finish();
      if (whole) yield whole;
      mail = { pieces: [], size: 0, arrived: dateOf(postmark) };
      from = next;
    }
    // What might be the beginning of a mark waits for its end.
    const keep = Math.min(buffer.length - from, 3 * LONGEST_FROM);
    add(buffer.subarray(from, buffer.length - keep));
    rest = Buffer.from(buffer.subarray(buffer.length - keep));
  }
  let from = 0;
  for (const { at, next, postmark } of marks(Buffer.concat([rest, Buffer.from('\n')]), mail === null, true)) {
    add(rest.subarray(from, at));
    const whole = finish();
    if (whole) yield whole;
    mail = { pieces: [], size: 0, arrived: dateOf(postmark) };
    from = next;
  }
  add(rest.subarray(from));
  const last = finish();
  if (last) yield last;
}

/** The `From ` lines of a buffer whose following line is there too. */
function* marks(buffer: Buffer, atStart: boolean, ended = false): Generator<{ at: number; next: number; postmark: string }> {
  for (let at = buffer.indexOf(FROM); at >= 0; at = buffer.indexOf(FROM, at + FROM.length)) {
    const begins = at === 0 ? atStart : buffer[at - 1] === LF;
    if (!begins) continue;
    const end = buffer.indexOf(LF, at);
    if (end < 0 || end - at > LONGEST_FROM) continue;
    const postmark = buffer.toString('latin1', at, end).trimEnd();
    if (!POSTMARK.test(postmark)) continue;
    const line = buffer.toString('latin1', end + 1, end + 1 + LONGEST_FROM);
    if (!ended && !line.includes('\n')) continue;
    if (HEADER_LINE.test(line)) yield { at, next: end + 1, postmark };
  }
}

function dateOf(postmark: string): Date | null {
  const words = postmark.replace(/^From \S+ +/, '').replace(/^[A-Z][a-z]{2},? /, '');
  // asctime in UTC, as mbox writes it: `Nov 24 10:00:00 2026`.
  return parseFeedDate(words, { assumeMinutes: 0 });
}

/** `>From ` in the text was `From `, once more hidden each time it passed through a mailbox. */
function unescaped(mail: Buffer): Buffer {
  if (!mail.includes('>From ')) return mail;
  return Buffer.from(mail.toString('latin1').replace(/^>(>{0,20}From )/gm, '$1'), 'latin1');
}
