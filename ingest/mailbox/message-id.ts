import { createHash } from 'node:crypto';
import { headerOf, type Headers } from './mime/headers.ts';

const ID = /<[^<>\s]{1,400}>/g;
const LONGEST = 200;
const MOST_ANSWERS = 10;

/** The Message-ID of a mail as it stands in its headers, with brackets; null where it has none that can be used. */
export function messageIdOf(headers: Headers): string | null {
  const value = headerOf(headers, 'message-id') ?? '';
  const id = value.match(ID)?.[0] ?? (/^[^<>\s]+@[^<>\s]+$/.test(value) ? `<${value}>` : null);
  return id === null || id.length > LONGEST ? null : printable(id);
}

/** The mails that a mail may answer, nearest first. */
export function answersOf(headers: Headers): string[] {
  const ids = (name: string) => (headerOf(headers, name)?.match(ID) ?? []).filter((id) => id.length <= LONGEST).map(printable);
  return [...new Set([...ids('in-reply-to'), ...ids('references').reverse()])].slice(0, MOST_ANSWERS);
}

/**
 * An id as it may be shown. Some mail systems write the sender's account or telephone into it:
 * `<5a.1.Coremail.zhangsan@163.com>` → `<5a.1.Coremail.***@163.com>`; what else stands in it keeps it apart from others.
 */
export function publicId(id: string): string {
  return id.replace(/(coremail\.)[^@<>]{1,100}(?=@)/i, '$1***').replace(/(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g, '$1****$2');
}

/** The key of a mail without an id: the same words of the same sender at the same time are the same mail. */
export const keyOfWords = (words: readonly (string | null)[]): string => `m-${createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 24)}`;

/** Ids are ASCII by rule; what is not must still be storable. */
const printable = (id: string): string => id.replace(/[^\x21-\x7e]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
