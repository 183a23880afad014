import { YuqingError } from '../../model/index.ts';
import { decodeBytes, type DecodeMark } from '../decode.ts';
import type { Article } from './types.ts';
import { extract } from './extract.ts';
import type { NoArticle } from './verdict.ts';

export interface ReadPage {
  /** An article was found. */
  ok: boolean;
  /** Lower case, as `decodeBytes` names it. */
  encoding: string;
  marks: DecodeMark[];
  article: Article;
  /** Why there is no article: `PAGE_NO_ARTICLE`. */
  error?: YuqingError;
}

export interface PageHints {
  /** The Content-Type header the bytes came with. */
  contentType?: string;
  /** Where they came from: an address may carry the day. */
  url?: string;
  now: Date;
}

/** Bytes of a web page to its article: decode → extract. Never throws for bad content; what holds no article says so in `error`. */
export function readPage(bytes: Uint8Array, { contentType, url, now }: PageHints): ReadPage {
  const { text, encoding, marks } = decodeBytes(bytes, { kind: 'html', contentType });
  const { article, why } = extract(text, { now, ...(url === undefined ? {} : { url }) });
  if (why === null) return { ok: true, encoding, marks, article };
  const [message, remedy] = WORDS[why];
  return { ok: false, encoding, marks, article, error: new YuqingError('PAGE_NO_ARTICLE', message, remedy) };
}

const WORDS: Record<NoArticle, [message: string, remedy: string]> = {
  gone: ['页面说内容不存在或已删除', '请核对网址;对方已撤下的,无须再读'],
  login: ['页面要求登录后才能查看', '请改用无须登录的公开网址'],
  list: ['这是一个列表页,不是文章', '请填文章的网址,或把它登记为列表信源'],
  script: ['页面的内容由脚本加载,源码里没有正文', '请在该信源设 render: true,用浏览器打开后再读'],
  empty: ['页面里没有找到文章正文', '请核对网址;正文由脚本加载的,在该信源设 render: true'],
};
