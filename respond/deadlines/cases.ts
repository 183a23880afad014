import { z } from 'zod';
import { YuqingError, clockSpecSchema, errorText, parseInstant, shanghaiIso, type ClockSpec, type Rule } from '../../model/index.ts';
import { checkShape, findRule, loadCalendar, loadProfile } from '../../profiles/load.ts';
import { countDeadline } from './count.ts';

const timeSchema = z.string().transform((text, ctx) => {
  const at = parseInstant(text);
  if (at) return at;
  ctx.addIssue({ code: 'custom', message: `“${text}”不是时间,请写成 2026-10-09 16:20 或 2026-10-09T16:20:00+08:00` });
  return z.NEVER;
});

/** One worked case, without its answer; keys that are not named here are notes for people. */
const caseSchema = z.object({
  profile: z.string(),
  rule_id: z.string(),
  received_at: timeSchema,
  /** Decides the count; what it leaves out is taken from the rule. */
  clock: clockSpecSchema.extend({
    from_due: timeSchema.optional(),
    dispatches: z.array(z.object({ at: timeSchema, returned_at: timeSchema.nullish() })).optional(),
    members: z.array(timeSchema).optional(),
  }),
  pauses: z.array(z.tuple([timeSchema, timeSchema]).refine(([from, to]) => from <= to, '停表的结束早于开始')).nullish(),
  calendar_version: z.string().nullish(),
});

export type CaseAnswer =
  | { id: string; due_at: string; counted_days: string[]; provisional: boolean }
  | { id: string; error: string };

/**
 * Works out an array of cases, in order. A case that cannot be worked out gives its error in its place.
 * @param cases parsed JSON of the shape of conformance/deadline_cases.json
 */
export function answerCases(cases: readonly unknown[]): CaseAnswer[] {
  return cases.map((one, i) => {
    const id = caseId(one) ?? `第${i + 1}条`;
    try {
      return { id, ...answer(one) };
    } catch (error) {
      if (!(error instanceof YuqingError)) throw error;
      return { id, error: errorText(error) };
    }
  });
}

function answer(one: unknown): { due_at: string; counted_days: string[]; provisional: boolean } {
  const checked = checkShape(one, caseSchema);
  if ('faults' in checked) throw new YuqingError('CASE_INVALID', checked.faults.join(';'), '请改正后再试');
  const c = checked.data;
  if (caseId(one) === null) throw new YuqingError('CASE_INVALID', '缺少 id', '请给每条案例一个 id');
  const { rule } = findRule(loadProfile(c.profile), c.rule_id);
  const { dueAt, countedDays, provisional } = countDeadline({
    clock: fillFrom(rule, c.clock),
    startsAt: c.received_at,
    calendar: loadCalendar({ version: c.calendar_version ?? undefined }),
    pauses: c.pauses?.map(([from, to]) => ({ from, to })),
    fromDue: c.clock.from_due,
    dispatches: c.clock.dispatches?.map((d) => ({ at: d.at, returnedAt: d.returned_at ?? undefined })),
    members: c.clock.members,
  });
  return { due_at: shanghaiIso(dueAt), counted_days: countedDays, provisional };
}

const fillFrom = (rule: Rule, clock: ClockSpec): ClockSpec => (rule.clock.mode === clock.mode ? { ...rule.clock, ...clock } : clock);

function caseId(one: unknown): string | null {
  const id = typeof one === 'object' && one !== null && 'id' in one ? one.id : null;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}
