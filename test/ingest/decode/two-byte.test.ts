import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { decodeBytes } from '../../../ingest/decode.ts';
import { isTwoByteChinese } from '../../../ingest/decode/two-byte.ts';

const gb = (text: string) => iconv.encode(text, 'gb18030');

it('short Chinese that is valid UTF-8 by chance is read as Chinese where nothing says what it is', () => {
  for (const words of ['停水', '停水 停水']) expect([words, decodeBytes(gb(words), { kind: 'text' }).text]).toEqual([words, words]);
  expect(decodeBytes(gb('停水'), { kind: 'text' })).toMatchObject({ encoding: 'gb18030', marks: ['encoding-guessed'] });
  expect(decodeBytes(gb('停水'), { kind: 'text', contentType: 'text/plain; charset=utf-8' }).encoding).toBe('utf-8');
});

it('UTF-8 of other scripts stays what it is', () => {
  for (const words of ['停水', 'кино', 'окно', 'дом', 'αγάπη', 'caf\u00e9', 'שלום', 'naïve café', '']) expect([words, isTwoByteChinese(Buffer.from(words)), decodeBytes(Buffer.from(words), { kind: 'text' }).text]).toEqual([words, false, words]);
});
