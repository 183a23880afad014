import { z } from 'zod';
import { YuqingError, type IncomingItem, type ReadEvent } from '../../model/index.ts';
import { decodeBytes } from '../decode.ts';
import { openFile } from '../open-file.ts';
import { readHotlist } from '../hotlist/read.ts';
import { readMemory, remember, writeMemory, type HotlistCursor, type Memory } from '../hotlist/seen.ts';
import { MAX_ENTRIES, type BadEntry, type HotEntry } from '../hotlist/types.ts';
import type { ReadContext, SourceKind } from './kind.ts';

const MEGABYTE = 1_048_576;
const MINUTE = 60_000;

/** Dots between names, numbers for places in arrays: `data.cards[0].content`. */
const path = z.string().min(1).max(200).optional();

const configSchema = z.object({
  /** One of the two; `yuqing import 文件 --kind hotlist` names the file itself. */
  url: z.url({ protocol: /^https?$/ }).optional(),
  file: z.string().min(1).optional(),
  /** Inside hosts (`host` or `host:port`) this source may be fetched from. */
  allowHosts: z.array(z.string()).default([]),
  intervalMinutes: z.number().positive().max(10_080).default(10),
  /** Also after decompression. */
  maxBytes: z.number().int().positive().default(5 * MEGABYTE),
  /** Where the list stands in the answer, and the parts in an entry; left out, they are found by their usual names. */
  list: path, title: path, rank: path, heat: path, link: path, id: path,
}).strict();

export type HotlistConfig = z.infer<typeof configSchema>;

/**
 * Hot-search lists. Every reading gives all entries, with the rank and heat of that moment; the item itself stays as it
 * was first seen, so that a changed rank makes no revision. Asked without ETag: also an unchanged list is a measurement.
 */
export const hotlistKind: SourceKind<HotlistConfig> = {
  kind: 'hotlist',
  name: '热搜榜',
  summary: '微博热搜、百度热搜、知乎热榜、抖音热点、头条热榜和地方论坛热帖等 JSON 榜单,每次记下名次与热度。广告(荐、商)和没有名次的置顶不算在榜内;同一标题七天内再上榜仍是同一条。',
  configSchema,
  example: {
    config: { url: 'https://www.example.com/api/hot.json', allowHosts: [], intervalMinutes: 10, maxBytes: 5 * MEGABYTE, list: 'data.realtime', title: 'word' },
    summary: '每 10 分钟读一次的热搜榜,列表在 data.realtime,标题是 word',
  },
  channel: '热搜',
  rhythm: (config) => (config.url === undefined ? null : { everyMs: config.intervalMinutes * MINUTE }),
  async* read(config, ctx) {
    const { bytes, contentType, url } = await fetchOrOpen(config, ctx);
    const decoded = decodeBytes(bytes, { kind: 'text', contentType });
    const list = readHotlist(decoded.text, config, url);
    const now = ctx.clock();
    const memory = readMemory(ctx.cursor);
    for (const event of inOrder(list.entries, list.bad)) {
      ctx.signal?.throwIfAborted();
      yield 'title' in event ? itemEvent(event, memory, now, decoded.marks) : rejectEvent(event);
    }
    if (list.cut > 0) yield tooMany(list.cut);
    return { cursor: { seen: writeMemory(memory, now), leftOut: list.leftOut } satisfies HotlistCursor };
  },
};

async function fetchOrOpen(config: HotlistConfig, ctx: ReadContext): Promise<{ bytes: Uint8Array; contentType?: string | undefined; url?: string }> {
  const file = ctx.file ?? config.file;
  if (file !== undefined) return { bytes: await openFile(file, config.maxBytes) };
  if (config.url === undefined) throw new YuqingError('CONFIG_INVALID', '热搜榜既没有网址也没有文件', '请给信源设置 url 或 file');
  const { bytes, headers, url } = await ctx.web.fetch(config.url, { allowHosts: config.allowHosts, maxBytes: config.maxBytes, signal: ctx.signal });
  return { bytes, contentType: headers['content-type'], url };
}

const inOrder = (entries: HotEntry[], bad: BadEntry[]): (HotEntry | BadEntry)[] => [...entries, ...bad].sort((a, b) => a.row - b.row);

function itemEvent(entry: HotEntry, memory: Memory, now: Date, marks: readonly string[]): ReadEvent {
  const { title, description, rank, heat, row } = entry;
  const known = remember(memory, entry, now);
  const item: IncomingItem = {
    externalId: known.externalId, kind: 'post', title, body: description === null ? title : `${title}\n${description}`, url: known.url, author: null,
    publishedAt: known.firstSeen, precision: 'second', channel: null, requestType: null, place: null, categoryPath: [], mainUnit: null, coUnits: [],
    status: null, reply: null, replyAt: null, closedAt: null, dueText: null, engagement: {}, contact: null, raw: {},
    ranking: { at: now, rank, heat }, marks: ['time-from-fetch', ...marks],
  };
  return { type: 'item', item, at: { row } };
}

function rejectEvent({ row, json }: BadEntry): ReadEvent {
  return { type: 'reject', reject: { row, column: null, code: 'ROW_NO_CONTENT', reason: `榜单第 ${row} 条没有标题`, cells: [json] } };
}

/** One line for all that was left, so that the books say so. */
function tooMany(cut: number): ReadEvent {
  const reason = `榜单超过 ${MAX_ENTRIES} 条,后面的 ${cut} 条没有读`;
  return { type: 'reject', reject: { row: MAX_ENTRIES + 1, column: null, code: 'FETCH_TOO_LARGE', reason, cells: [] } };
}
