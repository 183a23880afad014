import type { CategoryCode, Flag, PlaceKind, RequestType, Sentiment, Stance, Urgency } from './codes.ts';

/** A term of the text that spoke for the category, heaviest first. `start`/`end` index the judged text (UTF-16). */
export interface Evidence {
  term: string;
  weight: number;
  start: number;
  end: number;
}

/** A place that a text names 地点: `{kind: '路口', name: '人民路与解放路路口', start: 3, end: 12}`. Spans as in Evidence. */
export interface Place {
  kind: PlaceKind;
  name: string;
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
  /** Toward the policy or measure the text speaks of; null where it speaks of none. */
  stance: Stance | null;
  /** In the order of the text, each once. */
  places: Place[];
  needsReview: boolean;
  evidence: Evidence[];
}
