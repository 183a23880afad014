import type { z } from 'zod';
import type { Clock, ReadEvent } from '../../model/index.ts';

/** What a reader is handed: where it stood, what time it is, and, for files, the file. */
export interface ReadContext {
  /** What the last read left; null on the first. */
  cursor: unknown;
  clock: Clock;
  /** Kinds that read files: the path. */
  file?: string;
  /** `--map 列=field`, as typed. */
  map?: readonly string[];
  /** Where a file has no time column: this instant. */
  receivedAt?: Date;
  signal?: AbortSignal;
}

/**
 * A kind of source, introducing itself: what it is, how it is configured, one example that is also its test. Reading
 * yields items and rejects in input order; the return value is the new cursor, stored with the last items.
 */
export interface SourceKind<Config = unknown> {
  kind: string;
  /** Chinese name, as screens show it. */
  name: string;
  summary: string;
  configSchema: z.ZodType<Config>;
  example: { config: Config; summary: string };
  /** How often a source of this config is polled, in milliseconds; null for kinds that are imported by hand. */
  pollEveryMs(config: Config): number | null;
  read(config: Config, ctx: ReadContext): AsyncGenerator<ReadEvent, { cursor: unknown }>;
}
