import iconv from 'iconv-lite';
import { shanghaiIso } from '../../model/index.ts';
import { EVENT_NEWS, EVENT_POSTS, repost } from './world-event.ts';
import { NEWS } from './world-news.ts';
import type { Random } from './world-random.ts';
import { daytime, rising } from './world-times.ts';

/** One entry of the feed. */
export interface Post {
  guid: string;
  title: string;
  body: string;
  author: string;
  at: Date;
  /** Of the rising matter. */
  rising: boolean;
}

/** A fortnight of local news and forum posts, and what is written and reposted about the rising matter; newest first. */
export function makePosts(now: Date, random: Random): Post[] {
  const ordinary = random.shuffle(NEWS).map((news) => ({ ...news, at: daytime(now, random.int(14), random), rising: false }));
  const [first, report, questions] = EVENT_POSTS;
  const [bureau, inspection] = EVENT_NEWS;
  const again = (of: typeof first, nth: number) => repost(of, nth, random);
  const event = [
    first, again(first, 0), report, again(first, 1), again(first, 2), again(report, 0), again(first, 3), questions, again(report, 3),
    again(first, 4), bureau, again(questions, 0), again(report, 2), inspection, again(first, 5), again(questions, 2), again(report, 5),
  ];
  const times = rising(now, event.length);
  const voices = event.map((post, i) => ({ ...post, at: times[i] ?? now, rising: true }));
  return [...ordinary, ...voices]
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .map((post, i, { length }) => ({ ...post, guid: `qinghe-${shanghaiIso(post.at).slice(0, 10)}-${length - i}` }));
}

/** The posts as RSS 2.0 as small Chinese sites still serve it: said to be GB2312, really GB18030 (喆); every third date has no zone. */
export function feedXml(posts: Post[]): Buffer {
  const items = posts.map((post, i) => [
    '<item>',
    `<title>${escaped(post.title)}</title>`,
    `<link>http://news.qinghe.example/t/${post.guid}.html</link>`,
    `<guid isPermaLink="false">${post.guid}</guid>`,
    `<author>${escaped(post.author)}</author>`,
    `<pubDate>${i % 3 === 2 ? shanghaiIso(post.at).slice(0, 19).replace('T', ' ') : rfc822(post.at)}</pubDate>`,
    `<description><![CDATA[<p>${escaped(post.body)}</p>]]></description>`,
    '</item>',
  ].join('\n'));
  const xml = [
    '<?xml version="1.0" encoding="GB2312"?>', '<rss version="2.0">', '<channel>', '<title>清河身边事·新闻与论坛</title>',
    '<link>http://news.qinghe.example/</link>', '<description>清河市本地新闻和网友发帖（样例数据）</description>', ...items, '</channel>', '</rss>', '',
  ].join('\n');
  return iconv.encode(xml, 'gb18030');
}

/** `Tue, 24 Nov 2026 09:15:00 +0800`. */
function rfc822(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toUTCString().replace('GMT', '+0800');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
