import type { Db, Trx } from '../db/connect.ts';
import { itemsToJudge, type ItemToJudge } from '../db/items.ts';
import { appendOutbox } from '../db/outbox.ts';
import { putTerms, type ItemTerms } from '../db/topics.ts';
import { alreadyJudged, appendVerdicts } from '../db/verdicts.ts';
import type { Clock, Verdict } from '../model/index.ts';
import { suggestForNew } from './correct.ts';
import { breathe, type Judge } from './judge.ts';
import { judgeAnswers, storeAnswers, type JudgedAnswer } from './reply/stage.ts';
import { signature } from './signature.ts';
import { groupInto } from './topics/store.ts';
import { vectorOf, type TextVector } from './topics/vector.ts';

interface Judged {
  /** `model:tier1@2026-11-24`, as it was when this was judged: another version may serve by the time it is stored. */
  madeBy: string;
  item: ItemToJudge;
  verdict: Verdict;
  terms: ItemTerms;
  /** What its official answer is worth, where it has one. */
  answer: JudgedAnswer | null;
  vector: TextVector;
}

/** Judges a chunk outside any transaction: the model takes its time while nothing is locked. */
export async function judgeChunk(db: Db, judge: Judge, itemIds: number[]): Promise<Judged[]> {
  const items = await itemsToJudge(db, itemIds);
  const verdicts = await judge.judgeAll(items.map((item) => ({ text: item.body, title: item.title, givenType: item.givenType })));
  const answers = new Map((await judgeAnswers(db, judge.idfOf, itemIds)).map((a) => [a.itemId, a]));
  const judged: Judged[] = [];
  for (const [k, item] of items.entries()) {
    judged.push({
      madeBy: `model:${judge.name}@${judge.version}`, item, verdict: verdicts[k]!,
      terms: { itemId: item.id, at: item.publishedAt, terms: signature(`${item.title ?? ''}\n${item.body}`, judge) },
      answer: answers.get(item.id) ?? null, vector: vectorOf(item.title, item.body, judge.reader),
    });
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
    const own = judged.filter((j) => j.item.profileId === profileId);
    for (const id of await groupInto(trx, profileId, own.map((j) => ({ itemId: j.item.id, at: j.item.publishedAt, vector: j.vector })), clock())) topics.add(id);
    // Behind the lock of the grouping: two workers may hold the same chunk.
    await putTerms(trx, profileId, own.map((j) => j.terms));
    await suggestForNew(trx, profileId, own.map((j) => j.item.id));
  }
  const messages = judged.filter((j) => j.item.kind === 'message').map((j) => j.item.id);
  if (messages.length > 0) await appendOutbox(trx, 'tickets', [{ itemIds: messages }]);
  if (topics.size > 0) await appendOutbox(trx, 'alerts', [{ topicIds: [...topics] }]);
}
