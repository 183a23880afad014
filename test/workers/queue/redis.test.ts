import { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Log } from '../../../workers/stage.ts';
import { openQueues } from '../../../workers/queue/open.ts';
import { findRedis, startRedis, type TestRedis } from '../../support/redis.ts';
import { conformance } from './conformance.ts';
import { quietLog } from './quiet-log.ts';

async function redis(flags: string[] = []): Promise<TestRedis> {
  const server = await startRedis(flags);
  if (!server) throw new Error('redis-server was there a moment ago');
  return server;
}

async function on<T>(url: string, action: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url);
  try {
    return await action(client);
  } finally {
    client.disconnect();
  }
}

describe.skipIf(findRedis() === null)('the queue in Redis (skipped: no redis-server in PATH)', () => {
  conformance(async () => {
    const server = await redis();
    return {
      options: { databaseUrl: 'postgres://nobody@127.0.0.1:1/unused', redisUrl: server.url },
      wipe: () => on(server.url, async (client) => { await client.flushall(); }),
      cut: () => on(server.url, async (client) => { await client.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes'); }),
      connections: () => on(server.url, async (client) => {
        const list = (await client.client('LIST')) as string;
        return list.split('\n').filter((line) => line.includes('name=yuqing')).length;
      }),
      stop: server.stop,
    };
  });

  it('answers with an error and can be closed while the server is gone', async () => {
    const server = await redis();
    const queues = await openQueues({ databaseUrl: '', redisUrl: server.url, log: quietLog });
    await queues.work('stage', { concurrency: 2 }, async () => {});
    await queues.add('stage', randomUUID(), {});
    await server.stop();
    await expect(queues.add('stage', randomUUID(), {})).rejects.toMatchObject({ code: 'QUEUE_UNREACHABLE' });
    await expect(queues.ping()).rejects.toMatchObject({ code: 'QUEUE_UNREACHABLE' });
    await queues.close();
  });

  it('warns of a server that may throw jobs away', async () => {
    const server = await redis(['--maxmemory-policy', 'allkeys-lru']);
    const warnings: string[] = [];
    const log: Log = { ...quietLog, warn: (_fields, message) => { warnings.push(message); } };
    const queues = await openQueues({ databaseUrl: '', redisUrl: server.url, log });
    await queues.close();
    await server.stop();
    expect(warnings).toEqual([expect.stringContaining('noeviction')]);
  });

  it('says that the password is wrong, and not what it was', async () => {
    const server = await redis(['--requirepass', 'right-one']);
    const url = server.url.replace('redis://', 'redis://:wrong-one@');
    const failure = openQueues({ databaseUrl: '', redisUrl: url, log: quietLog });
    await expect(failure).rejects.toMatchObject({ code: 'QUEUE_UNREACHABLE', remedy: expect.stringContaining('密码') });
    await expect(failure).rejects.not.toThrow(/wrong-one|right-one/);
    await server.stop();
  });

  it('keeps all its keys in one slot of a cluster', async () => {
    const server = await redis();
    const queues = await openQueues({ databaseUrl: '', redisUrl: server.url, log: quietLog });
    await queues.add('stage', randomUUID(), {});
    const keys = await on(server.url, (client) => client.keys('*'));
    await queues.close();
    await server.stop();
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => !key.startsWith('{yuqing}:'))).toEqual([]);
  });
});
