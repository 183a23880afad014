import { Command, CommanderError } from 'commander';
import { vi } from 'vitest';
import { inChinese } from '../../cli/chinese.ts';
import { reportFailure } from '../../cli/output.ts';
import type { Ran } from './run.ts';

/** `yuqing …` with one command in this process, ended as cli/main.ts ends it: a process of its own costs seconds. */
export async function runCommand(command: Command, args: readonly string[], env: Record<string, string>): Promise<Ran> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const said = { stdout: '', stderr: '' };
  const catching = (to: keyof typeof said) => vi.spyOn(process[to], 'write').mockImplementation(((bytes: string | Uint8Array) => {
    said[to] += typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString();
    return true;
  }) as typeof process.stdout.write);
  const spies = [catching('stdout'), catching('stderr')];
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await inChinese(new Command('yuqing').addCommand(command)).parseAsync(['node', 'yuqing', command.name(), ...args]);
  } catch (error) {
    if (!(error instanceof CommanderError)) reportFailure(error);
    process.exitCode = error instanceof CommanderError ? error.exitCode : 1;
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  }
  const code = Number(process.exitCode);
  process.exitCode = before;
  return { code, ...said };
}
