import iconv from 'iconv-lite';
import { atom, item, rss, type Awkward } from './make.ts';

const said = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>`;
const words = item('<title>东风路停水通知</title><description>请居民提前储水,给您带来不便敬请谅解。</description>');
const WORDS = [{ title: '东风路停水通知', body: '请居民提前储水,给您带来不便敬请谅解。' }];
const bytes = (text: string, encoding: string, addBOM = false) => iconv.encode(text, encoding, { addBOM });
/** Cut so that half a character stands at the end. */
const halved = (text: string, encoding: string, drop: number) => {
  const all = bytes(text, encoding);
  return all.subarray(0, all.length - drop);
};
const open = '<rss version="2.0"><channel><item><title>请居民提前储水,给您带来不便敬请谅解,恢复时间另行通知';

export const ENCODINGS: Awkward[] = [
  { name: 'GB2312 said and meant', encoding: 'gb18030', items: WORDS, feed: bytes(said('GB2312') + rss(words), 'gb18030') },
  { name: 'gb2312 said in the header only', hints: { contentType: 'text/xml; charset=gb2312' }, encoding: 'gb18030', items: WORDS, feed: bytes(rss(words), 'gb18030') },
  { name: 'GBK with a character of four bytes', encoding: 'gb18030', items: [{ title: '㐂临门𠮷祥' }], feed: bytes(said('gbk') + rss(item('<title>㐂临门𠮷祥</title>')), 'gb18030') },
  { name: 'Big5', encoding: 'big5', items: [{ title: '停水通知,請儲水' }], feed: bytes(said('Big5') + rss(item('<title>停水通知,請儲水</title>')), 'big5') },
  { name: 'UTF-8 said and GBK meant', malformed: true, encoding: 'gb18030', items: WORDS, feed: bytes(said('UTF-8') + rss(words), 'gb18030') },
  { name: 'GBK said and UTF-8 meant', malformed: true, encoding: 'utf-8', items: WORDS, feed: said('gb2312') + rss(words) },
  { name: 'the header says Latin-1 over UTF-8', hints: { contentType: 'text/xml; charset=ISO-8859-1' }, malformed: true, encoding: 'utf-8', items: WORDS, feed: said('UTF-8') + rss(words) },
  { name: 'an encoding that nobody knows', malformed: true, encoding: 'utf-8', items: WORDS, feed: said('x-qinghe') + rss(words) },
  { name: 'UTF-16 with a mark, little end first', encoding: 'utf-16le', items: WORDS, feed: bytes(said('UTF-16') + rss(words), 'utf-16le', true) },
  { name: 'UTF-16 with a mark, big end first', encoding: 'utf-16be', items: WORDS, feed: bytes(said('UTF-16') + rss(words), 'utf-16be', true) },
  { name: 'UTF-16 without a mark', encoding: 'utf-16le', items: WORDS, feed: bytes(said('UTF-16LE') + rss(words), 'utf-16le') },
  { name: 'a byte order mark', encoding: 'utf-8', items: WORDS, feed: `\ufeff${said('UTF-8')}${rss(words)}` },
  { name: 'a byte order mark twice', encoding: 'utf-8', items: WORDS, feed: `\ufeff\ufeff${said('UTF-8')}${rss(words)}` },
  { name: 'cut in the middle of a UTF-8 character', malformed: true, encoding: 'utf-8', items: [{ title: '请居民提前储水,给您带来不便敬请谅解,恢复时间另行通\ufffd' }], feed: halved(said('UTF-8') + open, 'utf8', 1) },
  { name: 'cut in the middle of a GB18030 character', malformed: true, encoding: 'gb18030', items: [{ title: '请居民提前储水,给您带来不便敬请谅解,恢复时间另行通\ufffd' }], feed: halved(said('GB2312') + open, 'gb18030', 1) },
  { name: 'Windows quotation marks under Latin-1', encoding: 'windows-1252', items: [{ title: '“water” café' }], feed: bytes(said('iso-8859-1') + rss(item('<title>“water” café</title>')), 'win1252') },
  { name: 'a feed that is served as a page', hints: { contentType: 'text/html; charset=utf-8' }, encoding: 'utf-8', items: WORDS, feed: rss(words) },
  { name: 'characters by number, decimal and not', items: [{ title: '停水 😀 ’' }], feed: rss(item('<title>&#20572;&#x6c34; &#128512; &#146;</title>')) },
  { name: 'characters beyond the first plane', items: [{ title: '😀𠮷' }], feed: atom('<entry><title>😀𠮷</title></entry>') },
];
