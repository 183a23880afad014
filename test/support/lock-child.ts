/** Takes and gives back a lock: `node --import tsx lock-child.ts LOCKDIR FILE TIMES`; exits 1 when another was inside with it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { lock } from '../../db/embedded/lock.ts';

const [dir = '', file = '', times = '1'] = process.argv.slice(2);
const me = String(process.pid);
for (let i = 0; i < Number(times); i += 1) {
  const held = await lock(dir, { timeoutMs: 30_000 });
  if (!held) process.exit(2);
  writeFileSync(file, me);
  await sleep(Math.random() * 5);
  if (readFileSync(file, 'utf8') !== me) process.exit(1);
  held.release();
}
