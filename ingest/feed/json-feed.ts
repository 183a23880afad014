import { YuqingError } from '../../model/index.ts';
import { MAX_ITEMS, type RawFeed, type RawItem, type RawLink, type RawText } from './types.ts';

type Json = Record<string, unknown>;

/**
 * JSON Feed 1.0 and 1.1, leniently: numbers as ids, `author` or `authors`.
 *
 * @throws YuqingError FEED_BROKEN when it is no JSON, FEED_NOT_A_FEED when it holds no items
 */
export function readJsonFeed(text: string): RawFeed {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new YuqingError('FEED_BROKEN', '内容以 JSON 开头,但不完整或不合语法', '请稍后重试;一直如此则请对方修复', { cause: error });
  }
  const feed = object(value);
  if (!feed || !Array.isArray(feed['items'])) throw new YuqingError('FEED_NOT_A_FEED', '这是 JSON 数据,但不是 JSON Feed(没有 items)', '请核对网址');
  return {
    title: plain(feed['title']),
    links: link(feed['home_page_url']),
    items: feed['items'].slice(0, MAX_ITEMS).map(object).filter((item) => item !== null).map(itemOf),
    cut: Math.max(0, feed['items'].length - MAX_ITEMS),
  };
}

function itemOf(item: Json): RawItem {
  const authors = Array.isArray(item['authors']) ? item['authors'] : [item['author']];
  return {
    id: string(item['id']),
    idIsLink: false,
    title: plain(item['title']),
    links: [...link(item['url']), ...link(item['external_url'])],
    dates: [item['date_published'], item['date_modified']].flatMap((date) => string(date) ?? []),
    authors: authors.flatMap((author) => string(object(author)?.['name']) ?? string(author) ?? []),
    summary: plain(item['summary']),
    content: string(item['content_html']) !== null ? { value: string(item['content_html']) ?? '', type: 'html' } : plain(item['content_text']),
  };
}

const object = (value: unknown) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Json : null);

function string(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

const plain = (value: unknown): RawText | null => (string(value) === null ? null : { value: string(value) ?? '', type: 'text' });

const link = (value: unknown): RawLink[] => (string(value) === null ? [] : [{ href: (string(value) ?? '').trim(), rel: 'alternate', type: null, base: null }]);
