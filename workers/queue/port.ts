import type { Log } from '../stage.ts';

/**
 * The queue as the line sees it: jobs of a stage, each with an id and a little data (ids, never people's words).
 * At least once: a job is given out again when its worker dies or its server goes away, so doing it twice must be harmless.
 * The queue may forget everything (a flushed Redis, a truncated table): Postgres holds the truth and the sweep asks `states`.
 */
export interface Queues {
  /** For people and logs, without user or password: `'redis://10.0.0.5:6379/0'`. */
  readonly where: string;

  /** Queues one job. While a job with this id is present in any state, nothing is added and nothing is said. */
  add(stage: string, id: string, data: JobData, opts?: { delayMs?: number }): Promise<void>;
  /** The same for many, in order, in one round trip. */
  addMany(stage: string, jobs: readonly NewJob[]): Promise<void>;

  state(stage: string, id: string): Promise<JobState>;
  /** One report per id, in the order of `ids`; a failed one with what its last attempt said. */
  states(stage: string, ids: readonly string[]): Promise<JobReport[]>;
  counts(stage: string): Promise<JobCounts>;
  /** How long the foremost waiting job has been waiting; null when none waits. */
  oldestAgeMs(stage: string): Promise<number | null>;

  /** Takes jobs of a stage until the handle is closed. A handler that throws has its job tried again later, see retry.ts. */
  work(stage: string, opts: { concurrency: number }, handler: Handler): Promise<WorkerHandle>;
  /**
   * Puts a job into the stage's queue by the clock. Saying the same again changes nothing; another time replaces it;
   * a schedule that the server lost is made anew. A time that passed while nobody worked fires once, late.
   */
  schedule(id: string, stage: string, when: Schedule, data: JobData): Promise<void>;
  /** Ends a schedule; harmless when there is none. */
  unschedule(id: string, stage: string): Promise<void>;

  /** Round trip to the server in milliseconds. */
  ping(): Promise<number>;
  /** Lets active jobs finish, then closes every connection. */
  close(): Promise<void>;
}

export type JobData = Record<string, unknown>;
export interface NewJob {
  /** A UUID: a serial number would meet its own past after a database was made anew. */
  id: string;
  data: JobData;
  delayMs?: number;
}
export interface QueuedJob {
  id: string;
  data: JobData;
  /** 1 for the first. */
  attempt: number;
}
/** `signal` is aborted when the job's lock was lost, so that another worker may be doing it. */
export type Handler = (job: QueuedJob, signal: AbortSignal) => Promise<void>;
export interface WorkerHandle {
  /** Takes no more jobs and waits until the active ones are done. */
  close(): Promise<void>;
}

/** A finished job is forgotten, so `completed` is rare and `missing` means finished or lost. */
export type JobState = 'missing' | 'waiting' | 'active' | 'delayed' | 'failed' | 'completed';
export interface JobReport {
  state: JobState;
  error?: string;
}
export interface JobCounts {
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
}
/** `{ cron: '0 8 * * 1', tz: 'Asia/Shanghai' }` or `{ everyMs: 60_000 }`. */
export type Schedule = { everyMs: number } | { cron: string; tz: string };

export interface QueueOptions {
  databaseUrl: string;
  /** Set: Redis ≥ 6.2 carries the queue. Unset: the database does. */
  redisUrl?: string | undefined;
  log: Log;
  /** Stages that are tried otherwise than retry.ts says. */
  retries?: Record<string, Partial<Retry>>;
  /** How soon a dead worker's job is given out again. */
  stalls?: Partial<Stalls>;
}
export interface Retry {
  /** All attempts, the first included. */
  attempts: number;
  /** Pause before the second attempt; doubled each time. */
  baseMs: number;
  /** No pause is longer. */
  capMs: number;
}
export interface Stalls {
  /** A worker renews its claim on a job at half this time; without renewal the claim lapses. */
  lockMs: number;
  /** Lapsed claims are looked for this often; the second look gives the job out again. */
  checkMs: number;
  /** A job that outlived so many workers is failed: it may be what kills them. */
  max: number;
}
