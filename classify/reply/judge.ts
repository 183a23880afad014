import type { ReplyEvidence, ReplyQuality, WorkCalendar } from '../../model/index.ts';
import type { AskAnswered } from './answered.ts';
import { evidenceOfComplete, evidenceOfEvasions, evidenceOfExplained, evidenceOfForm, evidenceOfRelevance } from './evidence.ts';
import { readFacts, type ReplyFacts } from './facts.ts';
import { measuresOf } from './measures.ts';
import { timelinessOf } from './timeliness.ts';
import { meetingNumbers, weigh, type ReplyWeights } from './weights.ts';
import type { IdfOf } from './words.ts';

export interface ReplyInput {
  /** The title, where there is one: it names the matter. */
  title?: string | null;
  message: string;
  reply: string;
  askedAt: Date | null;
  repliedAt: Date | null;
  /** One of the times is known to the day only. */
  dayOnly?: boolean;
}

/** What a judgement needs beside the texts. */
export interface ReplyJudge {
  idfOf: IdfOf;
  calendar: WorkCalendar;
  weights: ReplyWeights;
}

/** Below this an answer speaks of something else, and cannot be complete. */
const OFF_TOPIC = 0.04;
/** In a short letter each question is meant; in a long one many are put in passing. */
const SHORT = 200;
const ROUND = 1e4;

/** Judges one official answer. Pure: the same texts and times give the same judgement. */
export function judgeReply(input: ReplyInput, { idfOf, calendar, weights }: ReplyJudge): ReplyQuality {
  const facts = readFacts(input, idfOf);
  const measures = measuresOf(facts);
  const relevance = facts.length === 0 ? 0 : weigh(weights.relevance, meetingNumbers(facts.meeting));
  const offTopic = relevance < OFF_TOPIC;
  const passedOver = passedOverIn(facts);
  const empty = offTopic || facts.length === 0 || measures.alone === 1;
  const complete = !empty && passedOver.length === 0 && weigh(weights.complete, measures) >= 0.5;
  const explained = !empty && weigh(weights.explained, measures) >= 0.5;
  const time = timelinessOf(input.askedAt, input.repliedAt, calendar, input.dayOnly);
  const evidence: ReplyEvidence[] = [
    evidenceOfRelevance(input, facts, relevance >= 0.5), evidenceOfComplete(input, facts, complete, { offTopic, passedOver }), evidenceOfExplained(input, facts, explained),
    ...evidenceOfEvasions(input, facts.evasions), evidenceOfForm(input, facts), { aspect: 'timely', ok: time.ok, reason: time.reason, quotes: [] },
  ];
  return { relevance: Math.round(relevance * ROUND) / ROUND, complete, explained, days: time.days, workdays: time.workdays, evidence };
}

function passedOverIn({ messageLength, asks }: ReplyFacts): AskAnswered[] {
  return messageLength <= SHORT && asks.length >= 2 ? asks.filter((a) => a.kind !== '请求' && a.passedOver) : [];
}
