import { isUtf8 } from 'node:buffer';
import { decodeStrict } from './bytes-to-text.ts';
import { commonShare } from './detect.ts';

/** A longer text shows by itself what it is. */
const LOOK_AT = 2_000;
/** First bytes of two-byte UTF-8 by script: Latin, Greek, Cyrillic, Armenian and Hebrew. Words stay within one. */
const SCRIPTS: readonly (readonly [number, number])[] = [[0xc2, 0xca], [0xcd, 0xcf], [0xd0, 0xd4], [0xd4, 0xd7]];
const COMMON = 0.5;

/**
 * GB 2312 that is valid UTF-8 by chance, as 停水 is: in bytes that say nothing of their encoding. Chinese in UTF-8 has
 * three bytes a character; letters with accents stand alone among others, and words of another script keep to its block.
 */
export function isTwoByteChinese(bytes: Uint8Array): boolean {
  let pairs = 0;
  const leads = new Set<number>();
  for (let at = 0; at < bytes.length && at < LOOK_AT; at += 1) {
    if (bytes[at]! < 0x80) continue;
    let run = 0;
    for (; at < bytes.length && bytes[at]! >= 0x80; at += 2, run += 1) {
      if (bytes[at]! < 0xb0 || bytes[at]! > 0xd7 || (bytes[at + 1] ?? 0) < 0xa1) return false;
      leads.add(bytes[at]!);
    }
    if (run < 2) return false;
    pairs += run;
    at -= 1;
  }
  if (pairs === 0) return false;
  const isOneScript = isUtf8(bytes) && SCRIPTS.some(([from, to]) => [...leads].every((lead) => lead >= from && lead <= to));
  return !isOneScript || commonShare(decodeStrict(bytes.subarray(0, LOOK_AT), 'gb18030') ?? '') >= COMMON;
}

/**
 * The same of a row whose neighbours are in GB18030 or tell nothing, so less is asked: no character of three bytes, and
 * letters that no office writes (`ͣˮ` for 停水). Letters of Western Europe and signs such as `·` do not count.
 */
export function mayBeTwoByteChinese(bytes: Uint8Array): boolean {
  let odd = false;
  for (const b of bytes) {
    if (b >= 0xe0) return false;
    odd ||= b >= 0xc4;
  }
  return odd && decodeStrict(bytes, 'gb18030') !== null;
}
