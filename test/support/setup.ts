import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { TestProject } from 'vitest/node';
import { connect } from '../../db/connect.ts';
import { readPostmaster } from '../../db/embedded/postmaster.ts';
import { startEmbedded } from '../../db/embedded/server.ts';
import { countUsers } from '../../db/embedded/users.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import { databaseUrl, onServer, TEMPLATE } from './database-url.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Server and superuser of this run; each test file clones its own database from TEMPLATE. */
    adminUrl: string;
  }
}

const PREFIX = 'yuqing-test-';

/** One real server for the whole run, and one migrated template. What is committed in a test need not survive a power cut. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepAbandoned();
  const dataDir = await mkdtemp(join(tmpdir(), PREFIX));
  await chmod(dataDir, 0o755);
  const server = await startEmbedded({ dataDir, settings: { fsync: 'off', full_page_writes: 'off' } });
  const stop = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await onServer(server.url, async (admin) => { await admin.query(`create database ${TEMPLATE}`); });
    const db = connect(databaseUrl(server.url, TEMPLATE), { max: 1 });
    try {
      await migrateToLatest(db as unknown as Kysely<unknown>);
    } finally {
      await db.destroy();
    }
    project.provide('adminUrl', server.url);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** A run that was killed leaves its server alive, as it should; the next run ends it. Other runs' are left alone. */
async function sweepAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const dir = join(tmpdir(), name);
    if (!name.startsWith(PREFIX) || Date.now() - (await stat(dir)).mtimeMs < 60_000) continue;
    try {
      if (countUsers(join(dir, 'pg-run', 'users')) > 0) continue;
      const server = readPostmaster(join(dir, 'pg'));
      if (server) process.kill(server.pid, 'SIGQUIT');
    } catch {
      continue; // another account's, or another run sweeps it too
    }
    await rm(dir, { recursive: true, force: true });
  }
}
