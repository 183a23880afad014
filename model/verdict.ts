import type { CategoryCode, Flag, RequestType, Sentiment, Urgency } from './codes.ts';

/** A term of the text that spoke for the category, heaviest first. `start`/`end` index the judged text (UTF-16). */
export interface Evidence {
  term: string;
  weight: number;
  start: number;
  end: number;
}

/** 研判结果: what a model, or a person, made of one text. */
export interface Verdict {
  category: CategoryCode;
  /** Calibrated probability that `category` is right, 0–1. */
  confidence: number;
  secondary: CategoryCode[];
  type: RequestType;
  sentiment: Sentiment;
  urgency: Urgency;
  flags: Flag[];
  needsReview: boolean;
  evidence: Evidence[];
}
