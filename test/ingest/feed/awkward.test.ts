import { describe, expect, test } from 'vitest';
import { readFeed } from '../../../ingest/feed/read.ts';
import { BROKEN } from './awkward/broken.ts';
import { ENCODINGS } from './awkward/encodings.ts';
import { FORMATS } from './awkward/formats.ts';
import { LINKS_AND_DATES } from './awkward/links-dates.ts';
import type { Awkward } from './awkward/make.ts';
import { WORDS } from './awkward/words.ts';

describe.each([['formats', FORMATS], ['words', WORDS], ['links and dates', LINKS_AND_DATES], ['broken', BROKEN], ['encodings', ENCODINGS]])('%s', (_, feeds) => {
  test.each(feeds)('$name', async ({ feed: source, hints, malformed = false, encoding, title, link, items }: Awkward) => {
    const read = await readFeed(typeof source === 'string' ? Buffer.from(source) : source, hints);
    expect(read).toMatchObject({ ok: true, malformed, ...(encoding === undefined ? {} : { encoding }) });
    if (title !== undefined) expect(read.feed.title).toBe(title);
    if (link !== undefined) expect(read.feed.link).toBe(link);
    expect(read.feed.items).toMatchObject(items.map(({ at, ...rest }) => ({ ...rest, ...(at === undefined ? {} : { publishedAt: at === null ? null : new Date(at) }) })));
  });
});
