import { atom, entry, item, PROLOG, rss, type Awkward } from './make.ts';

const two = item('<title>第一条</title><description>一</description>') + item('<title>第二条</title><description>二</description>');
const BOTH = [{ title: '第一条', body: '一' }, { title: '第二条', body: '二' }];
const whole = `${PROLOG}${rss(two)}`;
const malformed = true;

export const BROKEN: Awkward[] = [
  { name: 'broken off in the middle of an item', malformed, items: [{ title: '第一条', body: '一' }, { title: '第二' }], feed: whole.slice(0, whole.indexOf('第二') + 2) },
  { name: 'broken off in the middle of a tag', malformed, items: [{ title: '第一条', body: '一' }, { title: null, body: '' }], feed: whole.slice(0, whole.lastIndexOf('<title') + 4) },
  { name: 'broken off in the middle of CDATA', malformed, items: [{ title: 't', body: '说到这里' }], feed: `${PROLOG}<rss version="2.0"><channel><item><title>t</title><description><![CDATA[<p>说到这里` },
  { name: 'broken off in the middle of an entity', malformed, items: [{ title: '甲 &am' }], feed: '<rss version="2.0"><channel><item><title>甲 &am' },
  { name: 'blank lines before the prolog', malformed, items: BOTH, feed: `\n\n  ${whole}` },
  { name: 'blank lines before the root, without a prolog', items: BOTH, feed: `\n\n  ${rss(two)}` },
  { name: 'warnings of PHP before the prolog', malformed, items: BOTH, feed: `<br />\n<b>Warning</b>:  Cannot modify header information in <b>/www/a.php</b> on line <b>2</b><br />\n${whole}` },
  { name: 'words after the end', malformed, items: BOTH, feed: `${whole}\n<!-- 0.1s -->内存不足` },
  { name: 'two documents one after the other', malformed, items: [...BOTH, ...BOTH], feed: rss(two).replace('</channel></rss>', '') + whole },
  { name: 'closing tags in the wrong order', malformed, items: BOTH, feed: rss(two).replace('</title><description>一</description>', '</title><description>一</title></description>') },
  { name: 'items that forgot to end', malformed, items: BOTH, feed: `<rss version="2.0"><channel>${two.replaceAll('</item>', '')}</channel></rss>` },
  { name: 'a title that forgot to end', malformed, items: BOTH, feed: rss(two.replace('第一条</title>', '第一条')) },
  { name: 'an attribute without quotation marks, one without a value, one twice', malformed, items: [{ url: 'https://x.example/1' }], feed: atom(entry('<link rel=alternate hidden href="https://x.example/1" href="https://x.example/2"/>')) },
  { name: 'a prefix that nobody bound', malformed, items: [{ author: '记者甲', body: '全文' }], feed: rss(item('<title>t</title><dc:creator>记者甲</dc:creator><content:encoded>全文</content:encoded>')) },
  { name: 'control characters', malformed, items: [{ title: '停水通知' }], feed: rss(item('<title>停\u0001水\u001f通\u000b知</title>')) },
  { name: 'control characters by number', malformed, items: [{ title: '停水' }], feed: rss(item('<title>停&#2;水&#31;</title>')) },
  { name: 'a comment with two dashes', malformed, items: BOTH, feed: `<!-- a -- b -->${rss(two)}` },
  { name: 'a prolog in the middle', malformed, items: BOTH, feed: `<!-- cache -->${whole}` },
  { name: 'NUL in the middle', malformed, items: [{ title: '停水' }], feed: rss(item('<title>停\0水</title>')) },
];
