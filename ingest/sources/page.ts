import { basename } from 'node:path';
import { YuqingError, errorText, type IncomingItem, type ReadEvent, type Reject } from '../../model/index.ts';
import { openFile } from '../open-file.ts';
import { articleItem } from '../page/list-article.ts';
import { pageConfig, type PageConfig } from '../page/list-config.ts';
import { keyOf, nextCursor, queueOf, readCursor, type PageCursor, type Waiting } from '../page/list-cursor.ts';
import { readList } from '../page/list-read.ts';
import { siteOn } from '../page/list-site.ts';
import { visit, wantsRest } from '../page/list-visit.ts';
import type { ReadContext, SourceKind } from './kind.ts';

export type { PageConfig };

const MINUTE = 60_000;
/** No article is begun later than so long after the list; a reading given up half-way would begin at the same place each time. */
const LONGEST_MS = 15 * MINUTE;

/** List pages of sites without a feed, and saved pages. */
export const pageKind: SourceKind<PageConfig> = {
  kind: 'page',
  name: '网页',
  summary: '政府网站、新闻网站、论坛的列表页:自动找出文章链接,逐篇抓取正文并留快照;也可读一个存下的文章页。可用选择器指定列表与正文,用关键词定向监测;由脚本生成的页面设 render。',
  configSchema: pageConfig,
  example: {
    config: pageConfig.parse({ url: 'https://www.example.gov.cn/zwgk/', keywords: ['拆迁', '停水'] }),
    summary: '政务公开栏目里提到拆迁或停水的文章;多久看一次随它更新的快慢而定(10 分钟到 6 小时)',
  },
  channel: '网站',
  rhythm(config) {
    if (config.url === undefined) return null;
    return config.intervalMinutes === undefined ? { firstMs: 30 * MINUTE, leastMs: 10 * MINUTE, mostMs: 360 * MINUTE } : { everyMs: config.intervalMinutes * MINUTE };
  },
  async* read(config, ctx) {
    const file = ctx.file ?? config.file;
    if (file !== undefined) {
      yield onTopic(await fileItem(file, config, ctx), config.keywords, 1);
      return { cursor: ctx.cursor ?? null };
    }
    if (config.url === undefined) throw new YuqingError('CONFIG_INVALID', '网页信源既没有网址也没有文件', '请给信源设置 url(列表页)或 file(存下的文章页)');
    return { cursor: yield* readNew({ ...config, url: config.url }, ctx) };
  },
};

/** A saved page; it has no address but what its name says. */
async function fileItem(file: string, config: PageConfig, ctx: ReadContext): Promise<IncomingItem> {
  const bytes = await openFile(file, config.maxBytes);
  const now = ctx.clock();
  const name = basename(file);
  const known = { id: name, url: null, title: null, date: null, precision: 'second' as const };
  const url = `file:///${encodeURIComponent(name)}`;
  return articleItem({ bytes, contentType: null, url }, known, config, { url, fetchedAt: now, contentType: null, bytes }, now);
}

async function* readNew(config: PageConfig & { url: string }, ctx: ReadContext): AsyncGenerator<ReadEvent, PageCursor> {
  const { url: at, links, next, follow, pages, sameSite } = config;
  const before = readCursor(ctx.cursor, [at, links, next, follow, pages, sameSite]);
  const known = new Set([...before.seen, ...before.waiting.map(({ url }) => keyOf(url))]);
  const site = siteOn(ctx.web, config, ctx);
  const list = await readList(site, config, before, ctx.clock(), (url) => !known.has(keyOf(url)))
    ?? { links: [], etag: before.etag, lastModified: before.lastModified };
  const queue = queueOf(list.links, before);
  const waiting = queue.slice(config.mostArticles);
  const failed: Waiting[] = [];
  const done = new Set<string>();
  const begun = ctx.clock().getTime();
  for (const [i, link] of queue.slice(0, config.mostArticles).entries()) {
    ctx.signal?.throwIfAborted();
    if (i > 0 && ctx.clock().getTime() - begun > LONGEST_MS) {
      waiting.unshift(...queue.slice(i, config.mostArticles));
      break;
    }
    const seen = await visit(site, link, config, ctx);
    if ('item' in seen) yield onTopic(seen.item, config.keywords, i + 1);
    else if (seen.again) failed.push({ ...link, tries: link.tries + 1 });
    else yield rejected(i + 1, link, seen.error);
    if ('item' in seen || !seen.again) done.add(keyOf(link.url));
    else if (wantsRest(seen.error)) {
      waiting.unshift(...queue.slice(i + 1, config.mostArticles));
      break;
    }
  }
  return nextCursor(before, { ...list, done, waiting: [...waiting, ...failed] });
}

/** Full width, capitals and compatibility forms aside. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase();

function onTopic(item: IncomingItem, keywords: readonly string[], row: number): ReadEvent {
  const text = plain(`${item.title ?? ''}\n${item.body}`);
  if (keywords.length === 0 || keywords.some((word) => text.includes(plain(word)))) return { type: 'item', item, at: { row } };
  const reject: Reject = { row, column: null, code: 'ITEM_OFF_TOPIC', reason: '标题和正文里没有该信源的关键词', cells: [item.url ?? item.externalId, item.title ?? ''] };
  return { type: 'reject', reject };
}

function rejected(row: number, { url, title, tries }: Waiting, error: YuqingError): ReadEvent {
  const reason = `${tries > 0 ? `试了 ${tries + 1} 次都没有读到这篇文章:` : '没有读这篇文章:'}${errorText(error)}`;
  return { type: 'reject', reject: { row, column: null, code: error.code, reason, cells: [url, title] } };
}
