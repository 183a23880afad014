import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { findAccounts } from '../db/accounts.ts';
import type { Db, Trx } from '../db/connect.ts';
import { putContacts } from '../db/contacts.ts';
import { replaceFaults } from '../db/faults.ts';
import { insertNewItems, linkSameText, lockKnownItems, reviseItem, type ItemToStore } from '../db/items.ts';
import { appendOutbox } from '../db/outbox.ts';
import { keepPolicy, type WatchWindow } from '../db/policies.ts';
import { putRankings } from '../db/rankings.ts';
import { earlierBySamePerson, linkSameMatter } from '../db/same-matter.ts';
import { addToRun, type RunNotes } from '../db/runs.ts';
import { putSnapshots, type SnapshotToStore } from '../db/snapshots.ts';
import { addToDay } from '../db/source-days.ts';
import { keepColumns } from '../db/source-columns.ts';
import { lockSource, moveCursor, noteNews, sourceById } from '../db/sources.ts';
import { addDays, type IncomingItem, type IngestCounts } from '../model/index.ts';
import { accountKey, ownerOf, type Account } from './accounts.ts';
import { rowHash, textHash } from './hash.ts';
import { SAME_MATTER_DAYS, isSameMatter } from './same-matter.ts';
import type { Seal } from './seal.ts';
import type { ReadEnd } from './sources/kind.ts';

/** What a chunk is stored under. */
export interface StoreContext {
  sourceId: number;
  channel: string;
  runId: string;
  seal: Seal;
  /** Everything in this file is past history, whatever its dates say (`--historical`). */
  historical: boolean;
  /** Older than this when it comes: measured, never reminded (the profile's horizon). */
  historicalBefore: Date;
  /** The time of this reading. */
  now: Date;
}

/** A row that was stopped by the state-secret rules: where it stood, and which rule. Nothing else of it is anywhere. */
export interface BlockedRow {
  row: number;
  rule: string;
}

/** Faults that a reader looks for; `failing` and `silent` are seen from outside. */
const READERS_FAULTS = ['dead-link', 'stale-column', 'missing-interpretation'] as const;

/**
 * Stores one chunk (≤ 500 items) in one transaction: items new, revised or the same, contact data sealed apart, the
 * books of the run, the cursor, and one outbox line for all that must be judged. `kill -9` leaves all of it or none.
 */
export async function storeChunk(
  db: Db,
  ctx: StoreContext,
  items: IncomingItem[],
  refused: { rejected: number; blocked: readonly BlockedRow[]; reasons?: Readonly<Record<string, number>> },
  end?: ReadEnd,
): Promise<IngestCounts> {
  return db.transaction().execute(async (trx) => {
    await lockSource(trx, ctx.sourceId);
    const { first, again } = splitRepeats(items);
    const register = await findAccounts(trx, [...new Set(items.flatMap((item) => (item.account === undefined ? [] : [accountKey(item.account)])))]);
    const itemOf = new Map<ItemToStore, IncomingItem>();
    const prepared = (item: IncomingItem): ItemToStore => {
      const row = owned(toStore(item, ctx), register);
      itemOf.set(row, item);
      return row;
    };
    const rows = first.map(prepared);
    const later = again.map(prepared);
    const fresh = await insertNewItems(trx, ctx.sourceId, ctx.runId, rows);
    await linkSameText(trx, [...fresh.values()]);

    const arrivals = [...rows.filter((r) => !fresh.has(r.externalId)), ...later];
    const known = await lockKnownItems(trx, ctx.sourceId, [...new Set(arrivals.map((r) => r.externalId))]);
    const changed = new Set<number>();
    let updated = 0;
    for (const row of arrivals) {
      const there = known.get(row.externalId);
      // The hash of the row with its empty cells is how earlier versions knew it.
      if (!there || there.rowHash === row.rowHash || there.rowHash === rowHash(itemOf.get(row)!)) continue;
      await reviseItem(trx, there, row, ctx.runId);
      known.set(row.externalId, { ...there, rowHash: row.rowHash, textHash: row.textHash, revision: there.revision + 1 });
      changed.add(there.id);
      updated += 1;
    }

    const written = new Set([...fresh.values(), ...changed]);
    const idOf = (externalId: string) => fresh.get(externalId) ?? known.get(externalId)?.id;
    await putContacts(trx, contactsOf(items, (e) => { const id = idOf(e); return id !== undefined && written.has(id) ? id : undefined; }, ctx.seal));

    await linkRepeats(trx, [...fresh.values()], items, idOf);
    await putSnapshots(trx, await snapshotsOf(items, idOf, written));
    await putRankings(trx, items.flatMap((item) => {
      const itemId = idOf(item.externalId);
      return item.ranking && itemId !== undefined ? [{ ...item.ranking, itemId }] : [];
    }));

    const toJudge = [...written];
    if (toJudge.length > 0) await appendOutbox(trx, 'classify', [{ itemIds: toJudge }]);
    const counts: IngestCounts = {
      received: items.length + refused.rejected + refused.blocked.length,
      stored: fresh.size, duplicate: items.length - fresh.size, updated, rejected: refused.rejected, blocked: refused.blocked.length,
    };
    await addToRun(trx, ctx.runId, counts, notesOf([...rows, ...later], refused.reasons));
    await addToDay(trx, ctx.sourceId, ctx.now, counts);
    if (fresh.size > 0) await noteNews(trx, ctx.sourceId, ctx.now);
    if (end) await moveCursor(trx, ctx.sourceId, end.cursor);
    if (end?.columns) await keepColumns(trx, ctx.sourceId, end.columns);
    if (refused.blocked.length > 0) await appendOutbox(trx, 'blocked', [{ sourceId: ctx.sourceId, at: ctx.now.toISOString(), rows: refused.blocked }]);
    if (end?.policies) {
      const { profileId } = await sourceById(trx, ctx.sourceId);
      const kept: number[] = [];
      for (const policy of end.policies) {
        const id = await keepPolicy(trx, profileId, policy, watchWindow(policy.issuedAt), [...fresh.values()][0] ?? null);
        if (id !== null) kept.push(id);
      }
      await appendOutbox(trx, 'policies', kept.map((policyId) => ({ policyId })));
    }
    if (end?.faults) {
      const faultIds = await replaceFaults(trx, ctx.sourceId, READERS_FAULTS, end.faults, ctx.now);
      if (faultIds.length > 0) await appendOutbox(trx, 'faults', [{ faultIds }]);
    }
    return counts;
  });
}

