import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'yuqing-chromium-';
/** What lives under a name of this machine and process, so that one killed is known from one at work. */
const ours = `${PREFIX}${hostname().replace(/[^\w]/g, '')}-`;

/** A folder for one browser's profile: `/tmp/yuqing-chromium-host-4711-Xa9b2c`. */
export function makeProfile(tmpDir: string): string {
  sweepProfiles(tmpDir);
  return mkdtempSync(join(tmpDir, `${ours}${process.pid}-`));
}

/** Removes a profile whose browser has ended; what is still held is left to the next sweep. */
export function removeProfile(dir: string): void {
  try {
    rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  } catch {
    // a file still held open
  }
}

/** Removes what processes that were killed have left behind. */
function sweepProfiles(tmpDir: string): void {
  for (const name of readdirSync(tmpDir)) {
    const pid = name.startsWith(ours) ? Number(/^(\d+)-\w{6}$/.exec(name.slice(ours.length))?.[1] ?? Number.NaN) : Number.NaN;
    if (Number.isInteger(pid) && !isAlive(pid)) removeProfile(join(tmpDir, name));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
