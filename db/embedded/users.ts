import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, self } from './identity.ts';

let serial = 0;

/** Notes that this process uses the server; returns the function that takes the note back. */
export function register(dir: string): () => void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  serial += 1;
  const file = join(dir, `${self}.${serial}`);
  writeFileSync(file, '');
  return () => rmSync(file, { force: true });
}

/** How many living users there are; notes of processes that were killed are swept out. */
export function countUsers(dir: string): number {
  let living = 0;
  for (const name of readdirSync(dir)) {
    if (isAlive(name.split('.').slice(0, 3).join('.'))) living += 1;
    else rmSync(join(dir, name), { force: true });
  }
  return living;
}
