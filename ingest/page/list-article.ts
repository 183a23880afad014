import { YuqingError, type IncomingItem, type Snapshot, type TimePrecision } from '../../model/index.ts';
import { decodeBytes } from '../decode.ts';
import { parseTimeAt } from '../times.ts';
import type { Article } from './article.ts';
import { linesOf } from './lines.ts';
import { select } from './list-select.ts';
import { EMPTINESS_WORDS, emptiness } from './list-shell.ts';
import { parseList, squeeze } from './list-tree.ts';
import { readPage } from './read.ts';
import { rawText } from './tree.ts';

/** Selectors that a person has set, which go before what is found. */
export interface Selectors {
  title?: string | undefined;
  body?: string | undefined;
  date?: string | undefined;
}

/** What is known of an article before it is opened. */
export interface Known {
  id: string;
  url: string | null;
  title: string | null;
  date: Date | null;
  precision: TimePrecision;
}

/** A challenge is a small page; larger ones are not looked at for one. */
const LARGEST_CHALLENGE = 60_000;

/**
 * A page's bytes to an item: by the selectors where they find something, else as the page is read (readPage).
 *
 * @throws YuqingError PAGE_NO_ARTICLE
 */
export function articleItem(page: { bytes: Uint8Array; contentType: string | null; url: string }, known: Known, selectors: Selectors, snapshot: Snapshot, now: Date): IncomingItem {
  const hints = page.contentType === null ? {} : { contentType: page.contentType };
  const { article, marks, error } = readPage(page.bytes, { ...hints, url: page.url, now });
  const html = () => decodeBytes(page.bytes, { kind: 'html', ...hints }).text;
  if (page.bytes.length <= LARGEST_CHALLENGE && emptiness(html()) === 'challenge') {
    throw new YuqingError('PAGE_NO_ARTICLE', `没有拿到文章,${EMPTINESS_WORDS.challenge}`, '请在该信源设 render: true,用浏览器打开');
  }
  const chosen = Object.values(selectors).some((selector) => selector !== undefined) ? choose(html(), selectors, now) : NOTHING;
  const body = chosen.body ?? article.body;
  if (body === '') throw error ?? new YuqingError('PAGE_NO_ARTICLE', '页面里没有找到文章正文', '请核对网址');
  const time = timeOf(chosen.date ?? pageTime(article), known.date === null ? null : { at: known.date, precision: known.precision }, now);
  return {
    ...bareItem(known, now), title: chosen.title ?? article.title ?? known.title, body, author: article.author, ...time.said,
    raw: article.source === null ? {} : { 来源: article.source }, snapshot,
    marks: [...marks, ...(chosen.missed ? ['selector-missed'] : []), ...time.marks],
  };
}

/** An attachment: only what the list says of it. */
export function attachmentItem(known: Known, now: Date): IncomingItem {
  const time = timeOf(null, known.date === null ? null : { at: known.date, precision: known.precision }, now);
  return { ...bareItem(known, now), ...time.said, marks: ['attachment-not-read', ...time.marks] };
}

function bareItem({ id, title, url }: Known, now: Date): IncomingItem {
  return {
    externalId: id, kind: 'post', title, body: title ?? '', url, author: null, publishedAt: now, precision: 'second', channel: null, requestType: null,
    place: null, categoryPath: [], mainUnit: null, coUnits: [], status: null, reply: null, replyAt: null, closedAt: null, dueText: null, engagement: {},
    contact: null, raw: {}, marks: [],
  };
}

interface Said {
  at: Date;
  precision: TimePrecision;
}

const pageTime = ({ publishedAt, precision }: Article): Said | null => publishedAt && { at: publishedAt, precision };

/** The page's own time, else the list's, else that of the fetch; one that is still to come is nobody's. */
function timeOf(page: Said | null, list: Said | null, now: Date): { said: { publishedAt: Date; precision: TimePrecision }; marks: string[] } {
  const believed = [page, list].find((said) => said !== null && said.at <= now);
  if (believed) return { said: { publishedAt: believed.at, precision: believed.precision }, marks: [] };
  return { said: { publishedAt: now, precision: 'second' }, marks: [page || list ? 'future-time-clamped' : 'time-from-fetch'] };
}

interface Chosen {
  title: string | null;
  body: string | null;
  date: Said | null;
  /** A selector found nothing: the site may have changed. */
  missed: boolean;
}

const NOTHING: Chosen = { title: null, body: null, date: null, missed: false };
const LONGEST_TITLE = 300;
const LONGEST_DATE = 400;

function choose(html: string, selectors: Selectors, now: Date): Chosen {
  const root = parseList(html);
  const find = <T>(selector: string | undefined, read: (element: typeof root) => T | null): T | null => {
    const [element] = selector === undefined ? [] : select(root, selector);
    return element ? read(element) : null;
  };
  const title = find(selectors.title, (element) => squeeze(rawText(element)).slice(0, LONGEST_TITLE) || null);
  const body = find(selectors.body, (element) => linesOf(element).lines.map(({ text }) => text).join('\n') || null);
  const date = find(selectors.date, (element) => parseTimeAt(squeeze(element.attributes['datetime'] ?? element.attributes['content'] ?? rawText(element)).slice(0, LONGEST_DATE), now));
  const missed = (selectors.title !== undefined && title === null) || (selectors.body !== undefined && body === null) || (selectors.date !== undefined && date === null);
  return { title, body, date, missed };
}
