import { createHash } from 'node:crypto';
import { parseFeedDate } from '../times.ts';
import { htmlToText, tidy } from './html-text.ts';
import { plainDate } from './plain-date.ts';
import type { Feed, FeedItem, RawFeed, RawItem, RawLink, RawText } from './types.ts';

const LONGEST_ID = 500;
const LONGEST_TITLE = 1_000;

/** The format's words made ours: readable text, absolute links, instants, one stable key per item. */
export function adaptFeed(raw: RawFeed, at: string | undefined): Feed {
  const link = linkOf(raw.links, [at]);
  const chinese = [raw.title, ...raw.items.slice(0, 5).map((item) => item.title)].some((title) => /\p{Script=Han}/u.test(title?.value ?? ''));
  const items = raw.items.map((item) => adaptItem(item, { bases: [at, link ?? undefined], chinese }));
  return { title: raw.title && (oneLine(raw.title) || null), link, items: withUsableIds(items), cut: raw.cut };
}

type Draft = FeedItem & { id: string | null };

interface Around {
  bases: (string | undefined)[];
  /** CST is China's time here, and America's elsewhere. */
  chinese: boolean;
}

function adaptItem(raw: RawItem, { bases, chinese }: Around): Draft {
  const title = raw.title && (oneLine(raw.title).slice(0, LONGEST_TITLE) || null);
  const url = linkOf(raw.links, bases) ?? (raw.idIsLink ? absolute(raw.id ?? '', null, []) : null);
  const body = bodyOf(raw);
  return { id: shortened(raw.id), externalId: '', title, url, ...firstDate(raw.dates, chinese), author: authorOf(raw.authors), body };
}

/** A guid that several different items share (the site's own address, `1`) is no key; then the link is, then the words. */
function withUsableIds(drafts: Draft[]): FeedItem[] {
  const shared = sharedBy(drafts, (d) => d.id, (d) => `${d.url}\n${d.title}`);
  const sharedUrls = sharedBy(drafts, (d) => d.url, (d) => `${d.title}\n${d.body}`);
  return drafts.map(({ id, ...item }) => {
    const key = id !== null && !shared.has(id) ? id : item.url !== null && !sharedUrls.has(item.url) ? shortened(item.url) : null;
    return { ...item, externalId: key ?? hashOf(item) };
  });
}

function sharedBy(drafts: Draft[], key: (d: Draft) => string | null, content: (d: Draft) => string): Set<string> {
  const first = new Map<string, string>();
  const shared = new Set<string>();
  for (const draft of drafts) {
    const k = key(draft);
    if (k === null) continue;
    const seen = first.get(k);
    if (seen === undefined) first.set(k, content(draft));
    else if (seen !== content(draft)) shared.add(k);
  }
  return shared;
}

const hashOf = (item: { title: string | null; body: string; url: string | null }) => `sha256:${digest(`${item.title ?? ''}\n${item.body}`)}`;
const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 40);

/** PostgreSQL takes neither NUL nor half a character. */
const shortened = (id: string | null) => (id === null ? null : id.length > LONGEST_ID ? `sha256:${digest(id)}` : id.toWellFormed().replaceAll('\0', ''));

/** The whole text; the lead stands above it where the text does not begin with it anyhow. */
function bodyOf(raw: RawItem): string {
  const content = raw.content ? readable(raw.content) : '';
  const summary = raw.summary ? readable(raw.summary) : '';
  if (content === '' || summary === '') return content || summary;
  const beginning = bare(summary.slice(0, 200)).slice(0, 60).replace(/\[?(?:…|\.{3,6})\]?$/u, '');
  if (content.includes(beginning)) return content;
  const [whole, lead] = [bare(content), bare(summary)];
  return whole.includes(beginning) ? content : lead.includes(whole) ? summary : `${summary}\n${content}`;
}

const bare = (text: string) => text.replace(/\s+/g, '');

function readable({ value, type }: RawText, keepUnknown = false): string {
  return type === 'html' ? htmlToText(value, keepUnknown) : tidy(value);
}

const oneLine = (text: RawText) => readable(text, true).replaceAll('\n', ' ');

function firstDate(dates: string[], chinese: boolean): Pick<FeedItem, 'publishedAt' | 'precision'> {
  for (const text of dates) {
    const plain = plainDate(text.trim());
    if (plain) return { publishedAt: plain, precision: 'second' };
    const publishedAt = parseFeedDate(text, { chinese });
    if (publishedAt) return { publishedAt, precision: HAS_HOUR.test(text) ? 'second' : 'day' };
  }
  return { publishedAt: null, precision: 'second' };
}

const HAS_HOUR = /\d\s*[:时時点點:]|T\d{4}|^\s*\d{9,}\s*$/i;

/** `me@example.com (张三)` and `张三 <me@example.com>` → 张三: a mail address is personal and nobody needs it. */
function authorOf(authors: string[]): string | null {
  const names = authors.map((author) => {
    const text = htmlToText(author.slice(0, 1_000)).slice(0, 300);
    const name = /^\S+@\S+\s*\((.+)\)$/.exec(text)?.[1] ?? /^(.+?)\s*[<(]\s*\S+@\S+\s*[>)]$/.exec(text)?.[1] ?? text;
    return name.replace(/\s+/g, ' ').trim();
  }).filter((name) => name !== '');
  return names.length === 0 ? null : [...new Set(names)].join('、').slice(0, 200);
}

/** The page a reader would open: the alternate link, HTML before others; never the feed itself or a service. */
function linkOf(links: RawLink[], bases: (string | undefined)[]): string | null {
  const alternates = links.filter((l) => l.rel === 'alternate' || l.rel.endsWith('/alternate'));
  const html = alternates.filter((l) => l.type === null || /html/i.test(l.type));
  for (const { href, base } of [...html, ...alternates]) {
    const url = absolute(href, base, bases);
    if (url) return url;
  }
  return null;
}

/** An http(s) address, as written where it is whole already; null for anything else (`javascript:`, a word). */
function absolute(href: string, own: string | null, outer: (string | undefined)[]): string | null {
  const text = href.trim();
  if (/^https?:\/\/[^\s/]/i.test(text)) return URL.canParse(text) ? text.replace(/\s/g, '%20') : null;
  if (text === '' || /^[a-z][a-z0-9+.-]*:/i.test(text)) return null;
  const roots = outer.filter((base) => base !== undefined);
  // An xml:base may be relative itself, to where the feed came from.
  const bases = own === null ? roots : [...roots.map((root) => parsed(own, root)), parsed(own, undefined), ...roots];
  for (const base of bases) {
    const url = base === null ? null : parsed(text, base);
    if (url && /^https?:/.test(url)) return url;
  }
  return null;
}

function parsed(text: string, base: string | undefined): string | null {
  return URL.canParse(text, base) ? new URL(text, base).href : null;
}
