import { YuqingError } from '../../model/index.ts';
import { decodeBytes, type DecodeMark } from '../decode.ts';
import { adaptFeed } from './adapt.ts';
import { withoutDoctype } from './doctype.ts';
import { extractFeed } from './extract.ts';
import { readJsonFeed } from './json-feed.ts';
import { htmlNotFeed, isHtml } from './not-a-feed.ts';
import { readSound } from './sound.ts';
import { readTolerant } from './tolerant.ts';
import type { Feed, RawFeed } from './types.ts';

export interface ReadFeed {
  /** Something of it could be read. */
  ok: boolean;
  /** Not well-formed, or not in the encoding it names; what could be saved is in `feed`. */
  malformed: boolean;
  error?: YuqingError;
  encoding: string;
  /** What decoding has to say of the text: guessed, garbled before it came, characters lost. */
  marks: DecodeMark[];
  feed: Feed;
}

export interface FeedHints {
  contentType?: string;
  /** Where it came from; relative links are relative to it. */
  url?: string;
}

const NOTHING: Feed = { title: null, link: null, items: [], cut: 0 };

/**
 * Bytes to a feed: decode → parse → adapt. RSS 0.9–2.0, RDF, Atom 0.3 and 1.0, JSON Feed. A well-formed document is read
 * by the book; what is not goes to the tolerant reader. Never throws: what is no feed says so in `error`.
 */
export async function readFeed(bytes: Uint8Array, hints: FeedHints = {}): Promise<ReadFeed> {
  const { text, encoding, marks, malformed: misencoded } = decodeBytes(bytes, { kind: 'xml', contentType: hints.contentType });
  try {
    const { raw, malformed } = parse(text, hints.url);
    return { ok: true, malformed: malformed || misencoded, encoding, marks, feed: adaptFeed(raw, hints.url) };
  } catch (error) {
    if (!(error instanceof YuqingError)) throw error;
    return { ok: false, malformed: true, error, encoding, marks, feed: NOTHING };
  }
}

function parse(text: string, url: string | undefined): { raw: RawFeed; malformed: boolean } {
  const start = text.trimStart();
  if (start === '') throw new YuqingError('FEED_BROKEN', '订阅源是空的', '请稍后重试;一直如此则请核对网址');
  if (start.startsWith('{') || start.startsWith('[')) return { raw: readJsonFeed(start), malformed: false };
  if (isHtml(text)) throw htmlNotFeed(text, url);
  const { xml, external } = withoutDoctype(text);
  const sound = readSound(xml, external);
  const raw = extractFeed(sound ?? readTolerant(xml), sound === null);
  if (!raw) throw new YuqingError('FEED_NOT_A_FEED', '内容不是 RSS、Atom 或 JSON Feed', '请核对网址;把它填进浏览器看看是什么');
  return { raw, malformed: sound === null };
}
