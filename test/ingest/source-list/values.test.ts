import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addressOf, kindOf, minutesOf, wordsOf, yesOrNo } from '../../../ingest/source-list/values.ts';

describe('an address', () => {
  it.each<[string, string | null]>([
    ['https://www.example.gov.cn/xwzx/', 'https://www.example.gov.cn/xwzx/'], [' http://example.gov.cn/a?b=1#top ', 'http://example.gov.cn/a?b=1'],
    ['www.example.gov.cn', 'http://www.example.gov.cn/'], ['www.example.gov.cn:8080/col1/index.html', 'http://www.example.gov.cn:8080/col1/index.html'], ['example.gov.cn?col=3', 'http://example.gov.cn/?col=3'],
    ['feed://example.gov.cn/rss', 'http://example.gov.cn/rss'], ['feed:https://example.gov.cn/rss', 'https://example.gov.cn/rss'], ['feed://https://example.gov.cn/rss', 'https://example.gov.cn/rss'],
    ['https://example.gov.cn/#/news/list', 'https://example.gov.cn/#/news/list'], ['https://清河区.example/要闻', 'https://xn--dkrr60d72a.example/%E8%A6%81%E9%97%BB'],
    ['', null], ['清河区政府网站', null], ['见附件', null], ['ftp://example.gov.cn/', null], ['javascript:alert(1)', null], ['mailto:a@example.gov.cn', null], ['a@example.gov.cn', null],
    ['http://', null], ['...', null], [`https://a.example/${'x'.repeat(5_000)}`, null], ['/index.html', null], ['D:\\网站\\index.html', null],
  ])('%s', (text, expected) => {
    expect(addressOf(text)).toBe(expected);
  });
});

test.each<[string, number | null]>([
  ['30', 30], ['30分钟', 30], ['每30分钟', 30], ['2小时', 120], ['每 2 小时', 120], ['1.5h', 90], ['1天', 1_440], ['30分钟/次', 30], ['30', 30], ['0', null], ['经常', null], ['', null], ['-5', null], ['每天', null],
])('an interval %s', (text, expected) => {
  expect(minutesOf(text)).toBe(expected);
});

test.each<[string, string]>([
  ['RSS', 'feed'], ['订阅源', 'feed'], ['RSS 源', 'feed'], ['列表页', 'page'], ['网页', 'page'], ['热搜榜', 'hotlist'], ['整站', 'site'], ['site', 'site'], ['FEED', 'feed'], ['公众号', '公众号'],
])('a kind %s', (text, expected) => {
  expect(kindOf(text)).toBe(expected);
});

test('words, by any separator, each once', () => {
  expect(wordsOf('停水、停电,路灯 ;停水\n物业|学区, 拆迁')).toEqual(['停水', '停电', '路灯', '物业', '学区', '拆迁']);
  expect(wordsOf(' 、;')).toEqual([]);
});

test('yes and no', () => {
  expect(['是', '√', 'TRUE', '1', '需要'].map(yesOrNo)).toEqual([true, true, true, true, true]);
  expect(['', '否', '×', 'false', '0', '不需要'].map(yesOrNo)).toEqual([false, false, false, false, false, false]);
  expect(yesOrNo('看情况')).toBeNull();
});

test('any text is an address or none, and an address is one that can be asked', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.array(fc.constantFrom('http:', 'feed:', '//', '.', ':', '@', '#/', '?', 'a', '中', ' ', '80'), { maxLength: 12 }).map((p) => p.join('')));
  fc.assert(fc.property(text, (any) => {
    const address = addressOf(any);
    if (address !== null) expect(new URL(address).protocol).toMatch(/^https?:$/);
    if (address !== null) expect(addressOf(address)).toBe(address);
    minutesOf(any);
    kindOf(any);
    expect(wordsOf(any).every((w) => w !== '')).toBe(true);
  }), { numRuns: 300 });
});
