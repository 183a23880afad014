import { atom, entry, item, PROLOG, rss, type Awkward } from './make.ts';

const RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';
const light = item('<title>路灯不亮</title><link>https://www.qinghe.example/1</link><description>三天了</description>');
const LIGHT = { title: '路灯不亮', url: 'https://www.qinghe.example/1', body: '三天了' };

export const FORMATS: Awkward[] = [
  {
    name: 'RSS 0.90: RDF with Netscape names', title: '清河', link: 'https://www.qinghe.example/', items: [LIGHT],
    feed: `<rdf:RDF ${RDF} xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>清河</title><link>https://www.qinghe.example/</link></channel>${light}</rdf:RDF>`,
  },
  {
    name: 'RSS 0.91 with the document type of Netscape, which is never fetched', title: '清河', items: [LIGHT],
    feed: `${PROLOG}<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>清河</title>${light}</channel></rss>`,
  },
  { name: 'RSS 0.92', title: '清河', items: [{ title: null, body: '没有标题的一条' }], feed: '<rss version="0.92"><channel><title>清河</title><item><description>没有标题的一条</description></item></channel></rss>' },
  {
    name: 'RSS 1.0: the address of an item stands in rdf:about only', items: [{ externalId: 'https://www.qinghe.example/r/1', url: 'https://www.qinghe.example/r/1', title: '供热检修', at: '2026-11-20T02:00:00.000Z' }],
    feed: `<rdf:RDF ${RDF} xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>t</title></channel><item rdf:about="https://www.qinghe.example/r/1"><title>供热检修</title><dc:date>2026-11-20T10:00:00+08:00</dc:date></item></rdf:RDF>`,
  },
  { name: 'RSS 1.0 whose elements have the prefix', title: '清河', items: [LIGHT], feed: `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://purl.org/rss/1.0/"><s:channel><s:title>清河</s:title></s:channel><s:item><s:title>路灯不亮</s:title><s:link>https://www.qinghe.example/1</s:link><s:description>三天了</s:description></s:item></r:RDF>` },
  { name: 'RSS without a version', title: '清河', items: [LIGHT], feed: `<rss><channel><title>清河</title>${light}</channel></rss>` },
  { name: 'RSS in a namespace of its own', title: '清河', items: [LIGHT], feed: `<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel><title>清河</title>${light}</channel></rss>` },
  { name: 'RSS in a namespace nobody knows', title: '清河', items: [LIGHT], feed: `<rss version="2.0" xmlns="urn:unknown"><channel><title>清河</title>${light}</channel></rss>` },
  { name: 'a default namespace declared late, on the item', title: '清河', items: [{ title: '路灯不亮', body: '三天了' }], feed: rss('<item xmlns="http://purl.org/rss/1.0/"><title>路灯不亮</title><description>三天了</description></item>') },
  { name: 'items beside the channel', title: '清河', items: [LIGHT], feed: `<rss version="2.0"><channel><title>清河</title></channel>${light}</rss>` },
  { name: 'no channel at all', items: [LIGHT], feed: `<rss version="2.0">${light}</rss>` },
  { name: 'an empty feed that is sound', title: '清河', link: 'https://www.qinghe.example/', items: [], feed: rss('') },
  { name: 'upper-case names', title: '清河', items: [{ title: '路灯不亮' }], feed: '<RSS version="2.0"><CHANNEL><TITLE>清河</TITLE><ITEM><TITLE>路灯不亮</TITLE></ITEM></CHANNEL></RSS>' },
  {
    name: 'Atom words inside RSS', items: [{ externalId: 'urn:1', title: '路灯', url: 'https://www.qinghe.example/a', at: '2026-11-24T01:00:00.000Z', body: '摘要' }],
    feed: rss(item('<a:id>urn:1</a:id><title>路灯</title><a:link href="https://www.qinghe.example/a"/><a:published>2026-11-24T01:00:00Z</a:published><a:summary>摘要</a:summary>'), 'xmlns:a="http://www.w3.org/2005/Atom"'),
  },
  { name: 'the atom:link of the feed itself is not its page', link: 'https://www.qinghe.example/', items: [], feed: rss('<atom:link rel="self" type="application/rss+xml" href="https://www.qinghe.example/rss.xml"/>', 'xmlns:atom="http://www.w3.org/2005/Atom"') },
  { name: 'Atom 1.0 under a prefix', title: '清河', items: [{ externalId: 'urn:1', title: '路灯', body: '正文' }], feed: '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>清河</a:title><a:entry><a:id>urn:1</a:id><a:title>路灯</a:title><a:content>正文</a:content></a:entry></a:feed>' },
  {
    name: 'Atom 0.3: issued, modified, modes', items: [{ title: '路灯 <b>', at: '2026-11-19T01:00:00.000Z', body: '正文' }],
    feed: '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>t</title><entry><title mode="escaped" type="text/plain">路灯 &lt;b&gt;</title><issued>2026-11-19T09:00:00+08:00</issued><modified>2026-11-20T09:00:00+08:00</modified><content type="text/html" mode="escaped">&lt;p&gt;正文&lt;/p&gt;</content></entry></feed>',
  },
  { name: 'Atom without its namespace', title: '清河', items: [{ title: '路灯', body: '正文' }], feed: '<feed><title>清河</title><entry><title>路灯</title><content>正文</content></entry></feed>' },
  { name: 'an Atom namespace written with https and a slash', items: [{ title: '路灯', body: '正文' }], feed: '<feed xmlns="https://www.w3.org/2005/Atom/"><entry><title>路灯</title><content>正文</content></entry></feed>' },
  { name: 'Atom in base64', items: [{ body: '停水通知' }], feed: atom(entry(`<content type="application/octet-stream">${Buffer.from('停水通知').toString('base64')}</content>`)) },
  { name: 'Atom: an entry carries its source, whose words are not its own', items: [{ title: '路灯', body: '正文' }], feed: atom(entry('<source><title>别家</title><id>urn:other</id></source><content>正文</content>')) },
  {
    name: 'JSON Feed 1.0: one author, a number for an id', title: '清河', link: 'https://www.qinghe.example/', items: [{ externalId: '7', author: '老张', body: '三天没亮', at: '2026-11-24T00:00:00.000Z' }],
    feed: JSON.stringify({ version: 'https://jsonfeed.org/version/1', title: '清河', home_page_url: 'https://www.qinghe.example/', items: [{ id: 7, author: { name: '老张' }, content_html: '<p>三天没亮</p>', date_published: '2026-11-24T08:00:00+08:00' }] }),
  },
  {
    name: 'JSON Feed 1.1 after a byte order mark, with nulls and strange members', items: [{ externalId: 'a', title: null, author: '甲、乙', body: '只有文字 <b>' }],
    feed: `\ufeff${JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: null, items: [null, 3, { id: 'a', title: null, authors: [{ name: '甲' }, null, { name: '乙' }], content_text: '只有文字 <b>', tags: { a: 1 } }] })}`,
  },
];
