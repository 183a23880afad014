import { raiseAlert } from '../db/alerts.ts';
import type { Trx } from '../db/connect.ts';
import { putDeadlines } from '../db/deadlines.ts';
import { topicProfiles, lockTopics, topicPulses, type TopicPulse } from '../db/topics.ts';
import { FLAGS, shanghaiDay, type CategoryCode, type Clock, type Flag, type WorkCalendar } from '../model/index.ts';
import { loadProfile } from '../profiles/load.ts';
import type { AssignUnits } from './assign.ts';
import { alertReason, alertRule, levelReached, PROPOSED_LEVEL } from './alerts.ts';
import { planDeadlines } from './deadlines/select.ts';
import { post, type Recipients } from './notify.ts';
import { firstStep } from './steps.ts';

export interface AlertContext {
  clock: Clock;
  calendar: WorkCalendar;
  recipients: Recipients;
  assign: AssignUnits;
}

/**
 * Looks at topics that gained items: a topic whose fresh items reach a level opens an alert once per level, starts the
 * clocks of its proposed level (报告 K1, 回应 K4 …) and tells the desk. Old and closed material never counts.
 */
export async function raiseForTopics(trx: Trx, topicIds: number[], ctx: AlertContext): Promise<void> {
  const now = ctx.clock();
  await lockTopics(trx, topicIds);
  const windows = new Map<number, number[]>();
  for (const { id, profileId } of await topicProfiles(trx, topicIds)) {
    const hours = alertRule(loadProfile(profileId).profile)?.windowHours;
    if (hours !== undefined) windows.set(hours, [...(windows.get(hours) ?? []), id]);
  }
  for (const [hours, ids] of windows) {
    for (const pulse of await topicPulses(trx, ids, now, hours)) await raiseOne(trx, pulse, ctx, now);
  }
}

async function raiseOne(trx: Trx, pulse: TopicPulse, ctx: AlertContext, now: Date): Promise<void> {
  const resolved = loadProfile(pulse.profileId);
  const rule = alertRule(resolved.profile);
  const level = rule && levelReached(rule, pulse.fresh);
  if (!rule || !level) return;
  const reason = alertReason(rule, pulse, level);
  const alertId = await raiseAlert(trx, pulse.topicId, level, reason, now);
  if (alertId === null) return;

  const category = pulse.categories[0] as CategoryCode;
  const { lead: unit, why } = ctx.assign({ category, text: pulse.title }, resolved, shanghaiDay(now));
  const planned = planDeadlines({
    resolved, channel: '', type: '其他', category, urgency: '一般', subjectKind: 'topic', level: PROPOSED_LEVEL[level],
    flags: pulse.flags.filter((f): f is Flag => (FLAGS as readonly string[]).includes(f)),
    starts: { detected_at: now, known_at: now }, calendar: ctx.calendar,
  });
  await putDeadlines(trx, planned.map((p) => ({
    subjectKind: 'topic', subjectId: pulse.topicId, round: 1, unit, planned: p, next: firstStep(p, ctx.calendar, now),
  })));
  await post(trx, ctx.recipients.desk, {
    reason: `alert:${alertId}`, kind: '预警', topicId: pulse.topicId, ticketId: null,
    subject: `【${level}色预警】${pulse.title}`,
    text: `话题:${pulse.title}\n级别:${level}色(拟定${PROPOSED_LEVEL[level]}级,待人工确认)\n原因:${reason}\n建议主办:${unit}(${why})\n`,
  });
}
