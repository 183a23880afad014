import type { JobsOptions, Queue } from 'bullmq';
import type { Schedule } from './port.ts';

/**
 * Makes a schedule be what it should be, and leaves one alone that is: making it anew would restart its interval.
 * A schedule whose next job has vanished (lost tables, a crash between two steps) would never fire again: made anew.
 */
export async function keepSchedule(queue: Queue, id: string, when: Schedule, template: { name: string; data: object; opts: JobsOptions }): Promise<void> {
  const found = await queue.getJobScheduler(id);
  if (found && sameTime(found, when) && JSON.stringify(found.template?.data ?? {}) === JSON.stringify(template.data)) {
    if ((await queue.getJobState(`repeat:${id}:${found.next}`)) !== 'unknown') return;
    // Between two steps of a worker the next job may be missing for a moment; if the schedule has moved on, it lives.
    const again = await queue.getJobScheduler(id);
    if (again && again.next !== found.next) return;
  }
  const repeat = 'cron' in when ? { pattern: when.cron, tz: when.tz } : { every: when.everyMs };
  await queue.upsertJobScheduler(id, repeat, template);
}

function sameTime(found: { pattern?: string; tz?: string; every?: number }, when: Schedule): boolean {
  return 'cron' in when ? found.pattern === when.cron && found.tz === when.tz : found.every === when.everyMs;
}
