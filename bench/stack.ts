import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbedded, type EmbeddedServer } from '../db/embedded/server.ts';

/** The embedded server in a throw-away data directory, with its usual settings: what is committed is on the disk. */
export interface Stack {
  dataDir: string;
  /** What a command needs to run on it. */
  env: Record<string, string>;
  /** URL of the database that commands use; starts or joins the server. */
  url(): Promise<string>;
  /** Another, empty database beside it; its URL. */
  database(name: string): Promise<string>;
  /** Stops the server and removes the directory. */
  close(): Promise<void>;
}

/** Makes the directory; the server starts when somebody first needs it, a command of ours for instance. */
export async function openStack(): Promise<Stack> {
  const dataDir = await mkdtemp(join(tmpdir(), 'yuqing-bench-'));
  await chmod(dataDir, 0o755);
  let server: EmbeddedServer | undefined;
  const url = async () => (server ??= await startEmbedded({ dataDir })).url;
  return {
    dataDir, url,
    env: { YUQING_DATA_DIR: dataDir, YUQING_KEY: 'ab'.repeat(32) },
    async database(name) {
      const client = new Client({ connectionString: await url() });
      await client.connect();
      await client.query(`create database ${client.escapeIdentifier(name)}`);
      await client.end();
      const there = new URL(await url());
      there.pathname = `/${name}`;
      return there.href;
    },
    async close() {
      await server?.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
