import { open } from 'node:fs/promises';
import type { TableBatch, TableOptions } from './types.ts';
import { readXmlRecords } from './xml-records.ts';
import { readXmlSheet } from './xml-sheet.ts';

const LOOK_INTO = 4_096;

/** An XML file: a spreadsheet as Excel 2003 writes it, or records with elements of the writer's own. */
export async function* readXml(path: string, options: TableOptions): AsyncGenerator<TableBatch> {
  const file = await open(path);
  const head = await file.read(Buffer.alloc(LOOK_INTO), 0, LOOK_INTO, 0).finally(() => file.close());
  const text = head.buffer.toString('latin1', 0, head.bytesRead).replaceAll('\0', '');
  yield* /schemas-microsoft-com:office:spreadsheet|progid="Excel\.Sheet"/i.test(text) ? readXmlSheet(path, options) : readXmlRecords(path, options);
}
