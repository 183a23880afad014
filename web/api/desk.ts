import type { FastifyBaseLogger, FastifyInstance, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify';
import type { Db } from '../../db/connect.ts';
import type { Clock } from '../../model/index.ts';
import type { AlertFeed } from './live/feed.ts';
import type { ZodTypes } from './zod.ts';

/** What says things while the desk runs: pino's shape. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

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
