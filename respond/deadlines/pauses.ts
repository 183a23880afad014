import { YuqingError, startOfDay } from '../../model/index.ts';

/** 停表: the clock stands from `from` to `to`. One that still runs is handed in with `to` = the time of asking. */
export interface Pause {
  from: Date;
  to: Date;
}

/** Longer than any rule with its pauses; ends a walk that damaged data would make endless. */
const MAX_WALK = 30_000;

/** Does the clock stand at this instant? A pause from 24:00 lets the day before it count; one to 24:00 does not. */
function standsAt(instant: Date, pauses: readonly Pause[]): boolean {
  return pauses.some((p) => p.from < instant && instant <= p.to);
}

/** Does the clock stand at the midnight that begins `day`? */
export const standsAtMidnight = (day: string, pauses: readonly Pause[]): boolean => pauses.length > 0 && standsAt(startOfDay(day), pauses);

/** The stretches of a span (milliseconds) that no pause covers. */
export function running(from: number, to: number, pauses: readonly Pause[]): [number, number][] {
  const stretches: [number, number][] = [];
  let at = from;
  for (const p of [...pauses].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    if (p.to.getTime() <= at || p.from.getTime() >= to) continue;
    if (p.from.getTime() > at) stretches.push([at, p.from.getTime()]);
    at = p.to.getTime();
  }
  if (at < to) stretches.push([at, to]);
  return stretches;
}

/** Called on every day walked. @throws YuqingError when the walk has no end in sight */
export function keepInSight(walked: number): void {
  if (walked > MAX_WALK) throw new YuqingError('CASE_INVALID', '停表时间太长,算不出截止时间', '请核对停表的起止时间');
}
