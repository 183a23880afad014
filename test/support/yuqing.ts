import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../cli/bin.mjs', import.meta.url));

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  ended: Promise<Ended>;
}

/**
 * The command as a user runs it, in a process of its own; of our environment it sees only what it needs to run. Tier 1
 * judges unless `env` says otherwise, so that a result does not hang on an optional package.
 */
export function startYuqing(args: readonly string[], env: Record<string, string>, cwd?: string): Running {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd, env: { PATH, HOME, ...(TMPDIR && { TMPDIR }), YUQING_TIER: '1', ...env }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
  const ended = once(child, 'close').then(([code, signal]): Ended => ({
    code: code as number | null, signal: signal as NodeJS.Signals | null, stdout, stderr,
  }));
  return { child, ended };
}

/** Runs it to its end. */
export const yuqing = (args: readonly string[], env: Record<string, string>, cwd?: string): Promise<Ended> => startYuqing(args, env, cwd).ended;
