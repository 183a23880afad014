import type { CategoryCode, DeadlineKind, Flag, Profile, RequestType, Rule, Urgency } from '../../model/index.ts';

export type Level = 'I' | 'II' | 'III' | 'IV';

/** What rules are chosen by. */
export interface Matter {
  /** As `channelKey` names it. */
  channel: string;
  type: RequestType;
  category: CategoryCode;
  urgency: Urgency;
  level: Level | undefined;
  flags: readonly Flag[];
}

/** A rule that fits a matter, `distance` steps up the chain, for the deadline `slot` (K1–K12). */
export interface Candidate {
  rule: Rule;
  profile: Profile;
  distance: number;
  slot: DeadlineKind;
  analogy: boolean;
}

const ANSWERED_AT_ONCE: readonly RequestType[] = ['咨询', '建议'];
const ANSWER_SLOTS: readonly (DeadlineKind | null)[] = ['K7', 'K8'];
const NEEDS_NO_ANSWER: readonly RequestType[] = ['表扬', '其他'];

/** For 咨询 and 建议 the feedback is the result: a rule that stops at feedback holds K8, not K7. */
export function slotOf(rule: Rule, type: RequestType): DeadlineKind | null {
  return rule.deadline === 'K7' && rule.stops === 'feedback_at' && ANSWERED_AT_ONCE.includes(type) ? 'K8' : rule.deadline;
}

/**
 * Which of the rules that fit apply: one per slot. Nearer profiles win over those they extend; within one, more
 * conditions over fewer; a `default` only fills what nobody has ruled. A law made for this very channel (信访,
 * 依申请公开) yields to no rule that is silent on the channel, and where it rules the result no default adds a
 * preliminary answer. 表扬 and 其他 need no answer unless such a law says so.
 */
export function precede(candidates: readonly Candidate[], matter: Pick<Matter, 'type'>): Candidate[] {
  const kept: Candidate[] = [];
  for (const c of [...candidates].sort(byForce)) {
    if (ANSWER_SLOTS.includes(c.slot) && NEEDS_NO_ANSWER.includes(matter.type) && !isChannelLaw(c)) continue;
    if (kept.some((k) => k.slot === c.slot)) continue;
    if (c.rule.authority === 'default' && kept.some((k) => displaces(k, c))) continue;
    kept.push(c);
  }
  return kept.sort((a, b) => Number(a.slot.slice(1)) - Number(b.slot.slice(1)));
}

function byForce(a: Candidate, b: Candidate): number {
  return Number(isChannelLaw(b)) - Number(isChannelLaw(a))
    || Number(isDefault(a)) - Number(isDefault(b))
    || a.distance - b.distance
    || conditions(b.rule) - conditions(a.rule);
}

/** A default falls to a rule with the same stop that is nearer or somebody's word, and to a law that rules the result. */
function displaces(kept: Candidate, fallback: Candidate): boolean {
  const sameStop = kept.rule.stops === fallback.rule.stops && (!isDefault(kept) || kept.distance < fallback.distance);
  return sameStop || (isChannelLaw(kept) && kept.slot === 'K8' && ANSWER_SLOTS.includes(fallback.slot));
}

const isDefault = (c: Candidate): boolean => c.rule.authority === 'default';
const isChannelLaw = (c: Candidate): boolean => c.rule.authority === 'law' && c.rule.applies.channel !== undefined;
/** `kind` says what the rule is about and is no condition. */
const conditions = ({ applies }: Rule): number => Object.keys(applies).length - Number(applies.kind !== undefined) - Number(applies.analogy !== undefined);
