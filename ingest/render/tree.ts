import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface Member {
  pid: number;
  /** Memory of its own: what processes share (the program itself) is not counted once for each. */
  bytes: number;
  /** `--type=renderer` draws pages. */
  renderer: boolean;
}

/**
 * The processes of a browser with their memory. Its processes are one process group, which the browser leads.
 *
 * @returns empty on Windows, where only Chromium's own limits hold
 */
export async function treeOf(leader: number, platform: NodeJS.Platform): Promise<Member[]> {
  if (platform === 'win32') return [];
  return platform === 'linux' ? fromProc(leader) : fromPs(leader);
}

async function fromProc(leader: number): Promise<Member[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const members = await Promise.all(names.map(async (name) => {
    try {
      // `4711 (chromium) S 1 4700 …`: the name may hold spaces and brackets; the group is the third field after it.
      const stat = await readFile(`/proc/${name}/stat`, 'utf8');
      if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]) !== leader) return [];
      const [status, command] = await Promise.all([readFile(`/proc/${name}/status`, 'utf8'), readFile(`/proc/${name}/cmdline`, 'utf8')]);
      const kb = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
      return [{ pid: Number(name), bytes: (kb('RssAnon') + kb('RssShmem')) * 1_024, renderer: command.includes('--type=renderer') }];
    } catch {
      // it has just ended
      return [];
    }
  }));
  return members.flat();
}

async function fromPs(leader: number): Promise<Member[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,pgid=,rss=,command='], { maxBuffer: 16 * 1_048_576 });
  return stdout.split('\n').flatMap((line) => {
    const [, pid, group, rss, command] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(group) === leader ? [{ pid: Number(pid), bytes: Number(rss) * 1_024, renderer: (command ?? '').includes('--type=renderer') }] : [];
  });
}
