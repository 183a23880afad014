import type { FastifyBaseLogger, FastifyInstance, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify';
import type { Db } from '../../db/connect.ts';
import type { Clock } from '../../model/index.ts';
import type { AlertFeed } from './live/feed.ts';
import type { Log } from './log.ts';
import type { ZodTypes } from './zod.ts';

/** What every route may use. */
export interface Desk {
  db: Db;
  clock: Clock;
  log: Log;
  feed: AlertFeed;
}

/** The server as routes see it: its schemas are zod's. */
export type DeskServer = FastifyInstance<
  RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, FastifyBaseLogger, ZodTypes
>;
