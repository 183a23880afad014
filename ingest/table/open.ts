import { basename } from 'node:path';
import { YuqingError } from '../../model/index.ts';
import { readCsv } from './csv.ts';
import { readJsonl } from './jsonl.ts';
import { sniffFormat } from './sniff.ts';
import type { TableBatch, TableOptions } from './types.ts';
import { readXlsx } from './xlsx.ts';

/**
 * Rows of a file of any kind we read; what it is, its content says.
 *
 * @throws FILE_NOT_FOUND, FILE_EMPTY, FILE_OLD_XLS, FILE_KIND_UNKNOWN, FILE_DAMAGED, DELIMITER_WRONG
 */
export async function* readTable(path: string, options: TableOptions): AsyncGenerator<TableBatch> {
  const format = await sniffFormat(path);
  const batches = format === 'xlsx' ? readXlsx(path, options) : format === 'jsonl' ? readJsonl(path, options) : readCsv(path, options);
  let any = false;
  for await (const batch of batches) {
    any ||= batch.rows.length > 0;
    yield batch;
  }
  if (!any) throw new YuqingError('FILE_EMPTY', `文件里没有一行内容:${basename(path)}`, '请重新导出后再导入');
}
