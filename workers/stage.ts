import type { Db, Trx } from '../db/connect.ts';
import type { Clock, ProcessRole } from '../model/index.ts';

/** What says things while work goes on: pino's shape, so that any logger of that shape fits. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What every stage may use. */
export interface Bench {
  db: Db;
  clock: Clock;
  log: Log;
}

/**
 * One stage of the line: takes ids, reads what it needs, writes once, leaves one line for the next.
 * `prepare` does what takes long or leaves the house (a model, a fetch, a mail) with nothing locked; `commit` writes,
 * in the transaction that also closes the outbox line, so that a job delivered twice does its work once.
 */
export interface Stage<Prepared = unknown> {
  name: string;
  role: ProcessRole;
  concurrency: number;
  prepare(payload: Record<string, unknown>): Promise<Prepared>;
  commit(trx: Trx, prepared: Prepared, payload: Record<string, unknown>): Promise<void>;
}

/** Work that time starts, not data. Runs in one process at a time; running it twice must do nothing more. */
export interface Chore {
  name: string;
  role: ProcessRole;
  every: { everyMs: number } | { cron: string; tz: string };
  run(): Promise<void>;
}
