import { atom, entry, item, rss, type Awkward } from './make.ts';

const at = 'https://www.qinghe.example/feeds/all.xml';
const DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"';
const dated = (inner: string) => item(`<title>t</title>${inner}`);
const NINE = '2026-11-24T01:00:00.000Z';

export const LINKS_AND_DATES: Awkward[] = [
  { name: 'a chain of xml:base', hints: { url: at }, items: [{ url: 'https://blog.qinghe.example/a/b/1.html' }], feed: atom('<entry xml:base="b/"><title>t</title><link href="1.html"/></entry>', 'xml:base="https://blog.qinghe.example/a/"') },
  { name: 'an xml:base that is relative to the address', hints: { url: at }, items: [{ url: 'https://www.qinghe.example/blog/1.html' }], feed: atom('<entry><title>t</title><link xml:base="/blog/" href="1.html"/></entry>') },
  { name: 'relative links', hints: { url: at }, items: [{ url: 'https://www.qinghe.example/n/1' }, { url: 'https://www.qinghe.example/feeds/2' }, { url: 'https://cdn.example/3' }], feed: rss(item('<title>a</title><link>/n/1</link>') + item('<title>b</title><link>2</link>') + item('<title>c</title><link>//cdn.example/3</link>')) },
  { name: 'a link with white space and line ends around it', items: [{ url: 'https://www.qinghe.example/1' }], feed: rss(item('<title>t</title><link>\n   https://www.qinghe.example/1\n  </link>')) },
  { name: 'a link in CDATA', items: [{ url: 'https://www.qinghe.example/1?a=1&b=2' }], feed: rss(item('<title>t</title><link><![CDATA[https://www.qinghe.example/1?a=1&b=2]]></link>')) },
  { name: 'an empty link with an href in RSS', items: [{ url: 'https://www.qinghe.example/1' }], feed: rss(item('<title>t</title><link href="https://www.qinghe.example/1"/>')) },
  { name: 'an empty link beside a guid that is one', items: [{ url: 'https://www.qinghe.example/g' }], feed: rss(item('<title>t</title><link/><guid>https://www.qinghe.example/g</guid>')) },
  { name: 'guid: isPermaLink false', items: [{ externalId: 'https://www.qinghe.example/g', url: null }], feed: rss(item('<title>t</title><guid isPermaLink="FALSE"> https://www.qinghe.example/g </guid>')) },
  { name: 'guid: no address, whatever it says', items: [{ externalId: 'qh-1', url: null }], feed: rss(item('<title>t</title><guid isPermaLink="true">qh-1</guid>')) },
  { name: 'Atom: an id that is an address stands in for a missing link, any other does not', items: [{ url: 'https://www.qinghe.example/id' }, { url: null }], feed: atom('<entry><title>a</title><id>https://www.qinghe.example/id</id></entry><entry><title>b</title><id>tag:qinghe.example,2026:1</id></entry>') },
  { name: 'guid and another link', items: [{ externalId: 'https://www.qinghe.example/g', url: 'https://www.qinghe.example/1' }], feed: rss(item('<title>t</title><guid>https://www.qinghe.example/g</guid><link>https://www.qinghe.example/1</link>')) },
  { name: 'many links: the page is the alternate, HTML before others', items: [{ url: 'https://www.qinghe.example/page' }], feed: atom(entry('<link rel="edit" href="/e"/><link rel="alternate" type="application/json" href="https://x.example/j"/><link rel="enclosure" href="https://x.example/a.mp3"/><link rel="alternate" type="text/html" href="https://www.qinghe.example/page"/><link rel="replies" href="https://x.example/r"/>')) },
  { name: 'only links that are no pages', items: [{ url: null }], feed: atom(entry('<link rel="self" href="https://x.example/self"/><link rel="enclosure" href="https://x.example/a.mp3"/>')) },
  { name: 'an enclosure in RSS is no page', items: [{ url: null, body: '' }], feed: rss(item('<title>t</title><enclosure url="https://x.example/a.mp3" type="audio/mpeg" length="1"/>')) },
  { name: 'links that would run something', items: [{ url: null }, { url: null }], feed: rss(item('<title>a</title><link>javascript:alert(1)</link>') + item('<title>b</title><link>data:text/html,x</link>')) },
  { name: 'Chinese letters and spaces in a link', items: [{ url: 'https://www.qinghe.example/新闻/a%20b' }], feed: rss(item('<title>t</title><link>https://www.qinghe.example/新闻/a b</link>')) },
  { name: 'dc:date', items: [{ at: NINE }], feed: rss(dated('<dc:date>2026-11-24T09:00:00+08:00</dc:date>'), DC) },
  { name: 'dcterms: issued before modified', items: [{ at: NINE }], feed: rss(dated('<dcterms:modified>2026-11-25</dcterms:modified><dcterms:issued>2026-11-24T09:00:00+08:00</dcterms:issued>'), DC) },
  { name: 'a pubDate that is none gives way to the next', items: [{ at: NINE }], feed: rss(dated('<pubDate>即将公布</pubDate><dc:date>2026-11-24 09:00:00</dc:date>'), DC) },
  { name: 'dates as Chinese sites write them', items: [{ at: NINE }, { at: NINE }, { at: '2026-11-23T16:00:00.000Z', precision: 'day' }, { at: NINE }], feed: rss(['2026年11月24日 09:00', '2026-11-24 09:00:00', '2026/11/24', 'Tue, 24 Nov 2026 09:00:00 CST'].map((d) => item(`<title>清河${d}</title><pubDate>${d}</pubDate>`)).join('')) },
  { name: 'a date in odd letter case and CDATA', items: [{ at: NINE }], feed: rss(dated('<pubdate><![CDATA[ tue, 24 nov 2026 01:00:00 gmt ]]></pubdate>')) },
  { name: 'no date, one that does not exist, one without words', items: [{ at: null }, { at: null }, { at: null }], feed: rss(item('<title>a</title>') + item('<title>b</title><pubDate>Mon, 31 Feb 2026 10:00:00 GMT</pubDate>') + item('<title>c</title><pubDate/>')) },
  { name: 'Atom: published before updated, in whatever order', items: [{ at: NINE }], feed: atom(entry('<updated>2026-11-25T09:00:00Z</updated><published>2026-11-24T01:00:00Z</published>')) },
  { name: 'the channel\'s date is not the item\'s', items: [{ at: null }], feed: rss(`<pubDate>Tue, 24 Nov 2026 01:00:00 GMT</pubDate>${item('<title>t</title>')}`) },
];
