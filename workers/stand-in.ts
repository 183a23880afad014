import type { Db } from '../db/connect.ts';
import type { ProcessRole } from '../model/index.ts';
import { servedRoles } from './living.ts';
import { repeat } from './loop.ts';
import type { Log } from './stage.ts';

const LOOK_EVERY_MS = 3_000;

/**
 * Serves those of `roles` that no living process serves, now and for as long as it is not stopped: who serves them may
 * go away while we wait for the line, by its own end or by `kill -9`.
 */
export async function standIn(
  db: Db, roles: readonly ProcessRole[], serve: (roles: readonly ProcessRole[]) => Promise<{ stop(): Promise<void> }>, log: Log,
  lookEveryMs = LOOK_EVERY_MS,
): Promise<{ stop(): Promise<void> }> {
  const mine = new Set<ProcessRole>();
  const serving: { stop(): Promise<void> }[] = [];
  const look = async () => {
    const living = await servedRoles(db);
    const missing = roles.filter((role) => !living.has(role) && !mine.has(role));
    if (missing.length === 0) return;
    serving.push(await serve(missing));
    for (const role of missing) mine.add(role);
  };
  await look();
  const loop = repeat('stand-in', async () => {
    await look();
    return lookEveryMs;
  }, log);
  return {
    async stop() {
      await loop.stop();
      await Promise.all(serving.map((s) => s.stop()));
    },
  };
}
