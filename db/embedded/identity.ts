import { readFileSync } from 'node:fs';

/**
 * Names one process and no later one with the same number: `'4711.883920.1f0c9a2e'`
 * (pid, start tick, boot). Where there is no /proc the pid alone has to do: `'4711.0.0'`.
 */
export const self = identity(process.pid);

/** False once the named process has ended, even when its number has been given to another. */
export function isAlive(name: string): boolean {
  const pid = Number(name.split('.')[0]);
  return Number.isSafeInteger(pid) && pid > 0 && pidExists(pid) && identity(pid) === name;
}

/** Whether some process has this number now, ours or not. */
export function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function identity(pid: number): string {
  return `${pid}.${startTick(pid)}.${bootId()}`;
}

/**
 * Field 22 of /proc/PID/stat; the command in field 2 may itself hold spaces and brackets.
 * A zombie (state Z, killed and not yet collected by its parent) has ended, whatever its entry says.
 */
function startTick(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '0');
  } catch {
    return '0';
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').slice(0, 8);
  } catch {
    return '0';
  }
}
