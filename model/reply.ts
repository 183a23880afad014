/** What a judgement of an answer speaks of: 相关、完整、可解释、时效、空话、格式. */
export const REPLY_ASPECTS = ['relevance', 'complete', 'explained', 'timely', 'evasive', 'form'] as const;
export type ReplyAspect = (typeof REPLY_ASPECTS)[number];

/** Words of the message or of the answer, spans in UTF-16 units of the text as it came. */
export interface ReplyQuote {
  from: 'message' | 'reply';
  text: string;
  start: number;
  end: number;
}

/** Why an answer was judged so, in Chinese, with the words it rests on. */
export interface ReplyEvidence {
  aspect: ReplyAspect;
  ok: boolean;
  reason: string;
  quotes: ReplyQuote[];
}

/** 答复质量: of the answer, never of a person. */
export interface ReplyQuality {
  /** How surely the answer speaks of what was asked, 0–1. */
  relevance: number;
  /** 完整: it comes to what was asked, with substance. */
  complete: boolean;
  /** 可解释: it gives causes, bases, plans or limits. */
  explained: boolean;
  /** Shanghai days from message to answer; null where a time is missing or they stand the wrong way round. */
  days: number | null;
  workdays: number | null;
  evidence: ReplyEvidence[];
}
