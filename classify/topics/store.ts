import type { Trx } from '../../db/connect.ts';
import {
  groupedItems, itemsWithoutTopic, lockGrouping, mergeMatters, nextMatterId, putMatterItems, readMerged, readTrails, readVectors, setTopicsOfMatters,
  topicsOfMatters, wordsOfMatters, writeTrails, writeVectors, type MatterItem,
} from '../../db/matters.ts';
import { createTopic, joinTopics, lockTopics, mergeTopics, renameTopics } from '../../db/topics.ts';
import { candidateIds, groupItem, keysOf, trailOf, type GroupingState } from './grouper.ts';
import type { Matter } from './matter.ts';
import { packMatter, packTrail, unpackMatter, unpackTrail } from './pack.ts';
import { titleOf } from './title.ts';
import { matterOf } from './trails.ts';
import type { TextVector } from './vector.ts';

/** An item to be grouped. */
export interface FreshItem {
  readonly itemId: number;
  readonly at: Date;
  readonly vector: TextVector;
}

/** A title is found anew each time a topic has doubled: it settles as more is said. */
const isPowerOfTwo = (n: number): boolean => (n & (n - 1)) === 0;
const MOST_TITLES = 60;
/** Items whose company is read at once: their matters must fit into memory. */
const AHEAD = 64;

/**
 * Groups items of one profile as `groupItem` does, over what the database remembers: those in a matter already stay where
 * they are. A matter becomes a topic with its second item. All in the caller's transaction, one worker per profile.
 *
 * @returns topics that gained items
 */
export async function groupInto(trx: Trx, profileId: string, items: readonly FreshItem[], now: Date): Promise<number[]> {
  await lockGrouping(trx, profileId);
  const known = await groupedItems(trx, items.map((i) => i.itemId));
  const fresh = items.filter((i) => !known.has(i.itemId)).sort((a, b) => a.at.getTime() - b.at.getTime() || a.itemId - b.itemId);
  if (fresh.length === 0) return [];
  const state = await readState(trx, profileId, fresh);
  const placed: MatterItem[] = [];
  const merged: { id: number; into: number }[] = [];
  const changed = new Set<number>();
  for (const [k, { itemId, at, vector }] of fresh.entries()) {
    if (k % AHEAD === 0) await readAhead(trx, profileId, state, fresh.slice(k, k + AHEAD), changed);
    await readMatters(trx, profileId, state, candidateIds(state, vector));
    const decision = groupItem(state, vector, at.getTime());
    merged.push(...decision.merged.map((id) => ({ id, into: decision.matter })));
    changed.add(decision.matter);
    placed.push({ itemId, matterId: decision.matter, score: decision.score, suggestedId: decision.suggest?.matter ?? null, suggestedScore: decision.suggest?.score ?? null });
  }
  const touched = [...new Set(placed.map((p) => matterOf(state.into, p.matterId)))].map((id) => state.matters.get(id)!);
  await writeState(trx, profileId, state, touched, fresh);
  const final = merged.map(({ id }) => ({ id, into: matterOf(state.into, id) }));
  await mergeMatters(trx, profileId, final);
  await putMatterItems(trx, profileId, placed.map((p) => ({ ...p, matterId: matterOf(state.into, p.matterId) })));
  return intoTopics(trx, profileId, touched, final, now);
}

/** What is remembered of the features of these items; vectors are read as they are needed. */
async function readState(trx: Trx, profileId: string, fresh: readonly FreshItem[]): Promise<GroupingState> {
  const packed = await readTrails(trx, profileId, featuresOf(fresh.map((i) => keysOf(i.vector))));
  const trails = new Map([...packed].map(([feature, bytes]) => [feature, unpackTrail(bytes)]));
  const into = await readMerged(trx, profileId, [...new Set([...trails.values()].flat())]);
  return { matters: new Map(), into, trails, nextId: await nextMatterId(trx, profileId) };
}

/** Reads what the next items will be compared with, and lets go of what the last ones were and did not change. */
async function readAhead(trx: Trx, profileId: string, state: GroupingState, next: readonly FreshItem[], changed: ReadonlySet<number>): Promise<void> {
  for (const id of state.matters.keys()) if (!changed.has(id)) state.matters.delete(id);
  await readMatters(trx, profileId, state, [...new Set(next.flatMap((i) => candidateIds(state, i.vector)))]);
}

const featuresOf = (lists: readonly Int32Array[]): number[] => [...new Set(lists.flatMap((list) => [...list]))].sort((a, b) => a - b);

async function readMatters(trx: Trx, profileId: string, state: GroupingState, ids: readonly number[]): Promise<void> {
  const missing = ids.filter((id) => !state.matters.has(id));
  if (missing.length === 0) return;
  for (const { id, vector } of await readVectors(trx, profileId, missing)) state.matters.set(id, unpackMatter(id, vector));
}

async function writeState(trx: Trx, profileId: string, state: GroupingState, touched: readonly Matter[], fresh: readonly FreshItem[]): Promise<void> {
  await writeVectors(trx, profileId, touched.map((matter) => ({ id: matter.id, vector: packMatter(matter) })));
  await writeTrails(trx, profileId, featuresOf(fresh.map((i) => trailOf(i.vector))).map((feature) => ({ feature, matters: packTrail(state.trails.get(feature)!) })));
}

async function intoTopics(trx: Trx, profileId: string, touched: readonly Matter[], merged: readonly { id: number; into: number }[], now: Date): Promise<number[]> {
  const told = touched.filter((matter) => matter.size > 1);
  const topics = await topicsOfMatters(trx, profileId, [...told.map((m) => m.id), ...merged.map((m) => m.id)]);
  // All at once and in order: alerting locks topics too.
  await lockTopics(trx, [...topics.values()]);
  const titles = await titlesFor(trx, profileId, told.filter((m) => !topics.has(m.id) || isPowerOfTwo(m.size)));
  const opened: { matterId: number; topicId: number }[] = [];
  for (const matter of told) {
    if (topics.has(matter.id)) continue;
    const topicId = await createTopic(trx, { profileId, title: titles.get(matter.id)!, firstAt: now, lastAt: now, detectedAt: now });
    topics.set(matter.id, topicId);
    opened.push({ matterId: matter.id, topicId });
  }
  await setTopicsOfMatters(trx, profileId, opened);
  await mergeTopics(trx, merged.flatMap(({ id, into }) => (topics.has(id) ? [{ id: topics.get(id)!, into: topics.get(into)! }] : [])));
  const members = await itemsWithoutTopic(trx, profileId, told.map((m) => m.id));
  await joinTopics(trx, members.map((m) => ({ itemId: m.itemId, topicId: topics.get(m.matterId)!, score: m.score })));
  await renameTopics(trx, [...titles].map(([matterId, title]) => ({ id: topics.get(matterId)!, title })));
  return [...new Set(members.map((m) => topics.get(m.matterId)!))];
}

/** Titles by matter. */
async function titlesFor(trx: Trx, profileId: string, matters: readonly Matter[]): Promise<Map<number, string>> {
  const words = await wordsOfMatters(trx, profileId, matters.map((m) => m.id), MOST_TITLES);
  return new Map(matters.map((matter) => [matter.id, titleOf(matter, words.get(matter.id) ?? [])]));
}
