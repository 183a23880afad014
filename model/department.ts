import type { CategoryCode, Flag, Stance, Urgency } from './codes.ts';
import type { Place } from './verdict.ts';

/** What a message is about, as judged: what decides whose it is. */
export interface DepartmentQuestion {
  category: CategoryCode;
  secondary?: readonly CategoryCode[];
  places?: readonly Place[];
  /** The citizen's own words, never the answers of units below them. */
  text: string;
  title?: string | null;
  /** Categories as the source system had them. */
  categoryPath?: readonly string[];
  flags?: readonly Flag[];
  urgency?: Urgency;
  stance?: Stance | null;
}

/** What a model of this jurisdiction's own history proposes, sure enough to be followed. */
export interface DepartmentProposal {
  unit: string;
  /** Calibrated probability, 0–1. */
  confidence: number;
  /** How many dispatched orders it learned from. */
  learnedFrom: number;
}

/** 先行引导: what goes before the dispatch, or beside it: an emergency number, a way the law lays down, another authority. */
export interface Refer {
  kind: '紧急热线' | '法定途径' | '转报';
  to: string;
  /** What to tell the person, or to do at once. */
  advice: string;
}

/** 依据: what names the units. `duties` is the jurisdiction's own list, `drafting` 谁起草谁解读, `generic` the general table. */
export type DepartmentSource = 'learned' | 'duties' | 'document' | 'drafting' | 'generic';

/** 主办、协办 with the names of the day. */
export interface Departments {
  lead: string;
  assist: string[];
  from: DepartmentSource;
  /** Why these, in Chinese, for the person who dispatches. */
  why: string;
  refer?: Refer;
}