/** The same key twice in one chunk: the first may be new, the later ones come again, in order. */
function splitRepeats(items: IncomingItem[]): { first: IncomingItem[]; again: IncomingItem[] } {
  const seen = new Set<string>();
  const first: IncomingItem[] = [];
  const again: IncomingItem[] = [];
  for (const item of items) {
    (seen.has(item.externalId) ? again : first).push(item);
    seen.add(item.externalId);
  }
  return { first, again };
}

function toStore(item: IncomingItem, ctx: StoreContext): ItemToStore {
  const { contact: _apart, snapshot: _evidence, ranking: _place, ...rest } = item;
  const old = ctx.historical || item.closedAt !== null || item.publishedAt < ctx.historicalBefore;
  return { ...rest, channel: item.channel ?? ctx.channel, historical: old, rowHash: rowHash(withoutEmpty(item)), textHash: textHash(item) };
}

/** A cell with nothing in it says what a missing column says: a platform that adds a column has not changed every order. */
const withoutEmpty = (item: IncomingItem): IncomingItem => ({ ...item, raw: Object.fromEntries(Object.entries(item.raw).filter(([, cell]) => cell !== '')) });

/** Whose comment section it stands in answers for it (谁开设谁管理). The hash is of what the row said, not of this. */
function owned(row: ItemToStore, register: readonly Account[]): ItemToStore {
  if (row.account === undefined) return row;
  const unit = ownerOf(register, row.channel, row.account);
  return unit === null ? { ...row, marks: [...row.marks, 'account-unregistered'] } : { ...row, mainUnit: row.mainUnit ?? unit };
}

function contactsOf(items: IncomingItem[], idOf: (externalId: string) => number | undefined, seal: Seal) {
  const byItem = new Map(items.flatMap((item) => {
    const itemId = idOf(item.externalId);
    if (itemId === undefined || !item.contact) return [];
    return [[itemId, {
      itemId, sealed: seal.seal(item.contact),
      phoneKey: item.contact.phone ? seal.key('phone', item.contact.phone) : null,
      idKey: item.contact.idNumber ? seal.key('id', item.contact.idNumber) : null,
    }] as const];
  }));
  return [...byItem.values()];
}

/** 同人同事: a new message is linked to the first one in which the same person told of the same matter. */
async function linkRepeats(trx: Trx, itemIds: number[], items: readonly IncomingItem[], idOf: (externalId: string) => number | undefined): Promise<void> {
  const earlier = await earlierBySamePerson(trx, itemIds, SAME_MATTER_DAYS);
  if (earlier.length === 0) return;
  const told = new Map(items.map((item) => [idOf(item.externalId), { title: item.title, words: item.ownWords ?? item.body, place: item.place }]));
  const links = new Map<number, number>();
  for (const { ofItemId, firstId, ...message } of earlier) {
    const own = told.get(ofItemId);
    if (own && !links.has(ofItemId) && isSameMatter(own, message)) links.set(ofItemId, links.get(firstId) ?? firstId);
  }
  await linkSameMatter(trx, [...links].map(([itemId, firstId]) => ({ itemId, firstId })));
}

const pack = promisify(gzip);

/** Of items that are new or changed: a page whose words are as before is the same evidence. */
async function snapshotsOf(items: IncomingItem[], idOf: (externalId: string) => number | undefined, written: ReadonlySet<number>): Promise<SnapshotToStore[]> {
  const taken: SnapshotToStore[] = [];
  for (const { externalId, snapshot } of items) {
    const itemId = idOf(externalId);
    if (!snapshot || itemId === undefined || !written.has(itemId)) continue;
    const { url, fetchedAt, contentType, bytes } = snapshot;
    const hash = createHash('sha256').update(bytes).digest('hex');
    taken.push({ itemId, hash, url, fetchedAt, contentType, size: bytes.length, packed: await pack(bytes) });
  }
  return taken;
}

/** 本级未规定,采用缺省: two weeks before its issue and a month after it. */
function watchWindow(issuedAt: string | null): WatchWindow | null {
  return issuedAt === null ? null : { from: addDays(issuedAt, -14), to: addDays(issuedAt, 30) };
}

/** How often each mark stands on the items, and each reason on what was put aside. */
function notesOf(items: readonly ItemToStore[], rejects: Readonly<Record<string, number>> = {}): RunNotes {
  const marks: Record<string, number> = {};
  for (const mark of items.flatMap((item) => item.marks)) marks[mark] = (marks[mark] ?? 0) + 1;
  return { marks, rejects: { ...rejects } };
}
