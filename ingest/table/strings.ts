import { YuqingError } from '../../model/index.ts';
import { readXml, unescapeCell } from './xml.ts';

/** All shared strings of a workbook have to be at hand while its sheets are read; this is about 600 MB of memory. */
const MOST_CHARS = 256 * 1024 * 1024;

/** The shared strings in order. Runs of rich text are joined; phonetic guides are left out. */
export async function readStrings(chunks: AsyncIterable<Buffer>, name: string): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let phonetic = false;
  let chars = 0;
  const reading = readXml(chunks, {
    open(tag) {
      if (tag === 'si') text = '';
      else if (tag === 'rPh') phonetic = true;
      else if (tag === 't') inText = !phonetic;
    },
    text(part) {
      if (inText) text += part;
    },
    close(tag) {
      if (tag === 't') inText = false;
      else if (tag === 'rPh') phonetic = false;
      else if (tag === 'si') {
        strings.push(unescapeCell(text));
        chars += text.length;
      }
    },
  });
  for await (const _ of reading) {
    if (chars > MOST_CHARS) throw new YuqingError('FILE_DAMAGED', `工作簿的文字太多,一次读不下:${name}`, '请在 Excel 或 WPS 里另存为 CSV(UTF-8)后再导入,那样多大都可以');
  }
  return strings;
}
