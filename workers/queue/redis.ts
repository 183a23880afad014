import { Queue } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import { YuqingError } from '../../model/index.ts';
import type { Log } from '../stage.ts';
import { LeavableWorker, type Engine } from './engine.ts';
import { quietly } from './quiet.ts';
import { placeOf, unreachable } from './unreachable.ts';

/** Braces: all keys of ours hash to one slot, as BullMQ's scripts need on a cluster. */
const PREFIX = '{yuqing}';
const OLDEST = [6, 2] as const;

const COMMON = {
  connectionName: 'yuqing-queue', lazyConnect: true, connectTimeout: 5_000,
  retryStrategy: (times: number) => Math.min(50 * 2 ** times, 2_000),
} satisfies RedisOptions;
/** Who asks gets an answer or an error: a relay holds a transaction open meanwhile. */
const ASKING = { ...COMMON, maxRetriesPerRequest: 3, commandTimeout: 10_000 } satisfies RedisOptions;
/** Who waits for jobs waits for the server too. */
const WAITING = { ...COMMON, maxRetriesPerRequest: null } satisfies RedisOptions;

/** The queue in Redis: a server more, some ten times the jobs. */
export async function redisEngine(redisUrl: string, log: Log): Promise<Engine> {
  const where = placeOf(redisUrl);
  const onError = quietly(log, where);
  const asking = new Redis(redisUrl, ASKING);
  const waiting = new Redis(redisUrl, WAITING);
  let lastError: unknown;
  asking.on('error', (error) => { lastError = error; onError(error); });
  waiting.on('error', onError);
  const close = async () => {
    asking.disconnect();
    waiting.disconnect();
  };
  try {
    await checkServer(asking, where, log);
    await waiting.connect();
  } catch (error) {
    await close();
    throw error instanceof YuqingError ? error : unreachable(where, lastError ?? error);
  }
  return {
    where,
    makeQueue: (stage) => new Queue(stage, { connection: asking, prefix: PREFIX }).on('error', onError),
    makeWorker: (stage, process, opts) =>
      new LeavableWorker(stage, process, { ...opts, connection: waiting, prefix: PREFIX }).on('error', onError),
    isUp: () => waiting.status === 'ready',
    async ping() {
      await asking.ping();
    },
    close,
  };
}

/** Refuses a server that is too old and warns of one that may throw jobs away. */
async function checkServer(redis: Redis, where: string, log: Log): Promise<void> {
  const info = await redis.info();
  const version = /^redis_version:(.+?)\r?$/m.exec(info)?.[1] ?? '0';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    throw new YuqingError('CONFIG_INVALID', `Redis 版本是 ${version},需要 ${OLDEST.join('.')} 或更新(${where})`, '请升级 Redis,或不设 REDIS_URL 以改由数据库承担队列');
  }
  const policy = /^maxmemory_policy:(.+?)\r?$/m.exec(info)?.[1];
  if (policy !== undefined && policy !== 'noeviction') {
    log.warn({ queue: where, policy }, 'Redis 的 maxmemory-policy 不是 noeviction:内存满时会丢任务(丢了会补,但会变慢)。请执行 CONFIG SET maxmemory-policy noeviction 并写进 redis.conf');
  }
}
