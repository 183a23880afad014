import { withoutCodes } from './emoji-codes.ts';
import { withoutCalls } from './mentions.ts';

export interface OwnWords {
  /** What the poster wrote, without the people called, the chain quoted and the faces; '' where there is nothing of the kind. */
  words: string;
  /** What a person is shown: the words, or what stands there in their place (faces, 转发微博). */
  shown: string;
  /** What others had written: `//@甲:前面的话//@乙:原文`. */
  quoted: string | null;
  called: string[];
  codes: string[];
}

const AT = String.raw`[@\uff20]`;
const COLON = String.raw`\s*[:\uff1a]`;
/** Where a chain of reposts begins; not the `//` of an address. Weibo-crawler names the parts instead. */
const CHAIN = new RegExp(String.raw`(?<![:\uff1a])(?:[/\uff0f]{2}\s*${AT}|(?<![A-Za-z])RT\s*${AT})|原始用户${COLON}`, 'i');
const REASON = new RegExp(String.raw`^转发理由${COLON}\s*`);
/** `回复@某某:`, also without the @ where a space stands between; several times where a thread was copied. */
const ANSWERED = new RegExp(String.raw`^(?:回复|回覆|答复)(?:\s*${AT}\s?|\s+)[^:\uff1a\n@\uff20]{1,30}?${COLON}\s*`);
const LAYERS = 5;
/** What a platform writes for people who write nothing. */
const WORDLESS = /^(?:转发微博|轉發微博|快转微博|转发|转|repost|rt|retweet|分享图片|分享视频|发表了图片评论|图片评论|评论配图|查看图片)[.\u3002!\uff01\s]*$/i;
/** What a platform writes where something was taken away. */
const GONE = /^(?:抱歉[,\uff0c]?\s*)?(?:该|此|本条|这条|原)?(?:条)?(?:评论|留言|回复|跟帖|微博|内容|帖子|动态)(?:内容)?已(?:经)?(?:被)?(?:作者|用户|发布者|楼主|平台|管理员|系统)?(?:删除|屏蔽|折叠|隐藏|下架|移除)(?:[.\u3002!\uff01\s]*|[,\uff0c][^\n]{0,20})$|^(?:deleted|\[deleted\]|\[removed\])$/i;
const LEFTOVER = /(?:\s+(?:评论配图|查看图片|查看动图)|(?:展开c|收起全文d|收起d))\s*$/;

/**
 * The poster's own words of a comment or a repost.
 *
 * @example ownWords('回复@小李:我家也停了[泪]//@乙:清河停水') // → words '我家也停了', quoted '//@乙:清河停水', codes ['[泪]']
 * @example ownWords('转发微博')                              // → words '', shown '转发微博'
 */
export function ownWords(text: string): OwnWords {
  const at = CHAIN.exec(text)?.index ?? -1;
  const quoted = at < 0 ? null : text.slice(at).trim();
  let own = (at < 0 ? text : text.slice(0, at)).replace(REASON, '').replace(LEFTOVER, '').trim();
  for (let layer = 0; layer < LAYERS && ANSWERED.test(own); layer += 1) own = own.replace(ANSWERED, '');
  const calls = withoutCalls(own);
  const bare = withoutCodes(calls.text);
  // Codes between the words and a name: the name is at the edge only once they are gone.
  const again = bare.codes.length > 0 ? withoutCalls(bare.text) : { text: bare.text, called: [] };
  const called = [...calls.called, ...again.called];
  const hasWords = /[\p{L}\p{N}]/u.test(again.text) && !WORDLESS.test(again.text) && !GONE.test(again.text);
  const words = hasWords ? again.text : '';
  return { words, shown: words || own || (quoted === null ? text.trim() : '转发'), quoted, called, codes: bare.codes };
}
