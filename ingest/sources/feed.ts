import { z } from 'zod';
import { YuqingError, type IncomingItem, type ReadEvent } from '../../model/index.ts';
import { readFeed, type ReadFeed } from '../feed/read.ts';
import { MAX_ITEMS, type FeedItem } from '../feed/types.ts';
import { textHash } from '../hash.ts';
import { openFile } from '../open-file.ts';
import type { ReadContext, SourceKind } from './kind.ts';

const MEGABYTE = 1_048_576;
const MINUTE = 60_000;
const OWN_RHYTHM = { firstMs: 15 * MINUTE, leastMs: 5 * MINUTE, mostMs: 180 * MINUTE };
/** A date within an hour of the fetch may be the fetch's own. */
const FRESH_MS = 60 * MINUTE;

const configSchema = z.object({
  /** One of the two; `yuqing import 文件 --kind feed` names the file itself. */
  url: z.url({ protocol: /^https?$/ }).optional(),
  file: z.string().min(1).optional(),
  /** Inside hosts (`host` or `host:port`) this source may be fetched from. */
  allowHosts: z.array(z.string()).default([]),
  /** Always after so many minutes; left out, the feed is asked by how often it has news. */
  intervalMinutes: z.number().positive().max(10_080).optional(),
  /** Also after decompression. */
  maxBytes: z.number().int().positive().default(10 * MEGABYTE),
  /** For everything together, redirects and the last byte included. */
  timeoutSeconds: z.number().positive().max(300).default(30),
}).strict();

export type FeedConfig = z.infer<typeof configSchema>;

/** What a poll leaves for the next. */
const cursorSchema = z.object({
  etag: z.string().nullable().default(null),
  lastModified: z.string().nullable().default(null),
  given: z.array(z.tuple([z.string(), z.string(), z.string()])).default([]),
});
type FeedCursor = z.infer<typeof cursorSchema>;

/**
 * Times that stay as first given, by item, with the words they were given to: of items without a date or with one in
 * the future, and of those whose date is about now, because some feeds stamp every item anew each time they are asked.
 * Without this memory each poll would make a revision of each of them.
 */
type Given = Map<string, { at: Date; words: string }>;

const readGiven = (given: FeedCursor['given']): Given => new Map(given.map(([id, at, words]) => [id, { at: new Date(at), words }]));
const writeGiven = (given: Given): FeedCursor['given'] => [...given].map(([id, { at, words }]) => [id, at.toISOString(), words]);

/** RSS, RDF, Atom and JSON Feed, by URL or from a file. */
export const feedKind: SourceKind<FeedConfig> = {
  kind: 'feed',
  name: '订阅源',
  summary: 'RSS 0.9–2.0、RDF、Atom 0.3/1.0、JSON Feed,按网址定时抓取或读文件。残缺的订阅源尽量读出并标记;没有时区的时间按北京时间。',
  configSchema,
  example: {
    config: { url: 'https://www.example.gov.cn/rss.xml', allowHosts: [], maxBytes: 10 * MEGABYTE, timeoutSeconds: 30 },
    summary: '政府网站新闻;多久抓一次随它更新的快慢而定(5 分钟到 3 小时)',
  },
  channel: '网站',
  rhythm: (config) => (config.url === undefined ? null : config.intervalMinutes === undefined ? OWN_RHYTHM : { everyMs: config.intervalMinutes * MINUTE }),
  async* read(config, ctx) {
    const before = readCursor(ctx.cursor);
    const got = await fetchOrOpen(config, before, ctx);
    if (got === null) return { cursor: before };
    const read = await readFeed(got.bytes, got.hints);
    if (read.error) throw read.error;
    const times: Times = { now: ctx.clock(), before: readGiven(before.given), given: new Map() };
    for (const [i, item] of read.feed.items.entries()) {
      ctx.signal?.throwIfAborted();
      yield eventFor(item, i + 1, read, times);
    }
    if (read.feed.cut > 0) yield tooMany(read.feed.cut);
    return { cursor: { ...got.validators, given: writeGiven(times.given) } satisfies FeedCursor };
  },
};

