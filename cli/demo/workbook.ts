import writeXlsx from 'write-excel-file/node';
import { TITLE, type Cell } from './world-sheet.ts';

const WIDTHS = [18, 20, 10, 60, 10, 14, 16, 22, 10, 40, 20];

/** The sheet as a real .xlsx: the title merged over all columns, numbers as numbers, no other format, as exports are. */
export function writeWorkbook(sheet: Cell[][]): Promise<Buffer> {
  const data = sheet.map((row) => row.map((cell) => {
    if (cell === null) return null;
    if (cell === TITLE) return { value: cell, columnSpan: row.length, align: 'center' as const, fontWeight: 'bold' as const };
    return typeof cell === 'number' ? { value: cell, type: Number } : { value: cell, type: String };
  }));
  return writeXlsx(data, { sheet: '工单明细', columns: WIDTHS.map((width) => ({ width })) }).toBuffer();
}
