import { hostname } from 'node:os';
import type { Db } from '../db/connect.ts';
import { recentWorkers } from '../db/workers.ts';
import type { ProcessRole } from '../model/index.ts';

/**
 * Roles that some process serves now. A process of this machine that was killed has a fresh sign of life for some
 * seconds more: it does not count.
 */
export async function servedRoles(db: Db): Promise<Set<ProcessRole>> {
  const workers = await recentWorkers(db);
  return new Set(workers.filter((w) => w.host !== hostname() || isRunning(w.pid)).flatMap((w) => w.roles));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
