import { Command, CommanderError } from 'commander';
import { vi } from 'vitest';
import { inChinese } from '../../cli/chinese.ts';
import { sourceCommand } from '../../cli/commands/source.ts';
import { reportFailure } from '../../cli/output.ts';
import type { Ran } from './run.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** `yuqing source …` in this process, ended as cli/main.ts ends it: a process of its own costs seconds, and there are many to try. */
export async function runSource(args: readonly string[], env: Record<string, string>): Promise<Ran> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  let stdout = '';
  let stderr = '';
  const into = (add: (text: string) => void) => ((text: string | Uint8Array) => {
    add(typeof text === 'string' ? text : Buffer.from(text).toString());
    return true;
  }) as typeof process.stdout.write;
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(into((text) => { stdout += text; }));
  const err = vi.spyOn(process.stderr, 'write').mockImplementation(into((text) => { stderr += text; }));
  const before = process.exitCode;
  const listening = SIGNALS.map((signal) => process.listeners(signal));
  process.exitCode = 0;
  try {
    await inChinese(new Command('yuqing').addCommand(sourceCommand())).parseAsync(['node', 'yuqing', 'source', ...args]);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode;
    else {
      reportFailure(error);
      process.exitCode = 1;
    }
  } finally {
    out.mockRestore();
    err.mockRestore();
    vi.unstubAllEnvs();
    // What waits for a signal waits for its process's end, and this one goes on.
    for (const [i, signal] of SIGNALS.entries()) for (const listener of process.listeners(signal)) if (!listening[i]!.includes(listener)) process.off(signal, listener);
  }
  const code = Number(process.exitCode);
  process.exitCode = before;
  return { code, stdout, stderr };
}
