import type { Trx } from '../db/connect.ts';
import { putDeadlines, type DeadlineToPut } from '../db/deadlines.ts';
import { policyById, type KeptPolicy } from '../db/policies.ts';
import { startOfDay, type Clock, type PlannedDeadline, type Rule, type WorkCalendar } from '../model/index.ts';
import { loadProfile, type ResolvedProfile } from '../profiles/load.ts';
import { countDeadline } from './deadlines/count.ts';
import { firstStep } from './steps.ts';

const TITLE_CHARS = 30;
const DAY_MS = 86_400_000;
/** The rule of a profile that a document published sets going (handbook §3, HL-011). */
const PUBLISHED = '文件公开';
const NOBODY = '(文件没有写明责任单位)';

interface PolicyContext {
  clock: Clock;
  calendar: WorkCalendar;
}

/**
 * A policy that has been kept: its dated tasks get their deadlines with reminders, its interpretation 解读 the clock that
 * the profile or the document itself sets, 三同步 the day of its issue. Where nobody has set a time none is made up.
 * What is older than the profile's horizon is measured and never reminded of.
 */
export async function openForPolicy(trx: Trx, policyId: number, ctx: PolicyContext): Promise<void> {
  const policy = await policyById(trx, policyId);
  if (!policy) return;
  const resolved = loadProfile(policy.profileId);
  const now = ctx.clock();
  const issuedAt = policy.issuedAt === null ? now : startOfDay(policy.issuedAt);
  const horizon = new Date(now.getTime() - resolved.profile.historical_after_days * DAY_MS);
  const put = (subject: Pick<DeadlineToPut, 'subjectKind' | 'subjectId' | 'unit'>, planned: PlannedDeadline): DeadlineToPut => ({
    ...subject, round: 1, planned, next: planned.dueAt < horizon ? null : firstStep(planned, ctx.calendar, now),
  });
  const deadlines: DeadlineToPut[] = policy.tasks.flatMap((task) => {
    if (task.dueOn === null) return [];
    const clock = { mode: 'fixed_date' as const, date: task.dueOn };
    const planned = counted({ clock, startsAt: issuedAt, calendar: ctx.calendar }, {
      ruleId: 'POLICY-TASK', kind: 'K9', name: `第 ${task.no} 项任务:${[...task.text].slice(0, TITLE_CHARS).join('')}`, basis: `《${policy.title}》第 ${task.no} 项`,
      authority: 'document', authorityText: '依本级文件', starts: 'document_published_at', stops: 'result_at',
    });
    return planned ? [put({ subjectKind: 'task', subjectId: task.id, unit: task.lead[0] ?? NOBODY }, planned)] : [];
  });
  const [unit = NOBODY] = roleUnits(resolved, '解读') ?? policy.tasks.flatMap((t) => t.lead);
  for (const planned of interpretation(policy, resolved, { issuedAt, calendar: ctx.calendar })) {
    deadlines.push(put({ subjectKind: 'policy', subjectId: policy.id, unit }, planned));
  }
  await putDeadlines(trx, deadlines);
}

type Named = Omit<PlannedDeadline, 'dueAt' | 'countedDays' | 'skippedDays' | 'provisional' | 'calendarVersion' | 'startsAt' | 'clock'>;

/** Null where the calendar does not reach so far back. */
function counted(input: Parameters<typeof countDeadline>[0], named: Named): PlannedDeadline | null {
  try {
    return { ...countDeadline(input), ...named, startsAt: input.startsAt, clock: input.clock };
  } catch (error) {
    if ((error as { code?: string }).code === 'CALENDAR_DAY') return null;
    throw error;
  }
}

function interpretation(policy: KeptPolicy, resolved: ResolvedProfile, { issuedAt, calendar }: { issuedAt: Date; calendar: WorkCalendar }): PlannedDeadline[] {
  const stops = 'interpretation_published_at';
  const common = { kind: 'K11' as const, authority: 'document' as const, authorityText: '依本级文件', starts: 'document_published_at', stops };
  const rule = resolved.chain.flatMap((profile) => profile.rules).find((r: Rule) => r.applies.event === PUBLISHED && r.stops === stops);
  const within = policy.interpretWithin;
  const timed = rule
    ? counted({ clock: rule.clock, startsAt: issuedAt, calendar }, { ...common, ruleId: rule.id, name: rule.name, basis: rule.basis, authority: rule.authority })
    : within === null ? null : counted({ clock: { mode: 'working_day', n: within }, startsAt: issuedAt, calendar }, {
      ...common, ruleId: 'POLICY-INTERPRET', name: `文件公开后${within}个工作日内发布解读`, basis: `《${policy.title}》`,
    });
  const together = policy.threeSync === null || policy.issuedAt === null ? null : counted({ clock: { mode: 'fixed_date', date: policy.issuedAt }, startsAt: issuedAt, calendar }, {
    ...common, ruleId: 'POLICY-THREE-SYNC', name: `三同步:解读与文件${policy.threeSync.join('、')}`, basis: `《${policy.title}》`,
  });
  return [timed, together].filter((planned) => planned !== null);
}

/** Units that a profile names for a role: `roles: {"解读": ["综合处"]}`. */
function roleUnits({ chain }: ResolvedProfile, role: string): string[] | null {
  for (const profile of chain) {
    const units = (profile as { roles?: Record<string, unknown> }).roles?.[role];
    if (Array.isArray(units) && units.length > 0) return units.map(String);
  }
  return null;
}
