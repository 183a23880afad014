import type { ImapFlow } from 'imapflow';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadEvent } from '../../../model/index.ts';
import type { ReadContext } from '../../sources/kind.ts';
import { LettersApart } from '../apart.ts';
import { publicId } from '../message-id.ts';
import { readMail } from '../read-mail.ts';
import { connectImap, type Server } from './connect.ts';
import { cursorFor, type ImapCursor } from './cursor.ts';
import { isConnectionLost } from './errors.ts';
import { factsOf, fetchGroup, groupsOf, type FetchedMail, type MailFacts } from './fetch-mail.ts';
import { openFolder } from './folder.ts';
import { ParentFinder } from './parents.ts';
import { Stubborn } from './pending.ts';

export interface ImapConfig extends Server {
  folder: string;
  since?: string | undefined;
  mostPerReading: number;
  markSeen: boolean;
  formSenders: readonly string[];
}

/** A reading ends by itself well before its source is given to another. */
const LONGEST_MS = 15 * 60_000;
const UIDS_AT_ONCE = 500;

/** One reading of a folder, over one connection or several. */
export class ImapReading {
  /** Where the reading stands; null before the folder was opened. */
  cursor: ImapCursor | null = null;
  private client: ImapFlow | null = null;
  private readonly config: ImapConfig;
  private readonly password: string;
  private readonly ctx: ReadContext;
  private readonly until: number;
  private readonly parents = new ParentFinder();
  private readonly stubborn = new Stubborn();
  private readonly apart = new LettersApart();
  private readonly read: number[] = [];
  /** Whether the server has let us in at all. */
  answered = false;
  /** Mails read, gone or left: a connection that brought none of them got nowhere. */
  steps = 0;

  constructor(config: ImapConfig, password: string, ctx: ReadContext) {
    this.config = config;
    this.password = password;
    this.ctx = ctx;
    this.until = ctx.clock().getTime() + LONGEST_MS;
  }

  async close(): Promise<void> {
    const { client } = this;
    this.client = null;
    if (client?.usable) await Promise.race([client.logout().catch(() => undefined), sleep(LOGOUT_MS, undefined, { ref: false })]);
    client?.close();
  }

  /** One connection: what is new, until all is read, time is up or the connection breaks. */
  async* round(): AsyncGenerator<ReadEvent> {
    const { config, ctx } = this;
    const client = await connectImap(config, this.password, ctx.signal);
    this.client = client;
    this.answered = true;
    const stop = () => client.close();
    ctx.signal?.addEventListener('abort', stop, { once: true });
    try {
      const validity = await openFolder(client, config.folder, !config.markSeen);
      const cursor = cursorFor(this.cursor ?? ctx.cursor, validity);
      this.cursor = cursor;
      const uids = await this.newUids(client, cursor);
      for (let at = 0; at < uids.length; at += UIDS_AT_ONCE) {
        const some = uids.slice(at, at + UIDS_AT_ONCE);
        const facts = await factsOf(client, some);
        for (const uid of some) if (!facts.has(uid)) this.done(cursor, uid);
        const known = some.map((uid) => facts.get(uid)).filter((f) => f !== undefined);
        for (const group of groupsOf(known, config.maxBytesPerMail)) {
          if (ctx.clock().getTime() >= this.until) return;
          yield* this.stubborn.takeAlone() ? this.oneByOne(client, cursor, group) : this.group(client, cursor, group);
          yield { type: 'progress', done: this.read.length, total: null };
        }
      }
    } finally {
      ctx.signal?.removeEventListener('abort', stop);
    }
  }

  /** UIDs to read, oldest first: those left from before, then what is new. */
  private async newUids(client: ImapFlow, { lastUid, pending }: ImapCursor): Promise<number[]> {
    const { since } = this.config;
    const found = await client.search({ uid: `${lastUid + 1}:*`, ...(since === undefined ? {} : { since: new Date(`${since}T00:00:00Z`) }) }, { uid: true });
    // `n:*` names the last mail even where it is older than n.
    const fresh = (found || []).filter((uid) => uid > lastUid).sort((a, b) => a - b);
    const waiting = pending.map((p) => p.uid).filter((uid) => !this.stubborn.isLeft(uid));
    return [...waiting, ...fresh].slice(0, Math.max(0, this.config.mostPerReading - this.read.length));
  }

  private async* oneByOne(client: ImapFlow, cursor: ImapCursor, group: readonly MailFacts[]): AsyncGenerator<ReadEvent> {
    for (const mail of group) yield* this.group(client, cursor, [mail]);
  }

  private async* group(client: ImapFlow, cursor: ImapCursor, group: readonly MailFacts[]): AsyncGenerator<ReadEvent> {
    let mails: Map<number, FetchedMail>;
    try {
      mails = await fetchGroup(client, group, this.config.maxBytesPerMail);
    } catch (error) {
      this.ctx.signal?.throwIfAborted();
      const left = isConnectionLost(error) ? this.stubborn.brokeOver(group.map((m) => m.uid), cursor) : null;
      if (left) this.steps += 1;
      if (left?.forGood) yield { type: 'reject', reject: { row: left.uid, column: null, code: 'ROW_MALFORMED', reason: `邮件 ${left.uid} 多次都取不下来,已跳过;请在邮箱里打开看`, cells: [] } };
      throw error;
    }
    for (const facts of group) {
      const mail = mails.get(facts.uid);
      if (mail) {
        yield await this.event(client, facts, mail);
        this.read.push(facts.uid);
      }
      this.done(cursor, facts.uid);
    }
  }

  private async event(client: ImapFlow, { uid, arrived }: MailFacts, mail: FetchedMail): Promise<ReadEvent> {
    const now = this.ctx.clock();
    const read = readMail(mail.bytes, { now, arrived, fallback: now, formSenders: this.config.formSenders, cut: mail.cut, attachments: mail.attachments });
    if ('refused' in read) return { type: 'reject', reject: { row: uid, column: null, code: read.refused.code, reason: `邮件 ${uid}:${read.refused.reason}`, cells: [] } };
    const item = this.apart.take(read.item);
    const parent = await this.parents.find(client, read.answers.filter((id) => publicId(id) !== item.externalId));
    return { type: 'item', item: parent === null ? item : { ...item, parentId: publicId(parent) }, at: { row: uid } };
  }

  private done(cursor: ImapCursor, uid: number): void {
    this.steps += 1;
    cursor.lastUid = Math.max(cursor.lastUid, uid);
    cursor.pending = cursor.pending.filter((p) => p.uid !== uid);
  }

  /** Where that is asked for: what was read is marked as seen. */
  async markRead(): Promise<void> {
    const { client, config } = this;
    for (let at = 0; config.markSeen && client?.usable && at < this.read.length; at += UIDS_AT_ONCE) {
      await client.messageFlagsAdd(this.read.slice(at, at + UIDS_AT_ONCE).join(','), ['\\Seen'], { uid: true });
    }
  }
}

const LOGOUT_MS = 2_000;
