import { extname } from 'node:path';
import { YuqingError } from '../../model/index.ts';
import { createBookFile } from './book-file.ts';
import { createCsvFile, csvToStdout, type CsvEncoding } from './csv-file.ts';
import type { TableFile } from './table.ts';

export interface TableFileOptions {
  encoding: CsvEncoding;
  /** Name of the worksheet. */
  sheet: string;
}

/** @param path .csv or .xlsx; without one the table goes to standard output as csv. @throws USAGE, CONFIG_INVALID */
export async function createTableFile(path: string | undefined, { encoding, sheet }: TableFileOptions): Promise<TableFile> {
  if (path === undefined) return csvToStdout(encoding);
  const kind = extname(path).toLowerCase();
  if (kind === '.csv') return createCsvFile(path, encoding);
  if (kind === '.xlsx') return createBookFile(path, sheetName(sheet));
  throw new YuqingError('USAGE', `不会写这种文件:${path}`, '请用 .xlsx 或 .csv 作扩展名');
}

/** A name that a worksheet may have: at most 31 characters and none of `[]:*?/\`. */
export function sheetName(text: string): string {
  const name = text.replace(/[[\]:*?/\\\p{Cc}\p{Cf}\p{Cs}]/gu, ' ').trim().replace(/^'+|'+$/g, '').slice(0, 31).toWellFormed();
  return name === '' ? '工单明细' : name;
}
