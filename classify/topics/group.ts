import type { LikePair } from '../../db/topics.ts';

/** How alike two items must be (cosine of their distinctive words) to be about one matter. */
export const JOIN = { shared: 2, score: 0.5 };
/** Two words in common are an accident unless they weigh nearly everything. */
const FEW_SHARED = 3;
const FEW_SCORE = 0.7;

/** An item of the chunk that is being grouped. */
export interface Fresh {
  itemId: number;
  at: Date;
  /** The topic it is in already (a rerun), or null. */
  topicId: number | null;
}

/** What grouping decides for an item: it joins a topic, or opens one together with the item most like it. */
export type Grouping =
  | { join: number; itemId: number; score: number }
  | { open: { itemId: number; score: number }[] };

/**
 * Online single pass: each item, in order of time, joins the topic of the most similar item that came before it in
 * the line, or opens a topic together with it. Deterministic for a given order. Pure: the pairs come from the store.
 *
 * @param fresh the items of this chunk
 * @param pairs for each of them, others that share distinctive words with it (of this chunk or earlier ones)
 * @returns a decision per item that found company; lonely items wait to be found
 */
export function groupItems(fresh: readonly Fresh[], pairs: readonly LikePair[]): Grouping[] {
  const inOrder = [...fresh].sort((a, b) => a.at.getTime() - b.at.getTime() || a.itemId - b.itemId);
  const place = new Map(inOrder.map((f, k) => [f.itemId, k]));
  const likes = new Map<number, LikePair[]>();
  for (const pair of pairs) {
    if (pair.shared < FEW_SHARED && pair.score < FEW_SCORE) continue;
    // Within the chunk only what stands before it in time is there to be joined.
    const ahead = place.get(pair.otherId);
    if (ahead !== undefined && ahead > (place.get(pair.itemId) ?? -1)) continue;
    likes.set(pair.itemId, [...(likes.get(pair.itemId) ?? []), pair]);
  }
  const topicOf = new Map<number, number>();
  const opened = new Map<number, { itemId: number; score: number }[]>();
  const joins: Grouping[] = [];
  for (const item of inOrder) {
    if (item.topicId !== null) {
      topicOf.set(item.itemId, item.topicId);
      continue;
    }
    const best = mostSimilar(likes.get(item.itemId) ?? []);
    if (!best) continue;
    const topic = topicOf.get(best.otherId) ?? best.otherTopicId;
    if (topic === null) {
      // Named by its first member, negated, until it is stored.
      opened.set(-best.otherId, [{ itemId: best.otherId, score: 1 }, { itemId: item.itemId, score: best.score }]);
      topicOf.set(best.otherId, -best.otherId).set(item.itemId, -best.otherId);
      continue;
    }
    topicOf.set(item.itemId, topic);
    if (topic < 0) opened.get(topic)?.push({ itemId: item.itemId, score: best.score });
    else joins.push({ join: topic, itemId: item.itemId, score: best.score });
  }
  return [...joins, ...[...opened.values()].map((open) => ({ open }))];
}

function mostSimilar(likes: readonly LikePair[]): LikePair | null {
  let best: LikePair | null = null;
  for (const pair of likes) {
    if (!best || pair.score > best.score || (pair.score === best.score && pair.otherId < best.otherId)) best = pair;
  }
  return best;
}

/** A title from the items' own words: those that two members share, heaviest first. `['第三小学','呕吐'], …` → `第三小学 · 呕吐`. */
export function titleOf(a: readonly string[], b: readonly string[]): string {
  const common = a.filter((word) => b.includes(word));
  return (common.length > 0 ? common : a).slice(0, 4).join(' · ') || '(未命名)';
}
