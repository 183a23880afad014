import type { FastifyBaseLogger, FastifyInstance, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify';
import type { Db } from '../../db/connect.ts';
import type { Seal } from '../../ingest/seal.ts';
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
  /** Null where the desk only shows: nothing can be taken in then, for contact data could not be kept. */
  seal: Seal | null;
  /** Jurisdiction of what is entered by hand, where no source says another. */
  profileId: string;
}

/** The server as routes see it: its schemas are zod's. */
export type DeskServer = FastifyInstance<
  RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, FastifyBaseLogger, ZodTypes
>;
