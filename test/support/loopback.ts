import { accessSync, constants } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';

/**
 * Where a program is; null, and said aloud, where this machine has none. Where CI is set a missing one is a failure, not
 * a skip.
 *
 * @param more folders that are searched besides PATH: daemons stand in /usr/sbin
 * @param missing what is not tested without it: `nothing is tested against Redis`
 */
export function findProgram(name: string, missing: string, more: readonly string[] = []): string | null {
  for (const dir of [...(process.env['PATH'] ?? '').split(delimiter), ...more]) {
    const file = join(dir, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not in this one
    }
  }
  if (process.env['CI']) throw new Error(`CI needs a real ${name}, and none is in PATH`);
  console.warn(`SKIPPED: no ${name} in PATH, so ${missing}`);
  return null;
}

/** A port of the loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
