import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { htmlToText } from '../../ingest/feed/html-text.ts';
import { readFeed, type ReadFeed } from '../../ingest/feed/read.ts';
import { compareFacts, contentTypeOf, type FeedCase } from './feed-facts.ts';

const suites = new URL('../../../shared/conformance/feeds/', import.meta.url);
const present = existsSync(suites);
if (!present) console.warn('跳过订阅源的公共案例:找不到 ../shared/conformance/feeds');
const open = (path: string) => readFileSync(new URL(path, suites));

/** The page of disagreements, each with its reason; it must list what the suite shows and nothing else. */
const listed = readFileSync(new URL('../../docs/feed-conformance.md', import.meta.url), 'utf8');

describe.skipIf(!present)('feedparser suite', async () => {
  const { cases } = present ? JSON.parse(open('feedparser/cases.json').toString()) as { cases: FeedCase[] } : { cases: [] };
  const results: { one: FeedCase; read: ReadFeed }[] = [];
  for (const one of cases) {
    const contentType = contentTypeOf(one);
    results.push({ one, read: await readFeed(open(`feedparser/${one.path}`), contentType === undefined ? {} : { contentType }) });
  }
  const facts = results.flatMap(({ one, read }) => compareFacts(one, read).map((fact) => ({ ...fact, path: one.path })));

  it('has 369 feeds and 144 facts on what we give out; at least 143 agree', () => {
    expect(results).toHaveLength(369);
    expect(facts).toHaveLength(144);
    expect(facts.filter((f) => f.agrees).length).toBeGreaterThanOrEqual(143);
  });

  it('every disagreement is explained in docs/feed-conformance.md', () => {
    for (const fact of facts.filter((f) => !f.agrees)) expect(listed).toContain(`\`${fact.path}\``);
  });

  it('finds all the broken feeds and calls no sound one broken', () => {
    const broken = results.filter(({ one }) => one.facts?.['bozo'] === true);
    const sound = results.filter(({ one }) => one.facts?.['bozo'] === false);
    expect([broken.length, sound.length]).toEqual([10, 339]);
    expect(broken.filter(({ read }) => !read.malformed).map(({ one }) => one.path)).toEqual([]);
    expect(sound.filter(({ read }) => read.malformed).map(({ one }) => one.path)).toEqual([]);
  });
});

interface Pair {
  input: string;
  feed_title: string | null;
  items: number;
  first?: { title?: string; link?: string; isoDate?: string; guid?: string; id?: string };
  last_title?: string | null;
}

describe.skipIf(!present)('rss-parser suite', () => {
  const { pairs } = present ? JSON.parse(open('rss-parser/pairs.json').toString()) as { pairs: Pair[] } : { pairs: [] };
  const files = pairs.map((pair) => ({ ...pair, file: `rss-parser/${pair.input.split('/').at(-1)}` }));

  it('28 of its 29 inputs are there', () => {
    expect(files.filter(({ file }) => !existsSync(new URL(file, suites))).map(({ file }) => file)).toEqual(['rss-parser/giantbomb-podcast.rss']);
  });

  it.each(files.filter(({ file }) => existsSync(new URL(file, suites))))('$file', async ({ file, feed_title: title, items, first = {}, last_title: last }) => {
    const { ok, feed } = await readFeed(open(file));
    // Its texts keep white space, markup and (uolNoticias) the bytes it could not read; its links stay relative.
    const text = (value: string | null | undefined) => htmlToText(value ?? '').replaceAll('\n', ' ').replace(/[\ufffd\u0080-\uffff]/g, '?');
    const [item] = feed.items;
    expect(ok).toBe(true);
    expect({ title: text(feed.title), items: feed.items.length, first: text(item?.title), last: text(feed.items.at(-1)?.title) })
      .toEqual({ title: text(title), items, first: text(first.title), last: text(last) });
    if (first.link !== undefined) expect(item?.url?.endsWith(first.link.trim())).toBe(true);
    if (first.isoDate !== undefined) expect(item?.publishedAt?.toISOString()).toBe(first.isoDate);
    const id = first.guid ?? first.id;
    if (id !== undefined) expect(item?.externalId).toBe(id.trim());
  });
});
