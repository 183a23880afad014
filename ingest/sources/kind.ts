import type { z } from 'zod';
import type { ColumnOfSource } from '../../db/source-columns.ts';
import type { Clock, Fault, PolicyToKeep, ReadEvent } from '../../model/index.ts';
import type { Web } from '../fetch/web.ts';

/** What a reader is handed: where it stood, what time it is, the web, and, for files, the file. */
export interface ReadContext {
  /** What the last read left; null on the first. */
  cursor: unknown;
  clock: Clock;
  /** The only way out of the house: guarded, and polite to each host. */
  web: Web;
  /** Kinds that read files: the path. */
  file?: string;
  /** `--map 列=field`, as typed. */
  map?: readonly string[];
  /** Where a file has no time column: this instant. */
  receivedAt?: Date;
  /** When a file was exported: what “3小时前” in it is counted from. */
  exportedAt?: Date;
  /** Passwords and keys of the source, by name; kept sealed and never in its config. */
  secrets?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}

/** How often a source is polled: always after the same time, or by how often it really changes, within bounds. */
export type Rhythm = { everyMs: number } | { firstMs: number; leastMs: number; mostMs: number };

/** What a reading leaves behind; stored in the transaction of its last items. */
export interface ReadEnd {
  cursor: unknown;
  /** All that is wrong now with what the source watches; what is not named any more is closed. Absent: nothing was looked at. */
  faults?: Fault[];
  /** Policy documents that were read, with their tasks. */
  policies?: PolicyToKeep[];
  /** Columns of the file in their order, of all its sheets, personal ones included; each with what stands over it, if anything. */
  columns?: readonly ColumnOfSource[];
}

/**
 * A kind of source, introducing itself: what it is, how it is configured, one example that is also its test. Reading
 * yields items and rejects in input order.
 */
export interface SourceKind<Config = unknown> {
  kind: string;
  /** Chinese name, as screens show it. */
  name: string;
  summary: string;
  configSchema: z.ZodType<Config>;
  example: { config: Config; summary: string };
  /** The channel 渠道 of a source that names none. */
  channel: string;
  /** Null for kinds, and for sources, that are imported by hand. */
  rhythm(config: Config): Rhythm | null;
  read(config: Config, ctx: ReadContext): AsyncGenerator<ReadEvent, ReadEnd>;
}
