import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildCorpus } from '../../../bench/feed-corpus.ts';
import { decodeBytes } from '../../../ingest/decode.ts';
import { htmlToText } from '../../../ingest/feed/html-text.ts';
import { readFeed } from '../../../ingest/feed/read.ts';
import { parseFeedDate } from '../../../ingest/times.ts';

const dir = new URL('../../fixtures/feeds/', import.meta.url);
const fixtures = readdirSync(dir).map((name) => readFileSync(new URL(name, dir)));
const contentTypes = fc.constantFrom(undefined, 'text/xml', 'text/xml; charset=gb2312', 'application/xml; charset=utf-16', 'x; charset=nonsense');

/** Whatever comes in, what goes out can be stored: whole characters, no NUL, real links, real instants, a key for each. */
async function holds(bytes: Uint8Array, contentType: string | undefined) {
  const { ok, error, malformed, feed } = await readFeed(bytes, contentType === undefined ? {} : { contentType });
  expect(ok).toBe(error === undefined);
  if (!ok) expect(malformed).toBe(true);
  for (const item of feed.items) {
    expect(item.externalId).not.toBe('');
    for (const text of [item.externalId, item.title ?? '', item.body, item.author ?? '', item.url ?? '']) {
      expect(text.isWellFormed()).toBe(true);
      expect(text).not.toContain('\0');
    }
    expect(item.url === null || /^https?:\/\//i.test(item.url)).toBe(true);
    expect(Number.isNaN(item.publishedAt?.getTime() ?? 0)).toBe(false);
  }
}

test('any bytes', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), contentTypes, holds), { numRuns: 500 });
});

test('our fixtures, cut, overwritten and spliced', async () => {
  const mutated = fc.record({
    base: fc.constantFrom(...fixtures), other: fc.constantFrom(...fixtures), cut: fc.double({ min: 0, max: 1, noNaN: true }),
    edits: fc.array(fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('<>&"\'/![]?-=: ')))), { maxLength: 20 }), splice: fc.boolean(),
  }).map(({ base, other, cut, edits, splice }) => {
    const at = Math.floor(base.length * cut);
    const bytes = splice ? Buffer.concat([base.subarray(0, at), other, base.subarray(at)]) : Buffer.from(base.subarray(0, at));
    for (const [where, what] of edits) if (bytes.length > 0) bytes[where % bytes.length] = what;
    return bytes;
  });
  await fc.assert(fc.asyncProperty(mutated, contentTypes, holds), { numRuns: 500 });
});

/** What happens to feeds on their way, by hand or by accident, to one of real shape. */
type Mishap = (text: string, where: number) => string;
const spliced = (text: string, at: number, inner: string) => text.slice(0, at) + inner + text.slice(at);
const tagAt = (text: string, where: number) => {
  const less = text.indexOf('<', where);
  const greater = text.indexOf('>', less);
  return less < 0 || greater < 0 ? null : { less, end: greater + 1 };
};
const MISHAPS: Mishap[] = [
  (text, where) => text.slice(0, where),
  (text, where) => text.slice(where),
  (text, where) => {
    const tag = tagAt(text, where);
    return tag ? spliced(text, tag.less, text.slice(tag.less, tag.end)) : text;
  },
  (text, where) => {
    const tag = tagAt(text, where);
    return tag ? text.slice(0, tag.less) + text.slice(tag.end) : text;
  },
  (text, where) => spliced(text, where, '<div>'.repeat(300)),
  (text, where) => spliced(text, where, `${'<b>'.repeat(150)}深${'</b>'.repeat(150)}`),
  (text, where) => spliced(text, where, '&a;&nbsp;&#0;&'.repeat(20)),
  (text, where) => spliced(text, where, ['<![CDATA[', ']]>', '<!--', '-->', '<?x', '\ufeff', '\u0000', '<!DOCTYPE x ['][where % 8]!),
  (text) => `<!DOCTYPE rss [<!ENTITY a "${'哈'.repeat(900)}"><!ENTITY b "&a;&a;&a;">]>${text.replaceAll('。', '。&a;&b;')}`,
];

test('feeds of real shape, in every format and encoding, after one mishap or several', async () => {
  const corpus = buildCorpus(28, 4);
  const mishaps = fc.array(fc.tuple(fc.constantFrom(...MISHAPS), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 4 });
  await fc.assert(fc.asyncProperty(fc.constantFrom(...corpus), mishaps, fc.boolean(), async ({ bytes, contentType }, each, latin) => {
    // As Latin-1 the bytes themselves are cut, characters or not.
    const encoding = latin ? 'latin1' : 'utf8';
    let text = Buffer.from(bytes).toString(encoding);
    for (const [mishap, share] of each) text = mishap(text, Math.floor(text.length * share));
    const broken = Buffer.from(text, encoding);
    await holds(broken, contentType);
    const { feed } = await readFeed(broken, { contentType });
    const given = feed.items.reduce((n, item) => n + item.body.length + (item.title ?? '').length, 0);
    expect(given).toBeLessThanOrEqual(broken.length + 1_100_000);
  }), { numRuns: 300 });
});

test('feeds made of any texts', async () => {
  const word = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('&nbsp;', '<p>', ']]>', '<![CDATA[', '<item>', '</item>', '&#0;', 'javascript:alert(1)', '2026年11月24日'));
  const element = fc.tuple(fc.constantFrom('title', 'link', 'guid', 'pubDate', 'author', 'description', 'dc:date', 'content:encoded', 'item', 'link/'), word).map(([name, text]) => `<${name}>${text}</${name}>`);
  const feeds = fc.array(fc.array(element, { maxLength: 6 }), { maxLength: 4 }).map((items) => Buffer.from(`<rss version="2.0"><channel>${items.map((i) => `<item>${i.join('')}</item>`).join('')}</channel></rss>`));
  await fc.assert(fc.asyncProperty(feeds, contentTypes, holds), { numRuns: 500 });
});

test('any JSON', async () => {
  const json = fc.oneof(fc.json(), fc.array(fc.dictionary(fc.constantFrom('id', 'url', 'title', 'content_html', 'date_published', 'authors', 'summary'), fc.jsonValue()), { maxLength: 4 }).map((items) => JSON.stringify({ items })));
  await fc.assert(fc.asyncProperty(json.map((text) => Buffer.from(text)), contentTypes, holds), { numRuns: 300 });
});

test('decoding, HTML and dates take any text', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), contentTypes, (bytes, contentType) => {
    expect(typeof decodeBytes(bytes, contentType === undefined ? {} : { contentType }).text).toBe('string');
  }), { numRuns: 500 });
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (html) => {
    const text = htmlToText(html);
    expect(text).toBe(text.trim());
    expect(text.isWellFormed()).toBe(true);
  }), { numRuns: 500 });
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9年月日:/ ,.+\-TZ]{0,30}$/)), (text) => {
    const date = parseFeedDate(text);
    expect(date === null || !Number.isNaN(date.getTime())).toBe(true);
  }), { numRuns: 2_000 });
});

test('a date written by the house is read back, in every form', () => {
  fc.assert(fc.property(fc.date({ min: new Date('1970-01-01'), max: new Date('2068-01-01'), noInvalidDate: true }), (at) => {
    const whole = new Date(Math.floor(at.getTime() / 1_000) * 1_000);
    for (const form of [whole.toISOString(), whole.toUTCString(), `${whole.toISOString().slice(0, 19).replace('T', ' ')} +0000`]) expect(parseFeedDate(form)).toEqual(whole);
  }));
});
