import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { until } from '../support/wait.ts';

export const BIN = fileURLToPath(new URL('../../cli/bin.mjs', import.meta.url));

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Waits until its stderr says something, or fails when it ends first. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  ended: Promise<Ran>;
}

/** Only these of our own environment reach a command: no DATABASE_URL of the person who runs the tests. Tier 1 judges, so that no result hangs on an optional package. */
const KEPT = ['PATH', 'HOME', 'TMPDIR', 'LANG'];

export function begin(args: readonly string[], env: Record<string, string> = {}): Running {
  const kept = Object.fromEntries(KEPT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
  const child = spawn(process.execPath, [BIN, ...args], { env: { ...kept, YUQING_TIER: '1', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
  let over = false;
  const ended = once(child, 'close').then(([code]) => {
    over = true;
    return { code: code as number | null, stdout, stderr };
  });
  return {
    child, ended, stdout: () => stdout, stderr: () => stderr,
    async says(pattern) {
      await until(`yuqing ${args.join(' ')} to say ${pattern}`, () => over || pattern.test(stderr), 30_000);
      const found = pattern.exec(stderr);
      if (!found) throw new Error(`yuqing ${args.join(' ')} ended without saying ${pattern}:\n${stderr}`);
      return found;
    },
  };
}

/** Runs a command to its end. */
export const yuqing = (args: readonly string[], env: Record<string, string> = {}): Promise<Ran> => begin(args, env).ended;
