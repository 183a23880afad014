import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The checkout these tests run in. */
export const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));

export interface EmbeddedProcess {
  child: ChildProcess;
  /** What it said once it was in: its URL, or the error it ended with. */
  said: { url: string; joined: boolean; error?: string };
  /** `stop` in order, `exit` at once, or any signal. */
  end(how: 'stop' | 'exit' | 'SIGKILL'): Promise<void>;
}

/** Another process of ours on the same data directory (see embedded-child.ts); `account` runs it as somebody else. */
export async function startProcess(dataDir: string, opts: { checkout?: string; account?: { uid: number; gid: number } } = {}): Promise<EmbeddedProcess> {
  const checkout = opts.checkout ?? CHECKOUT;
  const child = spawn(process.execPath, ['--import', 'tsx', join(checkout, 'test/support/embedded-child.ts'), dataDir], {
    cwd: checkout, stdio: ['pipe', 'pipe', 'inherit'], ...opts.account,
  });
  const lines = createInterface({ input: child.stdout });
  const [first] = (await Promise.race([once(lines, 'line'), once(child, 'close')])) as [unknown];
  if (typeof first !== 'string') throw new Error(`the process ended (${String(first)}) and said nothing`);
  return {
    child,
    said: JSON.parse(first) as EmbeddedProcess['said'],
    async end(how) {
      const gone = child.exitCode !== null || child.signalCode !== null ? undefined : once(child, 'close');
      if (how === 'SIGKILL') child.kill(how);
      else child.stdin.write(`${how}\n`);
      await gone;
    },
  };
}
