import { basename } from 'node:path';
import { YuqingError } from '../../model/index.ts';
import { mergesIn } from './merges.ts';
import { sheetsToRead } from './sheet-choice.ts';
import { readSheet } from './sheet.ts';
import { readStrings } from './strings.ts';
import { HEADER_WITHIN, ROW_LIMIT, type TableBatch, type TableOptions } from './types.ts';
import { readWorkbook, type Workbook } from './workbook.ts';
import { damaged, openPackage, type Package } from './zip.ts';

/**
 * Rows of every worksheet in the order of the tabs, without ever holding a sheet in memory. `done` and `total` count
 * unpacked bytes.
 *
 * @throws FILE_DAMAGED (cut short, broken, or a zip bomb), FILE_KIND_UNKNOWN (a zip that is no workbook)
 */
export async function* readXlsx(path: string, options: Pick<TableOptions, 'rowLimit'>): AsyncGenerator<TableBatch> {
  const name = basename(path);
  const pack = await openPackage(path);
  try {
    yield* batches(pack, await workbookOf(pack, name), name, options.rowLimit ?? ROW_LIMIT);
  } catch (error) {
    throw error instanceof YuqingError ? error : damaged(name, error);
  } finally {
    pack.close();
  }
}

async function* batches(pack: Package, book: Workbook, name: string, rowLimit: number): AsyncGenerator<TableBatch> {
  const total = [book.strings, ...book.sheets.map((s) => s.part)].reduce((sum, part) => sum + (part ? pack.size(part) : 0), 0);
  let done = 0;
  const counted = async function* counted(part: string) {
    for await (const chunk of pack.read(part)) {
      done += chunk.length;
      yield chunk;
    }
  };
  const strings = book.strings ? await readStrings(counted(book.strings), name) : [];
  for (const { name: sheet, part, passedOver } of sheetsToRead(book.sheets)) {
    const merges = await mergesIn(pack.read(part));
    let seen = 0;
    for await (const rows of readSheet(counted(part), { strings, styles: book.styles, date1904: book.date1904, rowLimit, merges })) {
      yield { format: 'xlsx', sheet, ...(passedOver === null ? {} : { passedOver }), keys: null, rows, done, total: Math.max(total, done) };
      seen += rows.length;
      if (passedOver !== null && seen >= HEADER_WITHIN * 2) break;
    }
  }
}

async function workbookOf(pack: Package, name: string): Promise<Workbook> {
  if (pack.has('xl/workbook.bin')) throw new YuqingError('FILE_KIND_UNKNOWN', `${name} 是二进制工作簿(.xlsb)`, '请另存为 .xlsx 后再导入');
  if (!pack.has('[Content_Types].xml')) throw new YuqingError('FILE_KIND_UNKNOWN', `${name} 是压缩包,不是工作簿`, '请先解压,再导入里面的 .csv、.xlsx 或 .jsonl');
  if (!pack.has('_rels/.rels') && !pack.has('xl/workbook.xml')) throw damaged(name, new Error('no workbook part'));
  if (pack.has('word/document.xml') || pack.has('ppt/presentation.xml')) throw new YuqingError('FILE_KIND_UNKNOWN', `${name} 是 Word 或 PPT 文件,不是工作簿`, '只收 .csv、.xlsx、.jsonl 三种文件');
  return readWorkbook(pack);
}
