import { existsSync, readFileSync, readdirSync } from 'node:fs';
import Parser from 'rss-parser';
import { expect, test } from 'vitest';
import { buildCorpus } from '../../../bench/feed-corpus.ts';
import { decodeBytes } from '../../../ingest/decode.ts';
import { adaptFeed } from '../../../ingest/feed/adapt.ts';
import { withoutDoctype } from '../../../ingest/feed/doctype.ts';
import { extractFeed } from '../../../ingest/feed/extract.ts';
import { htmlToText } from '../../../ingest/feed/html-text.ts';
import { readFeed } from '../../../ingest/feed/read.ts';
import { readSound } from '../../../ingest/feed/sound.ts';
import { readTolerant } from '../../../ingest/feed/tolerant.ts';
import type { Element } from '../../../ingest/feed/tree.ts';
import { ENCODINGS } from './awkward/encodings.ts';
import { FORMATS } from './awkward/formats.ts';
import { LINKS_AND_DATES } from './awkward/links-dates.ts';
import { WORDS } from './awkward/words.ts';

/** What the strict reader reads, the tolerant one must not read otherwise: a single fault would change the whole feed. */
function bothRead(bytes: Uint8Array) {
  const { xml, external } = withoutDoctype(decodeBytes(bytes, { kind: 'xml' }).text);
  const sound = readSound(xml, external);
  const feed = (tree: Element) => {
    const raw = extractFeed(tree, false);
    return raw && adaptFeed(raw, undefined);
  };
  return sound && { strict: feed(sound), tolerant: feed(readTolerant(xml)) };
}

/** rss-parser's reading in our words; null where it has none. What it leaves relative, and an id that items share, is not compared. */
async function reference(bytes: Uint8Array) {
  const { text } = decodeBytes(bytes, { kind: 'xml' });
  const feed = await new Parser<object, { id?: unknown }>().parseString(text).catch(() => null);
  const idOf = (item: { guid?: string; id?: unknown }) => [item.guid, item.id].find((id) => typeof id === 'string')?.trim();
  const ids = feed?.items.map(idOf);
  const isOwn = (id: string | undefined) => id !== undefined && ids?.filter((other) => other === id).length === 1;
  return feed && feed.items.map((item) => ({
    ...(typeof item.title === 'string' ? { title: htmlToText(item.title, true).replaceAll('\n', ' ') || null } : {}),
    ...(/^https?:/.test(item.link ?? '') ? { url: item.link?.trim() } : {}),
    ...(isOwn(idOf(item)) ? { externalId: idOf(item) } : {}),
    ...(item.isoDate === undefined ? {} : { publishedAt: new Date(item.isoDate) }),
  }));
}

const ours = new URL('../../fixtures/feeds/', import.meta.url);
const suites = new URL('../../../../shared/conformance/feeds/', import.meta.url);
const there = existsSync(suites);
if (!there) console.warn('跳过:没有 ../shared/conformance/feeds,各读法的对照只用了自己的样例');
const filesIn = (dir: URL) => readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:xml|rss|atom)$/.test(name)).map((name) => ({ name, bytes: readFileSync(new URL(name, dir)) }));

function compareBoth(files: readonly { name: string; bytes: Uint8Array }[]): number {
  const read = files.map(({ name, bytes }) => ({ name, both: bothRead(bytes) })).filter(({ both }) => both !== null);
  for (const { name, both } of read) expect(both?.tolerant, name).toEqual(both?.strict);
  return read.length;
}

test('strict and tolerant agree on what is sound of our fixtures and awkward feeds', () => {
  const awkward = [FORMATS, WORDS, LINKS_AND_DATES, ENCODINGS].flat().map(({ name, feed }) => ({ name, bytes: typeof feed === 'string' ? Buffer.from(feed) : feed }));
  expect(compareBoth([...filesIn(ours), ...awkward])).toBeGreaterThanOrEqual(60);
});

test.skipIf(!there)('and of the conformance suites', () => {
  expect(compareBoth(filesIn(suites))).toBeGreaterThanOrEqual(300);
});

test('rss-parser reads the formats of the bench as we do', async () => {
  for (const { name, bytes } of buildCorpus(28, 3)) {
    const { malformed, feed } = await readFeed(bytes);
    expect(malformed, name).toBe(false);
    expect(feed.items, name).toMatchObject(await reference(bytes) ?? []);
    expect(feed.items, name).toHaveLength(3);
  }
});

test.skipIf(!there)('and its own suite', async () => {
  let compared = 0;
  for (const { name, bytes } of filesIn(new URL('rss-parser/', suites))) {
    const theirs = await reference(bytes);
    if (!theirs) continue;
    const { feed } = await readFeed(bytes);
    expect(feed.items, name).toHaveLength(theirs.length);
    expect(feed.items, name).toMatchObject(theirs);
    compared += 1;
  }
  expect(compared).toBeGreaterThanOrEqual(25);
});
