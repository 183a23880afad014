import { YuqingError } from '../../model/index.ts';
import { decodeBytes } from '../decode.ts';
import { adaptFeed } from './adapt.ts';
import { readDoctype } from './doctype.ts';
import { extractFeed } from './extract.ts';
import { isPlain, readPlain } from './first.ts';
import { readJsonFeed } from './json-feed.ts';
import { htmlNotFeed, isHtml } from './not-a-feed.ts';
import { parseTree } from './tree.ts';
import type { Feed, RawFeed } from './types.ts';
import { faultOf, hiddenFaultOf, withoutForbidden } from './wellformed.ts';

export interface ReadFeed {
  /** Something of it could be read. */
  ok: boolean;
  /** Not well-formed, or not in the encoding it names; what could be saved is in `feed`. */
  malformed: boolean;
  error?: YuqingError;
  encoding: string;
  feed: Feed;
}

export interface FeedHints {
  contentType?: string;
  /** Where it came from; relative links are relative to it. */
  url?: string;
}

const NOTHING: Feed = { title: null, link: null, items: [], cut: 0 };

/**
 * Bytes to a feed: decode → parse → adapt. RSS 0.9–2.0, RDF, Atom 0.3 and 1.0, JSON Feed. Plain documents are read by
 * rss-parser; what it refuses or would misread goes to the tolerant reader. Never throws: what is no feed says so in `error`.
 */
export async function readFeed(bytes: Uint8Array, hints: FeedHints = {}): Promise<ReadFeed> {
  const decoded = decodeBytes(bytes, { kind: 'xml', ...(hints.contentType === undefined ? {} : { contentType: hints.contentType }) });
  const { encoding } = decoded;
  try {
    const { raw, malformed } = await parse(decoded.text, hints.url);
    return { ok: true, malformed: malformed || decoded.malformed, encoding, feed: adaptFeed(raw, hints.url) };
  } catch (error) {
    if (!(error instanceof YuqingError)) throw error;
    return { ok: false, malformed: true, error, encoding, feed: NOTHING };
  }
}

async function parse(text: string, url: string | undefined): Promise<{ raw: RawFeed; malformed: boolean }> {
  const start = text.trimStart();
  if (start === '') throw new YuqingError('FEED_BROKEN', '订阅源是空的', '请稍后重试;一直如此则请核对网址');
  if (start.startsWith('{') || start.startsWith('[')) return { raw: readJsonFeed(start), malformed: false };
  if (isHtml(text)) throw htmlNotFeed(text, url);
  const hidden = hiddenFaultOf(text);
  const xml = withoutForbidden(text);
  if (hidden === null && isPlain(xml)) {
    const raw = await readPlain(xml).catch(() => null);
    if (raw) return { raw, malformed: false };
  }
  return salvage(xml, hidden !== null);
}

/** The second reader, and the book's verdict on what it was given. */
function salvage(xml: string, faulty: boolean): { raw: RawFeed; malformed: boolean } {
  const entities = readDoctype(xml);
  // The tree comes first: its limits on depth and number spare the checker, which is quadratic in depth.
  const tree = parseTree(xml, entities);
  const malformed = faulty || faultOf(xml, entities) !== null;
  const raw = extractFeed(tree, malformed);
  if (!raw) throw new YuqingError('FEED_NOT_A_FEED', '内容不是 RSS、Atom 或 JSON Feed', '请核对网址;把它填进浏览器看看是什么');
  return { raw, malformed };
}


