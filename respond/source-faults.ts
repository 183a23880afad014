import type { Trx } from '../db/connect.ts';
import { lockUntold, markTold, type FaultToTell } from '../db/faults.ts';
import { FAULT_NAMES, shanghaiText, type Clock, type FaultKind } from '../model/index.ts';
import { post, type Recipients } from './notify.ts';

/** Faults written out in one notice; of the rest it gives the number. */
const MOST_LINES = 50;

/** Tells the desk what is newly wrong with each source, or with the site it watches: one notice a source. */
export async function tellFaults(trx: Trx, faultIds: readonly number[], ctx: { clock: Clock; recipients: Recipients }): Promise<void> {
  const untold = await lockUntold(trx, faultIds);
  const bySource = new Map<number, FaultToTell[]>();
  for (const fault of untold) bySource.set(fault.sourceId, [...(bySource.get(fault.sourceId) ?? []), fault]);
  for (const faults of bySource.values()) {
    const [first] = faults;
    await post(trx, ctx.recipients.desk, {
      // Each fault is told once, so the first of a notice names it.
      reason: `source-fault:${first!.id}`, kind: '信源提醒', subject: `【信源提醒】${first!.sourceName}:${countsOf(faults)}`,
      text: textOf(faults), ticketId: null, topicId: null,
    });
  }
  await markTold(trx, untold.map((f) => f.id), ctx.clock());
}

/** `死链 3 处、栏目未更新 1 处`. */
function countsOf(faults: readonly FaultToTell[]): string {
  const counts = new Map<FaultKind, number>();
  for (const { kind } of faults) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, n]) => (kind === 'failing' || kind === 'silent' ? FAULT_NAMES[kind] : `${FAULT_NAMES[kind]} ${n} 处`)).join('、');
}

function textOf(faults: readonly FaultToTell[]): string {
  const lines = faults.slice(0, MOST_LINES).map(({ words, url, openedAt }) => `- ${words}${url ? `\n  ${url}` : ''}\n  发现于 ${shanghaiText(openedAt)}`);
  const rest = faults.length > MOST_LINES ? [`……另有 ${faults.length - MOST_LINES} 处,见 yuqing source show ${faults[0]!.sourceName}`] : [];
  return [...lines, ...rest, '', '恢复正常后会自动消除;各信源的情况见 yuqing source list。'].join('\n');
}
