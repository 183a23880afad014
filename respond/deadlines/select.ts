import {
  YuqingError, type CategoryCode, type Flag, type PlannedDeadline, type Profile, type RequestType, type Rule, type SubjectKind,
  type Urgency, type WorkCalendar,
} from '../../model/index.ts';
import type { ResolvedProfile } from '../../profiles/load.ts';
import { channelKey } from './channel.ts';
import { countDeadline } from './count.ts';
import { precede, slotOf, type Candidate, type Level, type Matter } from './precedence.ts';

export interface PlanInput {
  resolved: ResolvedProfile;
  subjectKind: SubjectKind;
  channel: string;
  type: RequestType;
  category: CategoryCode;
  urgency: Urgency;
  level?: Level | undefined;
  flags?: readonly Flag[] | undefined;
  /** Events that have happened: `{received_at: …}`. A rule whose start event is not among them waits. */
  starts: Readonly<Record<string, Date>>;
  calendar: WorkCalendar;
}

/** Rules of a profile and those above it that speak of each kind of subject. */
const KIND_OF_RULE: Record<SubjectKind, Rule['applies']['kind']> = { ticket: 'message', dispatch: 'dispatch', topic: 'topic', policy: 'task', task: 'task' };

/**
 * The deadlines that a ticket, dispatch or topic has by its profile, each counted. One whose start lies before the
 * calendar begins cannot be counted and is left out: such material is history, nobody is reminded of it.
 *
 *     planDeadlines({ resolved: loadProfile('yangzhou-2018'), subjectKind: 'ticket', channel: '寄语市长', type: '咨询', … })
 *     // one: YZ-CONSULT-2WD, 依本级文件
 */
export function planDeadlines(input: PlanInput): PlannedDeadline[] {
  const planned: PlannedDeadline[] = [];
  for (const { rule, authorityText, slot } of rulesFor(input)) {
    const startsAt = rule.starts === null ? undefined : input.starts[rule.starts];
    if (startsAt === undefined || rule.stops === null) continue;
    const counted = countIfKnown(rule, startsAt, input.calendar);
    if (!counted) continue;
    planned.push({
      ...counted, ruleId: rule.id, kind: slot, name: rule.name, basis: rule.basis, authority: rule.authority, authorityText,
      startsAt, starts: rule.starts!, stops: rule.stops, clock: rule.clock,
    });
  }
  return planned;
}

function countIfKnown(rule: Rule, startsAt: Date, calendar: WorkCalendar): ReturnType<typeof countDeadline> | null {
  try {
    return countDeadline({ clock: rule.clock, startsAt, calendar });
  } catch (error) {
    if (error instanceof YuqingError && error.code === 'CALENDAR_DAY') return null;
    throw error;
  }
}

type Chosen = Candidate & { authorityText: string };

/** Channel names come out of people's files: there may be any number of them. */
const MAX_KINDS = 5_000;
/** An import plans tens of thousands of deadlines of a few dozen kinds: which rules apply is worked out once a kind. */
const chosen = new WeakMap<ResolvedProfile, Map<string, Chosen[]>>();

function rulesFor(input: PlanInput): Chosen[] {
  const { resolved, subjectKind, channel, type, category, urgency, level, flags = [] } = input;
  const key = JSON.stringify([subjectKind, channel, type, category, urgency, level, flags]);
  let perProfile = chosen.get(resolved);
  if (!perProfile) chosen.set(resolved, (perProfile = new Map()));
  let rules = perProfile.get(key);
  if (!rules) {
    const matter: Matter = { channel: channelKey(channel), type, category, urgency, level, flags };
    rules = select(resolved.chain, subjectKind, matter);
    if (perProfile.size >= MAX_KINDS) perProfile.clear();
    perProfile.set(key, rules);
  }
  return rules;
}

function select(chain: readonly Profile[], subjectKind: SubjectKind, matter: Matter): Chosen[] {
  const candidates: Candidate[] = chain.flatMap((profile, distance) => {
    // A draft is nobody's law: it applies only where it was chosen as the profile itself.
    if (profile.draft && distance > 0) return [];
    return profile.rules.flatMap((rule) => {
      const slot = slotOf(rule, matter.type);
      if (slot === null || rule.authority === 'optional' || rule.applies.kind !== KIND_OF_RULE[subjectKind]) return [];
      return matches(rule, matter) ? [{ rule, profile, distance, slot, analogy: byAnalogy(rule, matter.type) }] : [];
    });
  });
  return precede(candidates, matter).map((c) => ({ ...c, authorityText: authorityWords(c.rule, c) }));
}

function matches({ applies }: Rule, m: Matter): boolean {
  const types = applies.types && [...applies.types, ...(applies.analogy ?? [])];
  return (!applies.channel || applies.channel.some((c) => channelKey(c) === m.channel))
    && (!types || types.includes(m.type))
    && (!applies.categories || applies.categories.includes(m.category))
    && (!applies.urgency || applies.urgency.includes(m.urgency))
    && (!applies.level || (m.level !== undefined && applies.level.includes(m.level)))
    && (!applies.flags || applies.flags.some((f) => m.flags.includes(f)))
    && !applies.notFlags?.some((f) => m.flags.includes(f))
    && applies.event === undefined && applies.task === undefined;
}

const byAnalogy = ({ applies }: Rule, type: RequestType): boolean =>
  !applies.types?.includes(type) && (applies.analogy?.includes(type) ?? false);

const AUTHORITY_TEXT: Record<Rule['authority'], string> = {
  law: '依国家规定', local: '依地方规定', document: '依本级文件', default: '本级未规定,采用缺省', optional: '可选口径,不自动适用',
};

/** What is printed beside a deadline about where its force comes from. */
export function authorityWords(rule: Rule, how: { analogy?: boolean; profile: Profile }): string {
  const notes = [...(how.analogy ? ['类推'] : []), ...(how.profile.draft ? ['征求意见稿'] : [])];
  return AUTHORITY_TEXT[rule.authority] + (notes.length > 0 ? `(${notes.join(',')})` : '');
}
