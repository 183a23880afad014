import type { Db, Trx } from '../../db/connect.ts';
import { answersToJudge, putReplyQualities } from '../../db/reply-quality.ts';
import type { ReplyQuality } from '../../model/index.ts';
import { loadCalendar } from '../../profiles/calendars.ts';
import { breathe } from '../judge.ts';
import { judgeReply } from './judge.ts';
import { loadReplyWeights } from './weights.ts';
import type { IdfOf } from './words.ts';

/** A judged answer, ready to be kept. */
export interface JudgedAnswer {
  itemId: number;
  revision: number;
  quality: ReplyQuality;
}

/** Judges the official answers among these items; those without one are passed over. */
export async function judgeAnswers(db: Db, idfOf: IdfOf, itemIds: number[]): Promise<JudgedAnswer[]> {
  const answers = await answersToJudge(db, itemIds);
  if (answers.length === 0) return [];
  const judge = { idfOf, calendar: loadCalendar(), weights: loadReplyWeights() };
  const judged: JudgedAnswer[] = [];
  for (const answer of answers) {
    judged.push({ itemId: answer.itemId, revision: answer.revision, quality: judgeReply(answer, judge) });
    await breathe(judged.length);
  }
  return judged;
}

/** `model:reply@2026-11-24` */
export const replyMaker = (): string => `model:reply@${loadReplyWeights().version}`;

export const storeAnswers = (trx: Trx, judged: readonly JudgedAnswer[]): Promise<void> => putReplyQualities(trx, replyMaker(), judged);
