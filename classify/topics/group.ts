import type { Signature } from '../../db/topics.ts';

/** How alike two items must be (cosine of their distinctive words) to be about one matter. */
const JOIN = 0.5;
/** Two items that share fewer distinctive words than this are not compared further. */
const MIN_SHARED = 3;

/** What grouping decides for one item. `with` are items that had no topic until this one came. */
export type Grouping =
  | { itemId: number; join: number; score: number }
  | { itemId: number; open: { title: string; members: { itemId: number; score: number }[] } };

/**
 * Online single pass: each item, in order of time, joins the topic of the most similar item before it in the window,
 * or opens a topic together with it. Deterministic for a given order. Pure: `known` are candidates from earlier
 * chunks, `fresh` the items of this chunk; a topic opened here is named by its first member's id, negated, until it
 * is stored.
 *
 * @returns one decision per item that found company; lonely items wait as candidates
 */
export function groupItems(known: Signature[], fresh: Signature[], windowMs: number): Grouping[] {
  const byTerm = new Map<number, Signature[]>();
  const add = (s: Signature) => {
    for (const term of s.terms) {
      const list = byTerm.get(term);
      if (list) list.push(s);
      else byTerm.set(term, [s]);
    }
  };
  const pending = new Set(fresh.map((s) => s.itemId));
  const topicOf = new Map<number, number>();
  for (const s of known) {
    if (pending.has(s.itemId)) continue;
    add(s);
    if (s.topicId !== null) topicOf.set(s.itemId, s.topicId);
  }

  const decisions: Grouping[] = [];
  const opened = new Map<number, Extract<Grouping, { open: unknown }>>();
  const inOrder = [...fresh].sort((a, b) => a.at.getTime() - b.at.getTime() || a.itemId - b.itemId);
  for (const item of inOrder) {
    if (item.topicId !== null) {
      topicOf.set(item.itemId, item.topicId);
      add(item);
      continue;
    }
    const best = mostSimilar(item, byTerm, windowMs);
    add(item);
    if (!best) continue;
    const topic = topicOf.get(best.other.itemId);
    if (topic === undefined) {
      const decision = { itemId: item.itemId, open: {
        title: titleOf([best.other, item]),
        members: [{ itemId: best.other.itemId, score: 1 }, { itemId: item.itemId, score: best.score }],
      } };
      decisions.push(decision);
      opened.set(-best.other.itemId, decision);
      topicOf.set(best.other.itemId, -best.other.itemId).set(item.itemId, -best.other.itemId);
    } else if (topic < 0) {
      opened.get(topic)?.open.members.push({ itemId: item.itemId, score: best.score });
      topicOf.set(item.itemId, topic);
    } else {
      decisions.push({ itemId: item.itemId, join: topic, score: best.score });
      topicOf.set(item.itemId, topic);
    }
  }
  return decisions;
}

function mostSimilar(item: Signature, byTerm: Map<number, Signature[]>, windowMs: number): { other: Signature; score: number } | null {
  const shared = new Map<Signature, { n: number; dot: number }>();
  item.terms.forEach((term, k) => {
    for (const other of byTerm.get(term) ?? []) {
      if (Math.abs(item.at.getTime() - other.at.getTime()) > windowMs) continue;
      const weight = (item.weights[k] ?? 0) * (other.weights[other.terms.indexOf(term)] ?? 0);
      const sum = shared.get(other);
      if (sum) {
        sum.n += 1;
        sum.dot += weight;
      } else shared.set(other, { n: 1, dot: weight });
    }
  });
  let best: { other: Signature; score: number } | null = null;
  for (const [other, { n, dot }] of shared) {
    const enough = n >= Math.min(MIN_SHARED, item.terms.length, other.terms.length) && n >= 2;
    if (!enough || dot < JOIN) continue;
    if (!best || dot > best.score || (dot === best.score && other.itemId < best.other.itemId)) best = { other, score: dot };
  }
  return best;
}

/** A title from the items' own words: those the first two share, heaviest first. */
function titleOf(items: Signature[]): string {
  const [a, b] = items;
  const common = a?.words.filter((w) => b?.words.includes(w)) ?? [];
  return (common.length > 0 ? common : (a?.words ?? [])).slice(0, 4).join(' · ');
}
