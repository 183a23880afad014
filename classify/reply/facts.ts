import { answersTo, type AskAnswered } from './answered.ts';
import { asksOf } from './asks.ts';
import { elementsOf, type Elements } from './elements.ts';
import { evasionsOf, type Evasion } from './evasive.ts';
import { answerOf, matterOf, substanceOf, type Answer } from './form.ts';
import { fold, signs } from './pieces.ts';
import { reasonsOf, type Reasons } from './reasons.ts';
import { meet, type Meeting } from './relevance.ts';
import type { IdfOf } from './words.ts';

/** Everything that is read of a message and its answer before it is weighed. */
export interface ReplyFacts {
  answer: Answer;
  /** The answer without its form. */
  substance: string;
  /** What it says of the matter. */
  matter: string;
  /** Han, letters and digits of the substance. */
  length: number;
  messageLength: number;
  asks: AskAnswered[];
  elements: Elements;
  reasons: Reasons;
  evasions: Evasion[];
  meeting: Meeting;
}

/** @param input title: the matter in the writer's or the operator's words, where there is one */
export function readFacts(input: { message: string; reply: string; title?: string | null | undefined }, idfOf: IdfOf): ReplyFacts {
  const message = fold(input.message);
  const asked = input.title ? `${fold(input.title)}\n${message}` : message;
  const answer = answerOf(fold(input.reply));
  const substance = substanceOf(answer);
  const evasions = evasionsOf(answer, message);
  const matter = matterOf(answer, evasions.filter((e) => e.kind === '转办'));
  return {
    answer, substance, matter, length: signs(substance), messageLength: signs(message),
    asks: answersTo(asksOf(message), message, substance, idfOf),
    elements: elementsOf(substance), reasons: reasonsOf(substance), evasions, meeting: meet(asked, matter, idfOf),
  };
}
