import { LINK_NAMES, type Fields } from './fields.ts';
import { MAX_URL } from './types.ts';

/** Lists that name no page: where their own site shows the topic. */
const SEARCHES: [RegExp, (title: string) => string][] = [
  [/(?:^|\.)weibo\.c(?:om|n)$/, (title) => `https://s.weibo.com/weibo?q=${encodeURIComponent(`#${title}#`)}`],
  [/(?:^|\.)bilibili\.com$/, (title) => `https://search.bilibili.com/all?keyword=${encodeURIComponent(title)}`],
  [/(?:^|\.)douyin\.com$/, (title) => `https://www.douyin.com/search/${encodeURIComponent(title)}`],
  [/(?:^|\.)baidu\.com$/, (title) => `https://www.baidu.com/s?wd=${encodeURIComponent(title)}`],
];

/**
 * The entry's page: its own link, made absolute; else its site's search for the title; else null. Zhihu's links to its
 * own interface become those to the question.
 */
export function linkOf(fields: Fields, title: string, at: string | undefined, given?: unknown): string | null {
  for (const value of given === undefined ? LINK_NAMES.map((name) => fields.get(name)) : [given]) {
    const url = typeof value === 'string' ? absolute(value, at) : null;
    if (url !== null) return url;
  }
  const host = at !== undefined && URL.canParse(at) ? new URL(at).hostname : '';
  const search = SEARCHES.find(([hosts]) => hosts.test(host))?.[1](title);
  return search !== undefined && search.length <= MAX_URL ? search : null;
}

function absolute(value: string, at: string | undefined): string | null {
  const text = value.trim();
  if (text === '' || !URL.canParse(text, at)) return null;
  const url = new URL(text, at);
  if (!/^https?:$/.test(url.protocol) || url.href.length > MAX_URL) return null;
  return url.href.replace(/^https?:\/\/api\.zhihu\.com\/questions\/(\d+)$/, 'https://www.zhihu.com/question/$1');
}
