import type { QueueOptions, Queues } from './port.ts';
import { openBull } from './bull.ts';
import { postgresEngine } from './postgres.ts';
import { redisEngine } from './redis.ts';

/**
 * Opens the queue: in Redis when there is a `redisUrl`, else in the database.
 * @throws YuqingError QUEUE_UNREACHABLE, CONFIG_INVALID (a Redis that is too old)
 */
export async function openQueues(options: QueueOptions): Promise<Queues> {
  const engine = options.redisUrl ? await redisEngine(options.redisUrl, options.log) : await postgresEngine(options.databaseUrl, options.log);
  return openBull(engine, options);
}
