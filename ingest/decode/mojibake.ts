import iconv from 'iconv-lite';
import { countBeyondAscii, countReplaced } from './bytes-to-text.ts';

/** U+FFFD in UTF-8, read as GBK: the best known sign of a text spoiled before it reached us. */
const SPOILED = /锟斤拷|烫烫烫|屯屯屯/;
/** UTF-8 Chinese read as Latin-1 and written out again: `æµ‹è¯•` for 测试. */
const DOUBLE = /[\u00e3-\u00e9][\u0080-\u00bf\u0152-\u0178\u02c6-\u2122][\u0080-\u00bf\u0152-\u0178\u02c6-\u2122]/g;
/** UTF-8 Chinese read as GBK and written out again (`娴嬭瘯` for 测试) has some of these, which nobody writes. */
const HALVES = /[鍙鐨鏄鍦鎴鏈锛銆鑰鍒绔璇鐢閫鏂鏃鍥鍚瀛绋鍏鑳鍔鎹浠瑕姹鐞嬭瘯]/;
/** Characters looked at. */
const SAMPLE = 20_000;

/**
 * Whether a text was spoiled before it came: decoding was right and the words are still not words.
 *
 * @param lost � that stood in the source itself
 */
export function isGarbled(text: string, lost: number): boolean {
  if (lost > 0 || SPOILED.test(text)) return true;
  const sample = text.slice(0, SAMPLE);
  const beyond = countBeyondAscii(sample);
  const double = (sample.match(DOUBLE) ?? []).length * 3;
  return double > 0.5 * beyond || (HALVES.test(sample) && wasUtf8(sample));
}

/** Whether the bytes that GBK would make of the text are UTF-8, but for a half character here and there. */
function wasUtf8(text: string): boolean {
  const back = iconv.encode(text, 'gb18030').toString('utf8');
  return countReplaced(back) <= 0.34 * countBeyondAscii(back);
}