function readCursor(cursor: unknown): FeedCursor {
  const read = cursorSchema.safeParse(cursor ?? {});
  return read.success ? read.data : { etag: null, lastModified: null, given: [] };
}

interface Got {
  bytes: Uint8Array;
  hints: { contentType?: string; url?: string };
  validators: Pick<FeedCursor, 'etag' | 'lastModified'>;
}

/** @returns null when nothing has changed since the last time */
async function fetchOrOpen(config: FeedConfig, before: FeedCursor, ctx: ReadContext): Promise<Got | null> {
  const file = ctx.file ?? config.file;
  if (file !== undefined) return { bytes: await openFile(file, config.maxBytes), hints: {}, validators: { etag: null, lastModified: null } };
  if (config.url === undefined) throw new YuqingError('CONFIG_INVALID', '订阅源既没有网址也没有文件', '请给信源设置 url 或 file');
  const { bytes, headers, notModified, url } = await ctx.web.fetch(config.url, {
    allowHosts: config.allowHosts, maxBytes: config.maxBytes, timeoutMs: config.timeoutSeconds * 1_000,
    ...(before.etag === null ? {} : { etag: before.etag }),
    ...(before.lastModified === null ? {} : { lastModified: before.lastModified }),
    ...(ctx.signal ? { signal: ctx.signal } : {}),
  });
  if (notModified) return null;
  const contentType = headers['content-type'];
  return {
    bytes, hints: { url, ...(contentType === undefined ? {} : { contentType }) },
    validators: { etag: headers['etag'] ?? null, lastModified: headers['last-modified'] ?? null },
  };
}

interface Times {
  now: Date;
  before: Given;
  given: Given;
}

function eventFor(item: FeedItem, row: number, read: ReadFeed, times: Times): ReadEvent {
  if (item.title === null && item.body === '') {
    const cells = [item.externalId, item.url ?? '', item.publishedAt?.toISOString() ?? ''];
    return { type: 'reject', reject: { row, column: null, code: 'ROW_NO_CONTENT', reason: `第 ${row} 条既没有标题也没有正文`, cells } };
  }
  const time = timeOf(item, times);
  const incoming: IncomingItem = {
    externalId: item.externalId, kind: 'post', title: item.title, body: item.body === '' ? item.title ?? '' : item.body, url: item.url, author: item.author,
    publishedAt: time.at, precision: time.mark === null ? item.precision : 'second', channel: null, requestType: null, place: null, categoryPath: [],
    mainUnit: null, coUnits: [], status: null, reply: null, replyAt: null, closedAt: null, dueText: null, engagement: {}, contact: null, raw: {},
    marks: [...(time.mark === null ? [] : [time.mark]), ...(read.malformed ? ['feed-malformed'] : []), ...read.marks],
  };
  return { type: 'item', item: incoming, at: { row } };
}

/** One line for all that was left, so that the books say so. */
function tooMany(cut: number): ReadEvent {
  const reason = `订阅源超过 ${MAX_ITEMS} 条,后面的 ${cut} 条没有读`;
  return { type: 'reject', reject: { row: MAX_ITEMS + 1, column: null, code: 'FETCH_TOO_LARGE', reason, cells: [] } };
}

/** The item's own time, or the time of the fetch at which it was first seen without a believable one. */
function timeOf(item: FeedItem, { now, before, given }: Times): { at: Date; mark: string | null } {
  const words = textHash(item);
  const earlier = before.get(item.externalId);
  const own = item.publishedAt;
  if (own !== null && own <= now) {
    const at = earlier?.words === words ? earlier.at : own;
    if (now.getTime() - own.getTime() < FRESH_MS || at !== own) given.set(item.externalId, { at, words });
    return { at, mark: null };
  }
  const at = earlier?.at ?? now;
  given.set(item.externalId, { at, words });
  return { at, mark: own === null ? 'time-from-fetch' : 'future-time-clamped' };
}
