import { describe, expect, test } from 'vitest';
import { readFeed } from '../../../ingest/feed/read.ts';
import { MAX_ITEMS } from '../../../ingest/feed/types.ts';

/** Large enough that anything quadratic outlasts the test's own time limit many times over. */
const N = 200_000;
const rss = (inner: string) => `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>${inner}</channel></rss>`;
const item = (body: string, more = '') => rss(`<item><title>t</title><description>${body}</description>${more}</item>`);

/** What each must come to: `read` (something was saved), or the code of the error. */
const documents: [name: string, xml: string, outcome: string][] = [
  ['elements without end', rss('<div>'.repeat(N)), 'FEED_BROKEN'],
  ['elements closed one by one', rss('<a>'.repeat(N) + '</a>'.repeat(N)), 'FEED_BROKEN'],
  ['the same in a text', item('<a>'.repeat(N) + '</a>'.repeat(N)), 'FEED_BROKEN'],
  ['closing tags of nothing', rss('</a>'.repeat(N)), 'read'],
  ['items without end', rss('<item><title>条'.repeat(N)), 'read'],
  ['items without number', rss('<item><title>条</title></item>'.repeat(N)), 'read'],
  ['more elements than any feed has', item('<x/>'.repeat(600_000)), 'FEED_BROKEN'],
  ['CDATA never closed, again and again', rss('<![CDATA['.repeat(N)), 'read'],
  ['comments never closed', rss('<!--'.repeat(N)), 'read'],
  ['comments before the root', `${'<!-- x -->'.repeat(N)}${rss('')}`, 'read'],
  ['instructions', '<?'.repeat(N), 'FEED_NOT_A_FEED'],
  ['entities declared and not ended', `<!DOCTYPE rss [${'<!ENTITY a "'.repeat(N)}`, 'FEED_NOT_A_FEED'],
  ['document types', '<!DOCTYPE ['.repeat(N), 'FEED_NOT_A_FEED'],
  ['names bound without end', `<rss version="2.0" ${' xmlns:a="'.repeat(N)}`, 'FEED_NOT_A_FEED'],
  ['prefixes nobody bound', rss(Array.from({ length: 20_000 }, (_, i) => `<p${i}:x/>`).join('')), 'read'],
  ['attributes', `<rss version="2.0" ${'a=b '.repeat(N)}></rss>`, 'read'],
  ['ampersands', item('&'.repeat(N)), 'read'],
  ['angle brackets', item('<'.repeat(N)), 'read'],
  ['escaped tags without end', item('x&lt;p '.repeat(N)), 'read'],
  ['HTML tags crossing', item(`<![CDATA[${'<b>'.repeat(N)}${'</i>'.repeat(N)}]]>`), 'read'],
  ['tables in tables', item(`<![CDATA[${'<table><tr><td>'.repeat(N)}]]>`), 'read'],
  ['scripts in scripts', item(`<![CDATA[${'<script>'.repeat(N)}]]>`), 'read'],
  ['HTML tags that do not end', item(`<![CDATA[${'<a "'.repeat(N)}]]>`), 'read'],
  ['HTML quotation marks that do not end', item(`<![CDATA[${'<a b="'.repeat(N)}]]>`), 'read'],
  ['HTML comments that do not end', item(`<![CDATA[${'<!--'.repeat(N)}]]>`), 'read'],
  ['HTML declarations', item(`<![CDATA[${'<!'.repeat(N)}${'</'.repeat(N)}]]>`), 'read'],
  ['HTML less-thans', item(`<![CDATA[${'< '.repeat(N)}]]>`), 'read'],
  ['references to nothing', item(`<![CDATA[${Array.from({ length: N / 2 }, (_, i) => `&x${i};`).join('')}]]>`), 'read'],
  ['references that do not end', item(`<![CDATA[${'&#'.repeat(N)}${'&amp'.repeat(N)}]]>`), 'read'],
  ['white space in a text', item(`x${' '.repeat(N)}${'&#160;'.repeat(N)}${'\n'.repeat(N)}y`), 'read'],
  ['dots', `<feed xmlns="http://www.w3.org/2005/Atom"><entry><summary>${'.'.repeat(N)}x</summary><content>y</content></entry></feed>`, 'read'],
  ['an author of signs', item('x', `<author>${'a@('.repeat(N)}</author>`), 'read'],
  ['an author of spaces', item('x', `<author>a@b${' '.repeat(N)}x</author>`), 'read'],
  ['a date of numbers', item('x', `<pubDate>${'1 '.repeat(N)}</pubDate>`), 'read'],
  ['a guid of letters', item('x', `<guid>${'g'.repeat(N)}</guid>`), 'read'],
  ['JSON in JSON', '['.repeat(N), 'FEED_BROKEN'],
  ['JSON items', `{"items":[${Array<string>(N).fill('{}').join(',')}]}`, 'read'],
  ['a page of links', `<html><head>${'<link rel="alternate" '.repeat(N)}`, 'FEED_NOT_A_FEED'],
];

describe('documents made to hurt end, in words or with what could be saved', () => {
  test.each(documents)('%s', { timeout: 20_000 }, async (_name, xml, outcome) => {
    const { ok, error, feed } = await readFeed(Buffer.from(xml));
    expect(ok ? 'read' : error?.code).toBe(outcome);
    expect(error === undefined || /[\u4e00-\u9fff]/.test(error.message)).toBe(true);
    expect(feed.items.length).toBeLessThanOrEqual(MAX_ITEMS);
    for (const { externalId, title, author, body } of feed.items) {
      expect(externalId.length).toBeLessThanOrEqual(500);
      expect((title ?? '').length).toBeLessThanOrEqual(1_000);
      expect((author ?? '').length).toBeLessThanOrEqual(300);
      expect(body.length).toBeLessThanOrEqual(1_000_100);
    }
  });
});
