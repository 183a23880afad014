import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../ingest/page/read.ts';
import { lettersOf } from '../../ingest/page/same.ts';

const pages = new URL('../../../shared/data/pages/', import.meta.url);
const present = existsSync(pages);
if (!present) console.warn('跳过真实网页的核对:找不到 ../shared/data/pages');

/** The day after the page that says 昨天. */
const now = new Date('2019-09-08T12:00:00Z');

/**
 * What a person found on each of the 31 pages. Their words are other people's and not kept here: hashes of the title's letters and
 * of the body's first and last twelve characters, its lines and characters, and the date on Shanghai's wall clock.
 */
const FACTS: [file: string, title: string, lines: number, characters: number, begins: string, ends: string, date: string | null][] = [
  ['163-1.html', '89ba0b993bfd', 31, 4206, 'b6f00080', 'd914a455', '2019-09-07 13:43:45'],
  ['163-3.html', '7fa4503cf221', 30, 2438, '6465f494', '1863e250', '2019-09-08 00:20:15'],
  ['163-4.html', '8e8ab5dcad0b', 40, 3973, '5041f5e8', '56bda989', '2019-09-07 19:53:27'],
  ['163-7.html', '5445946f2e42', 8, 756, 'd37cdae8', '2b59c179', '2019-11-25 11:01:53'],
  ['163-9.html', '451c7560b488', 54, 1122, '610b7850', '1e71ab25', '2019-05-17'],
  ['baijiahao-2.html', 'a5eb8ac32896', 4, 301, '8fae5cb5', '71e335b0', '2019-09-30 22:46:13'],
  ['baijiahao-4.html', 'b703f2a31eaa', 16, 2003, 'c2264150', '7f9254ab', '2020-01-14 17:58:59'],
  ['cjn-1.html', '2f104484a78c', 25, 1200, '998f1ccd', '8213b7b4', '2020-10-04 20:30'],
  ['ednchina-1.html', '48af8c15d55b', 25, 1899, '1e44caf2', '6d04f1d0', '2019-09-25'],
  ['gamersky-gamersky.html', 'c4973b5ecc8e', 7, 404, '38513c77', 'a4cafd28', '2019-09-05 11:10:52'],
  ['guancha-3.html', '1490ed78060c', 6, 452, '79753f5a', '908b805f', '2019-09-09 19:32:27'],
  ['guancha-guancha.html', '5efd7bb501bb', 10, 1369, '319a8f74', '41824bd3', '2019-09-07 09:25:09'],
  ['hexun-1.html', 'ca4c502a23ad', 1, 114, '3b153408', '377696c8', '2019-09-26 10:56:28'],
  ['huanqiu-1.html', '659ab76bbffb', 47, 3043, 'c9280550', '34faaca4', '2020-06-05 20:35'],
  ['ifeng-2.html', '7ae3a6b7deb2', 86, 4793, 'fb5efcbf', '3eca55ed', '2019-09-09 18:13:22'],
  ['ifeng-3.html', '880fdfdac4c6', 11, 1187, '4a9ce1d1', '7a3b7b55', '2020-09-11 18:05'],
  ['mingridapan-1.html', '0e6aa5a5b1b9', 1, 132, '7afa0c30', '29d5f976', '2019-09-26 10:09:11'],
  ['other-1.html', 'e15c588d1d6f', 2, 233, '15714cb7', '900b1316', '2007-08-20'],
  ['readhub-readhub.html', '307ff1a422c1', 1, 189, '0d9d4af1', '13f14ea0', '2019-09-07'],
  ['shanxi-1.html', 'c6a094f404fa', 9, 1014, '1d3315b4', 'e6538d3c', '2019-09-18 06:23'],
  ['sina-2.html', '33fe4017da44', 3, 216, '53f353ba', '6cd67892', '2018-12-28 19:55'],
  ['sina-5.html', '2a4a920ad190', 6, 407, 'b3a6d3f4', 'cf08d8b0', '2019-10-23 09:05'],
  ['stcn-1.html', 'fa43b4d2e2e1', 1, 208, '47ccc0df', '7806402f', '2019-09-26 12:11'],
  ['sxmu-1.html', '7f6a5d93d8d4', 174, 9125, '7a0e4712', '26a58a5d', '2018-05-17'],
  ['thepaper-2.html', 'ae4c1b32f9cd', 60, 1384, '74d2307b', '900d8a7b', '2019-08-13 14:07'],
  ['toutiao-2.html', '60b49bc8a585', 10, 1002, '718b4bed', '9c6e6957', '2019-09-08 11:42:03'],
  ['toutiao-3.html', '46fc452cc9ef', 41, 3552, '43ba2a9f', 'aa1d0772', '2019-09-09 16:01:46'],
  ['toutiao-toutiao.html', '4c79b6dae979', 5, 377, 'c0aa1edc', 'd9b06e2f', '2019-09-04 22:18:34'],
  ['xds-1.html', '99d8eabe15ea', 29, 1600, '4c8bf57e', 'eead81ed', '2019-09-26 15:10'],
  ['zsnews-1.html', '703c5307e41e', 3, 405, '639853c2', 'a648d81d', '2019-03-06'],
  ['zyyfy-1.html', '8d6ed9151326', 5, 598, 'ac9dd14c', 'a142c63e', '2019-10-31 23:00'],
];

/** What must be in no body. */
const AROUND = /责任编辑|相关阅读|推荐阅读|热门新闻|扫一扫|分享到|上一篇|版权所有|ICP备|点击进入专题/;

const hash = (text: string, length: number) => createHash('sha256').update(text).digest('hex').slice(0, length);

describe.skipIf(!present)('the 31 real pages', () => {
  it.each(FACTS)('%s', (file, title, lines, characters, begins, ends, date) => {
    const { ok, article } = readPage(readFileSync(new URL(file, pages)), { now });
    const { body, publishedAt, precision } = article;
    const clock = publishedAt && new Date(publishedAt.getTime() + 8 * 3_600_000).toISOString().replace('T', ' ').slice(0, { second: 19, minute: 16, day: 10 }[precision]);
    expect({ ok, title: hash(lettersOf(article.title ?? ''), 12), lines: body.split('\n').length, begins: hash(body.slice(0, 12), 8), ends: hash(body.slice(-12), 8), date: clock })
      .toEqual({ ok: true, title, lines, begins, ends, date });
    expect(Math.abs(body.length - characters)).toBeLessThanOrEqual(0.02 * characters);
    expect(AROUND.exec(body)).toBeNull();
  });
});
