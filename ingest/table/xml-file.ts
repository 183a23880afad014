import { open } from 'node:fs/promises';
import type { TableBatch, TableOptions } from './types.ts';
import { readXmlRecords } from './xml-records.ts';
import { readXmlSheet } from './xml-sheet.ts';

const LOOK_INTO = 4_096;

/** An XML file: a spreadsheet as Excel 2003 writes it, or records with elements of the writer's own. */
export async function* readXml(path: string, options: TableOptions): AsyncGenerator<TableBatch> {
  yield* /schemas-microsoft-com:office:spreadsheet|progid="Excel\.Sheet"/i.test(await headOf(path)) ? readXmlSheet(path, options) : readXmlRecords(path, options);
}

async function headOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOK_INTO), 0, LOOK_INTO, 0);
    return buffer.toString('latin1', 0, bytesRead).replaceAll('\0', '');
  } finally {
    await file.close();
  }
}
