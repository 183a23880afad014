import { fileURLToPath } from 'node:url';
import { parseColumnMap } from '../../../ingest/comments/header.ts';
import type { Platform } from '../../../ingest/comments/platform.ts';
import { readComments } from '../../../ingest/comments/read.ts';
import type { IncomingItem, Reject, RowRef } from '../../../model/index.ts';
import { tempFile } from '../table/files.ts';
import { makeWorkbook, type SheetSpec } from '../table/workbook.ts';

export const NOW = new Date('2026-11-24T04:30:00Z');
/** 2026-11-24 12:00 in Shanghai. */
export const EXPORTED = new Date('2026-11-24T04:00:00Z');

export interface Read {
  items: (IncomingItem & { at: RowRef })[];
  rejects: Reject[];
  done: number;
}

interface Options {
  map?: string[];
  platform?: Platform;
  account?: string;
  asMessages?: boolean;
  exportedAt?: Date | null;
  receivedAt?: Date;
  now?: Date;
}

export async function readPath(path: string, options: Options = {}): Promise<Read> {
  const read: Read = { items: [], rejects: [], done: 0 };
  const events = readComments(path, {
    map: parseColumnMap(options.map ?? []), platform: options.platform ?? null, account: options.account ?? null, asMessages: options.asMessages ?? false,
    exportedAt: options.exportedAt === undefined ? EXPORTED : options.exportedAt, receivedAt: options.receivedAt ?? null, now: options.now ?? NOW,
  });
  for await (const event of events) {
    if (event.type === 'item') read.items.push({ ...event.item, at: event.at });
    if (event.type === 'reject') read.rejects.push(event.reject);
    if (event.type === 'progress') read.done = event.done;
  }
  return read;
}

export const readText = async (name: string, text: string | Buffer, options: Options = {}): Promise<Read> => readPath(await tempFile(name, text), options);
export const readSheets = async (sheets: SheetSpec[], options: Options = {}, name = '留言.xlsx'): Promise<Read> => readPath(await tempFile(name, makeWorkbook({ sheets })), options);
export const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
/** `04:05` of 2026-11-24, as an instant reads. */
export const isoOf = (items: Read['items']): string[] => items.map((i) => i.publishedAt.toISOString());
