import { basename } from 'node:path';
import { YuqingError } from '../../model/index.ts';
import { readCsv } from './csv.ts';
import { readJson } from './json.ts';
import { readJsonl } from './jsonl.ts';
import { sniffFormat } from './sniff.ts';
import type { TableBatch, TableFormat, TableOptions } from './types.ts';
import { readMhtml } from './mhtml.ts';
import { textPieces } from './text-stream.ts';
import { readWeb } from './web.ts';
import { readXlsx } from './xlsx.ts';
import { readXml } from './xml-file.ts';
import { damaged } from './zip.ts';

const READERS: Record<TableFormat, (path: string, options: TableOptions) => AsyncGenerator<TableBatch>> = {
  csv: readCsv, json: readJson, jsonl: readJsonl, mhtml: readMhtml, xlsx: readXlsx, xml: readXml,
  web: (path, options) => readWeb(textPieces(path, 'html'), options),
};

/**
 * Rows of a file of any kind we read; what it is, its content says.
 *
 * @throws FILE_NOT_FOUND, FILE_EMPTY, FILE_OLD_XLS, FILE_KIND_UNKNOWN, FILE_DAMAGED, DELIMITER_WRONG
 */
export async function* readTable(path: string, options: TableOptions): AsyncGenerator<TableBatch> {
  const format = await sniffFormat(path);
  const batches = READERS[format](path, options);
  let any = false;
  try {
    for await (const batch of batches) {
      any ||= batch.rows.length > 0;
      yield batch;
    }
  } catch (error) {
    // What a parser of the platform or of a package throws is a fault of the file.
    throw format === 'xml' && !(error instanceof YuqingError) ? damaged(basename(path), error) : error;
  }
  if (!any) throw new YuqingError('FILE_EMPTY', `文件里没有一行内容:${basename(path)}`, '请重新导出后再导入');
}
