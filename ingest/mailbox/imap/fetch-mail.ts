import type { FetchMessageObject, ImapFlow, MessageStructureObject } from 'imapflow';
import type { Attachment } from '../attachments.ts';

/** What is known of a mail before it is fetched. */
export interface MailFacts {
  uid: number;
  size: number;
  arrived: Date | null;
}

/** A mail as far as it was fetched. */
export interface FetchedMail {
  bytes: Buffer;
  cut: boolean;
  attachments: Attachment[];
}

/** Mails fetched in one go: so many, or so many bytes. */
const MOST_TOGETHER = 50;
const MOST_BYTES_TOGETHER = 4 * 1_048_576;
/** Of the first text of a mail that is too large. */
const MOST_TEXT = 512 * 1024;
const DEEPEST = 20;

/** Sizes and days of arrival; mails that are gone by then are absent. */
export async function factsOf(client: ImapFlow, uids: readonly number[]): Promise<Map<number, MailFacts>> {
  const facts = new Map<number, MailFacts>();
  for await (const mail of client.fetch(uids.join(','), { uid: true, size: true, internalDate: true }, { uid: true })) {
    const at = mail.internalDate === undefined ? null : new Date(mail.internalDate);
    facts.set(mail.uid, { uid: mail.uid, size: mail.size ?? 0, arrived: at === null || Number.isNaN(at.getTime()) ? null : at });
  }
  return facts;
}

/** Mails in order, in groups that are fetched together; one that is too large is a group of its own. */
export function groupsOf(facts: readonly MailFacts[], maxBytes: number): MailFacts[][] {
  const groups: MailFacts[][] = [];
  let bytes = 0;
  for (const mail of facts) {
    const last = groups.at(-1);
    const fits = last && last.length < MOST_TOGETHER && bytes + mail.size <= MOST_BYTES_TOGETHER && mail.size <= maxBytes;
    if (fits) last.push(mail);
    else {
      groups.push([mail]);
      bytes = mail.size > maxBytes ? MOST_BYTES_TOGETHER : 0;
    }
    bytes += mail.size;
  }
  return groups;
}

/** The mails of a group by UID; those deleted meanwhile are absent. */
export async function fetchGroup(client: ImapFlow, group: readonly MailFacts[], maxBytes: number): Promise<Map<number, FetchedMail>> {
  const got = new Map<number, FetchedMail>();
  const [only] = group;
  if (only && only.size > maxBytes) {
    const mail = await fetchLarge(client, only.uid);
    if (mail) got.set(only.uid, mail);
    return got;
  }
  for await (const { uid, source } of client.fetch(group.map((m) => m.uid).join(','), { uid: true, source: true }, { uid: true })) {
    if (source) got.set(uid, { bytes: source, cut: false, attachments: [] });
  }
  return got;
}

/** Headers, the first text part and the names of the files of a mail that is too large to be read whole. */
async function fetchLarge(client: ImapFlow, uid: number): Promise<FetchedMail | null> {
  const whole = await client.fetchOne(String(uid), { uid: true, headers: true, bodyStructure: true }, { uid: true });
  if (!whole) return null;
  const parts = whole.bodyStructure ? leaves(whole.bodyStructure, 0) : [];
  const text = parts.find((p) => /^text\/plain$/i.test(p.type) && p.disposition !== 'attachment') ?? parts.find((p) => /^text\//i.test(p.type) && p.disposition !== 'attachment');
  const key = text?.part ?? 'TEXT';
  const wanted = [{ key, maxLength: MOST_TEXT }, ...(text?.part === undefined ? [] : [{ key: `${text.part}.mime` }])];
  const body = await client.fetchOne(String(uid), { uid: true, bodyParts: wanted }, { uid: true });
  if (!body) return null;
  const attachments = parts.filter((p) => p !== text).flatMap((p) => {
    const name = p.dispositionParameters?.['filename'] ?? p.parameters?.['name'];
    return name === undefined ? [] : [{ name, bytes: Math.floor(((p.size ?? 0) * 3) / 4.1) }];
  });
  return { bytes: assemble(whole, body, text?.part), cut: true, attachments };
}

/** A mail of one part, made of the headers of the whole and the text that was fetched. */
function assemble(whole: FetchMessageObject, body: FetchMessageObject, part: string | undefined): Buffer {
  const headers = (whole.headers ?? Buffer.alloc(0)).toString('latin1').trimEnd();
  const words = partOf(body, part ?? 'text') ?? Buffer.alloc(0);
  if (part === undefined) return Buffer.concat([Buffer.from(`${headers}\r\n\r\n`, 'latin1'), words]);
  const own = headers.replace(/^content-[\w-]{1,40}[ \t]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n)?/gim, '').trimEnd();
  const mime = (partOf(body, `${part}.mime`) ?? Buffer.alloc(0)).toString('latin1').trimEnd();
  return Buffer.concat([Buffer.from(`${own}\r\n${mime}\r\n\r\n`, 'latin1'), words]);
}

function partOf(mail: FetchMessageObject, key: string): Buffer | undefined {
  for (const [name, bytes] of mail.bodyParts ?? []) if (name.toLowerCase() === key.toLowerCase()) return bytes;
  return undefined;
}

function leaves(node: MessageStructureObject, depth: number): MessageStructureObject[] {
  if (!node.childNodes || depth > DEEPEST) return [node];
  return node.childNodes.flatMap((child) => leaves(child, depth + 1));
}
