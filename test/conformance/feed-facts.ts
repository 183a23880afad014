import { htmlToText } from '../../ingest/feed/html-text.ts';
import { parseFeedDate } from '../../ingest/times.ts';
import type { ReadFeed } from '../../ingest/feed/read.ts';

export interface FeedCase {
  path: string;
  description: string;
  headers: string[];
  facts: Record<string, unknown> | null;
}

/** A fact of the suite that says something about what we give out: a title, link, id, text, date or encoding. */
export interface Comparison {
  fact: string;
  expected: string;
  got: string | null;
  agrees: boolean;
}

const words = (text: string) => htmlToText(text).replace(/\s+/g, ' ').trim();

/** Markup is no part of what we keep, so the text of the fact counts, or the fact as it stands where it is plain text. */
const readings = (fact: string) => [words(fact), fact.replace(/\s+/g, ' ').trim()];
const sameText = (expected: string, got: string | null) => readings(expected).includes((got ?? '').replace(/\s+/g, ' '));
/** A body may hold more than the fact: the lead stands above the text. */
const holdsText = (expected: string, got: string | null) => readings(expected).some((reading) => (got ?? '').replace(/\s+/g, ' ').includes(reading));

/** ASCII is read as UTF-8 and GB 2312 as GB 18030, which hold them. */
const SAME: Record<string, string> = { 'us-ascii': 'utf-8', gb2312: 'gb18030' };

const TITLE = /^(?:title|title_detail\.value)$/;
const BODY = /^(?:summary|description|summary_detail\.value|content\[0\]\.value)$/;
const DATE = /^(?:published|updated|created|published_parsed|updated_parsed|created_parsed|modified|issued)$/;

/** Compares what can be compared; facts on fields we do not keep (copyright, generator, cloud …) give nothing. */
export function compareFacts({ facts }: FeedCase, { feed, encoding }: Pick<ReadFeed, 'feed' | 'encoding'>): Comparison[] {
  return Object.entries(facts ?? {}).flatMap(([fact, value]) => {
    const expected = String(value);
    const made = (got: string | null, agrees: boolean) => [{ fact, expected, got, agrees }];
    if (fact === 'encoding') {
      return made(encoding, (SAME[expected.toLowerCase()] ?? expected.toLowerCase()) === encoding);
    }
    const ofFeed = /^feed\.(.+)$/.exec(fact)?.[1];
    if (ofFeed) {
      if (TITLE.test(ofFeed)) return made(feed.title, sameText(expected, feed.title));
      return ofFeed === 'link' ? made(feed.link, expected === feed.link) : [];
    }
    const ofItem = /^entries\[(\d+)\]\.(.+)$/.exec(fact);
    const item = feed.items[Number(ofItem?.[1] ?? -1)];
    const field = ofItem?.[2] ?? '';
    if (TITLE.test(field)) return made(item?.title ?? null, sameText(expected, item?.title ?? null));
    if (BODY.test(field)) return made(item?.body ?? null, holdsText(expected, item?.body ?? null));
    if (field === 'link' || field === 'links[0].href') return made(item?.url ?? null, expected === item?.url);
    if (field === 'id' || field === 'guid') return made(item?.externalId ?? null, expected === item?.externalId);
    if (DATE.test(field)) {
      const got = item?.publishedAt?.toISOString() ?? null;
      return made(got, got !== null && parseFeedDate(expected)?.toISOString() === got);
    }
    return [];
  });
}

/** `['Content-type: text/xml']` → `text/xml` */
export function contentTypeOf({ headers }: FeedCase): string | undefined {
  const header = headers.find((h) => /^content-type\s*:/i.test(h));
  return header?.slice(header.indexOf(':') + 1).trim();
}
