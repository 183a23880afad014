export { decodeBytes, type DecodedText, type DecodeMark } from './decode/decode.ts';
export { mayBeTwoByteChinese } from './decode/two-byte.ts';
export type { DecodeHints } from './decode/declared.ts';
