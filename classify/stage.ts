import type { Db, Trx } from '../db/connect.ts';
import { itemsToJudge, type ItemToJudge } from '../db/items.ts';
import { appendOutbox } from '../db/outbox.ts';
import { createTopic, joinTopics, likePairs, lockGrouping, putTerms, topicsOf, wordsOf, type ItemTerms } from '../db/topics.ts';
import { alreadyJudged, appendVerdicts } from '../db/verdicts.ts';
import type { Clock, Verdict } from '../model/index.ts';
import { breathe, type Judge } from './judge.ts';
import { judgeAnswers, storeAnswers, type JudgedAnswer } from './reply/stage.ts';
import { signature } from './signature.ts';
import { groupItems, JOIN, titleOf } from './topics/group.ts';

/** Items further apart than this are not one matter by their words alone. */
export const TOPIC_WINDOW_MS = 7 * 24 * 3_600_000;

interface Judged {
  /** `model:tier1@2026-11-24`, as it was when this was judged: another version may serve by the time it is stored. */
  madeBy: string;
  item: ItemToJudge;
  verdict: Verdict;
  terms: ItemTerms;
  /** What its official answer is worth, where it has one. */
  answer: JudgedAnswer | null;
}

/** Judges a chunk outside any transaction: the model takes its time while nothing is locked. */
export async function judgeChunk(db: Db, judge: Judge, itemIds: number[]): Promise<Judged[]> {
  const items = await itemsToJudge(db, itemIds);
  const verdicts = await judge.judgeAll(items.map((item) => ({ text: item.body, title: item.title, givenType: item.givenType })));
  const answers = new Map((await judgeAnswers(db, judge.idfOf, itemIds)).map((a) => [a.itemId, a]));
  const judged: Judged[] = [];
  for (const [k, item] of items.entries()) {
    judged.push({ madeBy: `model:${judge.name}@${judge.version}`, item, verdict: verdicts[k]!, terms: { itemId: item.id, at: item.publishedAt, terms: signature(`${item.title ?? ''}\n${item.body}`, judge) }, answer: answers.get(item.id) ?? null });
    await breathe(judged.length);
  }
  return judged;
}

/** Writes what was judged, puts items into topics, and leaves work for the next stage. */
export async function storeJudged(trx: Trx, judged: Judged[], clock: Clock): Promise<void> {
  const madeBy = judged[0]?.madeBy ?? '';
  const known = await alreadyJudged(trx, madeBy, judged.map((j) => j.item.id));
  const fresh = judged.filter((j) => !known.has(j.item.id));
  await appendVerdicts(trx, madeBy, fresh.map((j) => ({ itemId: j.item.id, revision: j.item.textRevision, verdict: j.verdict })));

  await storeAnswers(trx, judged.flatMap((j) => j.answer ?? []));

  const topics = new Set<number>();
  for (const profileId of [...new Set(judged.map((j) => j.item.profileId))].sort()) {
    const terms = judged.filter((j) => j.item.profileId === profileId).map((j) => j.terms);
    for (const id of await groupChunk(trx, profileId, terms, clock)) topics.add(id);
  }
  const messages = judged.filter((j) => j.item.kind === 'message').map((j) => j.item.id);
  if (messages.length > 0) await appendOutbox(trx, 'tickets', [{ itemIds: messages }]);
  if (topics.size > 0) await appendOutbox(trx, 'alerts', [{ topicIds: [...topics] }]);
}

/** @returns ids of topics that gained items */
async function groupChunk(trx: Trx, profileId: string, items: ItemTerms[], clock: Clock): Promise<number[]> {
  await lockGrouping(trx, profileId);
  await putTerms(trx, profileId, items);
  const ids = items.map((i) => i.itemId);
  const standing = await topicsOf(trx, ids);
  const pairs = await likePairs(trx, profileId, ids, TOPIC_WINDOW_MS, JOIN);
  const decisions = groupItems(items.map((i) => ({ itemId: i.itemId, at: i.at, topicId: standing.get(i.itemId) ?? null })), pairs);

  const openings = decisions.flatMap((d) => ('open' in d ? [d.open] : []));
  const words = await wordsOf(trx, openings.flatMap((open) => open.slice(0, 2).map((m) => m.itemId)));
  const members = decisions.flatMap((d) => ('join' in d ? [{ itemId: d.itemId, topicId: d.join, score: d.score }] : []));
  for (const open of openings) {
    const [a, b] = open;
    const title = titleOf(words.get(a?.itemId ?? 0) ?? [], words.get(b?.itemId ?? 0) ?? []);
    // joinTopics sets the true times in this same transaction.
    const topicId = await createTopic(trx, { profileId, title, firstAt: clock(), lastAt: clock(), detectedAt: clock() });
    members.push(...open.map((m) => ({ ...m, topicId })));
  }
  await joinTopics(trx, members);
  return [...new Set(members.map((m) => m.topicId))];
}
