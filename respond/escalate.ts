import type { Db, Trx } from '../db/connect.ts';
import { stepDone, takeDueSteps, type DueStep } from '../db/deadlines.ts';
import { shanghaiText, type Clock } from '../model/index.ts';
import { explainDeadline } from './deadlines/explain.ts';
import { post, type Recipients } from './notify.ts';

const BATCH = 200;

/**
 * E0 提醒 and E1 催办 (handbook §4.5): reads steps whose time has come and posts each notice once. A reminder
 * that was slept through is not sent late: when the deadline has passed, the overdue notice goes in its place.
 * @returns how many steps were done
 */
export async function escalate(db: Db, ctx: { clock: Clock; recipients: Recipients }): Promise<number> {
  let done = 0;
  for (;;) {
    const taken = await db.transaction().execute(async (trx) => {
      const now = ctx.clock();
      const steps = await takeDueSteps(trx, now, BATCH);
      for (const step of steps) await doStep(trx, step, now, ctx.recipients);
      return steps.length;
    });
    done += taken;
    if (taken < BATCH) return done;
  }
}

async function doStep(trx: Trx, due: DueStep, now: Date, recipients: Recipients): Promise<void> {
  const step = now > due.dueAt ? 'overdue' : due.step;
  const late = step === 'overdue';
  const title = due.title ?? '';
  const what = whatOf(due);
  const lines = [
    due.ticketNo ? `${what}:${title}` : what,
    `时限:${due.name}`,
    `截止:${shanghaiText(due.dueAt)}${due.provisional ? '(暂定:该年放假安排尚未公布)' : ''}`,
    `计算:${explainDeadline(due)}`,
  ];
  await post(trx, recipients.unit(due.unit), {
    reason: `${step}:${due.id}`, kind: late ? '催办' : '提醒', ticketId: due.ticketId,
    topicId: due.subjectKind === 'topic' ? due.subjectId : null,
    subject: late ? `【催办】${what}已超过时限:${due.name}` : `【提醒】${what}即将到期:${due.name}`,
    text: `${due.unit}:\n${lines.join('\n')}\n${late ? '请尽快反馈办理结果或书面说明原因。' : '请按时反馈。'}\n`,
  });
  await stepDone(trx, due.id, late ? 'overdue' : 'reminded', now, late ? null : { step: 'overdue', at: due.dueAt });
}

function whatOf({ ticketNo, subjectKind, title }: DueStep): string {
  if (ticketNo) return `工单 ${ticketNo}`;
  if (subjectKind === 'policy' || subjectKind === 'task') return `政策文件《${title ?? ''}》`;
  return `话题“${title ?? ''}”`;
}
