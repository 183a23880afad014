export { decodeBytes, type DecodedText, type DecodeMark } from './decode/decode.ts';
export type { DecodeHints } from './decode/declared.ts';
