import type { Db, Trx } from '../db/connect.ts';
import { itemsToJudge, type ItemToJudge } from '../db/items.ts';
import { appendOutbox } from '../db/outbox.ts';
import { createTopic, joinTopics, lockGrouping, putSignatures, signaturesSharing, type Signature } from '../db/topics.ts';
import { alreadyJudged, appendVerdicts } from '../db/verdicts.ts';
import type { Clock, Verdict } from '../model/index.ts';
import type { Model } from './model.ts';
import { signature } from './signature.ts';
import { groupItems } from './topics/group.ts';

/** Items further apart than this are not one matter by their words alone. */
export const TOPIC_WINDOW_MS = 7 * 24 * 3_600_000;

interface Judged {
  item: ItemToJudge;
  verdict: Verdict;
  signature: Omit<Signature, 'topicId'>;
}

/** Judges a chunk outside any transaction: the model takes its time while nothing is locked. */
export async function judgeChunk(db: Db, model: Model, itemIds: number[]): Promise<Judged[]> {
  const items = await itemsToJudge(db, itemIds);
  const judged: Judged[] = [];
  for (const item of items) {
    const { terms } = signature(`${item.title ?? ''}\n${item.body}`, model);
    judged.push({
      item,
      verdict: model.judge(item.body, { title: item.title, givenType: item.givenType }),
      signature: {
        itemId: item.id, at: item.publishedAt, terms: terms.map((t) => t.hash), weights: terms.map((t) => t.weight), words: terms.map((t) => t.word),
      },
    });
    // A chunk must not hold the event loop for its whole length: the live feed shares it.
    if (judged.length % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return judged;
}

/** Writes what was judged, puts items into topics, and leaves work for the next stage. */
export async function storeJudged(trx: Trx, model: Model, judged: Judged[], clock: Clock): Promise<void> {
  const madeBy = `model:${model.name}@${model.version}`;
  const known = await alreadyJudged(trx, madeBy, judged.map((j) => j.item.id));
  const fresh = judged.filter((j) => !known.has(j.item.id));
  await appendVerdicts(trx, madeBy, fresh.map((j) => ({ itemId: j.item.id, revision: j.item.textRevision, verdict: j.verdict })));

  const topics = new Set<number>();
  for (const profileId of [...new Set(judged.map((j) => j.item.profileId))].sort()) {
    const signatures = judged.filter((j) => j.item.profileId === profileId).map((j) => j.signature);
    for (const id of await groupChunk(trx, profileId, signatures, clock)) topics.add(id);
  }
  const messages = judged.filter((j) => j.item.kind === 'message').map((j) => j.item.id);
  if (messages.length > 0) await appendOutbox(trx, 'tickets', [{ itemIds: messages }]);
  if (topics.size > 0) await appendOutbox(trx, 'alerts', [{ topicIds: [...topics] }]);
}

/** @returns ids of topics that gained items */
async function groupChunk(trx: Trx, profileId: string, signatures: Omit<Signature, 'topicId'>[], clock: Clock): Promise<number[]> {
  await lockGrouping(trx, profileId);
  await putSignatures(trx, profileId, signatures);
  const times = signatures.map((s) => s.at.getTime());
  const from = new Date(Math.min(...times) - TOPIC_WINDOW_MS);
  const to = new Date(Math.max(...times) + TOPIC_WINDOW_MS);
  const sharing = await signaturesSharing(trx, profileId, [...new Set(signatures.flatMap((s) => s.terms))], from, to);
  const own = new Set(signatures.map((s) => s.itemId));
  const decisions = groupItems(sharing.filter((s) => !own.has(s.itemId)), sharing.filter((s) => own.has(s.itemId)), TOPIC_WINDOW_MS);

  const timeOf = new Map(sharing.map((s) => [s.itemId, s.at]));
  const members: { itemId: number; topicId: number; score: number }[] = [];
  for (const decision of decisions) {
    if ('join' in decision) {
      members.push({ itemId: decision.itemId, topicId: decision.join, score: decision.score });
      continue;
    }
    const at = decision.open.members.map((m) => timeOf.get(m.itemId) ?? clock()).sort((a, b) => a.getTime() - b.getTime());
    const topicId = await createTopic(trx, {
      profileId, title: decision.open.title, firstAt: at[0] ?? clock(), lastAt: at.at(-1) ?? clock(), detectedAt: clock(),
    });
    members.push(...decision.open.members.map((m) => ({ ...m, topicId })));
  }
  await joinTopics(trx, members);
  return [...new Set(members.map((m) => m.topicId))];
}
