import type { IncomingItem } from '../../model/index.ts';
import { maskText } from '../privacy/mask.ts';
import { automaticReason } from './automatic.ts';
import type { Attachment } from './attachments.ts';
import { readContent } from './content.ts';
import { itemOf } from './letter.ts';
import { answersOf } from './message-id.ts';
import { readMailboxes } from './mime/addresses.ts';
import { headerText } from './mime/header-text.ts';
import { headerOf } from './mime/headers.ts';
import { readParts, type Part } from './mime/parts.ts';
import type { Quoted } from './quotes.ts';
import { whenSent } from './when.ts';

export interface MailContext {
  now: Date;
  /** When the server or the mbox file says that it came. */
  arrived: Date | null;
  /** For a mail that tells no time at all. */
  fallback: Date;
  /** Addresses whose mails are letters whatever their headers say: the office's own form. */
  formSenders?: readonly string[];
  /** Only the beginning is here, or only the first text part. */
  cut?: boolean;
  /** Files that are known to be there though their parts are not. */
  attachments?: readonly Attachment[];
}

/** A letter; or why it is none. `answers` are the Message-IDs of the mails it may answer, nearest first. */
export type ReadMail = { item: IncomingItem; answers: string[] } | { refused: { code: 'MAIL_AUTOMATIC' | 'ROW_NO_CONTENT' | 'ROW_MALFORMED'; reason: string } };

const LONGEST_TITLE = 500;

/**
 * One mail (the bytes as they came) as a message: subject, words, the history under them, who wrote and when. Personal
 * data goes to `contact` and is hidden everywhere else.
 */
export function readMail(bytes: Uint8Array, ctx: MailContext): ReadMail {
  const mail = readParts(latin1(bytes));
  if (mail.headers.length === 0) return { refused: { code: 'ROW_MALFORMED', reason: '没有邮件头,不是一封邮件' } };
  const charset = charsetOf(mail);
  const subject = headerText(headerOf(mail.headers, 'subject') ?? '', charset).slice(0, LONGEST_TITLE);
  const [from] = readMailboxes(headerOf(mail.headers, 'from') ?? headerOf(mail.headers, 'sender') ?? headerOf(mail.headers, 'return-path'), charset);
  const isForm = ctx.formSenders?.some((a) => a.toLowerCase() === from?.address) ?? false;
  const automatic = isForm ? null : automaticReason(mail, subject, from?.address ?? null);
  if (automatic !== null) return { refused: { code: 'MAIL_AUTOMATIC', reason: `${automatic},不是来信${subject === '' ? '' : `:“${maskText(subject).text.slice(0, 40)}”`}` } };
  const content = readContent(mail);
  const attachments = [...content.attachments, ...(ctx.attachments ?? [])];
  const inside = content.inside.map((part) => insideOf(part, ctx.now)).filter((q) => q.text !== '');
  if (content.text === '' && inside.length === 0 && subject === '' && attachments.length === 0) return { refused: { code: 'ROW_NO_CONTENT', reason: '邮件没有主题,也没有正文' } };
  // Whom the form wrote for, it names as the one to answer.
  const [writer] = isForm ? readMailboxes(headerOf(mail.headers, 'reply-to'), charset) : [];
  const sender = writer ?? from ?? { name: null, address: null };
  const when = whenSent(mail.headers, ctx.arrived, ctx.fallback, ctx.now);
  return { item: itemOf({ mail, content, subject, sender, charset, inside, attachments, when, cut: ctx.cut ?? false, now: ctx.now }), answers: answersOf(mail.headers) };
}

/** A mail that came attached as a whole. */
function insideOf(part: Part, now: Date): Quoted {
  const charset = charsetOf(part);
  const subject = headerText(headerOf(part.headers, 'subject') ?? '', charset);
  const text = [subject, readContent(part).text].filter((t) => t !== '').join('\n');
  const when = whenSent(part.headers, null, now, now);
  return { from: headerText(headerOf(part.headers, 'from') ?? '', charset) || null, at: when.marks.length > 0 ? null : when.at, text };
}

/** What the body says of its charset, for headers that say nothing. */
function charsetOf(mail: Part): string | null {
  for (let part: Part | undefined = mail, n = 0; part && n < 5; part = part.children[0], n += 1) {
    const said = part.params.get('charset');
    if (said) return said;
  }
  return null;
}

/** Notepad saves as UTF-16; everything else is bytes. */
function latin1(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return Buffer.from(Buffer.from(bytes.subarray(2)).toString('utf16le'), 'utf8').toString('latin1');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
