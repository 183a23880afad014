import { FillDown } from './fill-down.ts';
import { columnOf, type Merge } from './merges.ts';
import { numberText, serialText, type NumberKind } from './serial.ts';
import { isBlank, tooLong } from './text.ts';
import type { TableRow } from './types.ts';
import { readXml, unescapeCell } from './xml.ts';

export interface SheetContext {
  strings: string[];
  styles: NumberKind[];
  date1904: boolean;
  rowLimit: number;
  /** By their first row. */
  merges: readonly Merge[];
}

/** Cells beyond stand there by accident: a sheet can have 16,384 columns, a table of orders has none of that width. */
const WIDEST = 2_048;
/** Enough of a cell that is too long to recognise it by. */
const SHOWN = 200;

/** Rows of one worksheet that are not blank, as the XML comes in: one array per chunk. */
export async function* readSheet(chunks: AsyncIterable<Buffer>, ctx: SheetContext): AsyncGenerator<TableRow[]> {
  const fill = new FillDown(ctx.merges);
  let rows: TableRow[] = [];
  let row = 0;
  let cells: string[] = [];
  let chars = 0;
  let column = -1;
  let type = 'n';
  let style = 0;
  let text = '';
  let taking = false;
  let phonetic = false;
  const reading = readXml(chunks, {
    open(name, a) {
      if (name === 'c') {
        column = a['r'] === undefined ? column + 1 : columnOf(a['r']);
        type = a['t'] ?? 'n';
        style = a['s'] === undefined ? 0 : Number(a['s']);
        text = '';
      } else if (name === 'row') {
        row = Number(a['r'] ?? row + 1) || row + 1;
        cells = [];
        chars = 0;
        column = -1;
      } else if (name === 'v') taking = type !== 'inlineStr';
      else if (name === 't') taking = type === 'inlineStr' && !phonetic;
      else if (name === 'rPh') phonetic = true;
    },
    text(part) {
      if (taking && text.length <= ctx.rowLimit) text += part;
    },
    close(name) {
      if (name === 'v' || name === 't') taking = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'c') {
        if (text === '' || column < 0 || column >= WIDEST) return;
        const value = cellText(text, type, style, ctx);
        chars += value.length;
        cells[column] = chars <= ctx.rowLimit ? value : value.slice(0, SHOWN);
      } else if (name === 'row' && cells.length > 0) {
        for (let i = 0; i < cells.length; i += 1) cells[i] ??= '';
        if (chars > ctx.rowLimit) rows.push({ row, cells, fault: tooLong(ctx.rowLimit) });
        else if (!cells.every(isBlank)) {
          const filled: TableRow = { row, cells };
          fill.apply(filled);
          rows.push(filled);
        }
      }
    },
  });
  for await (const _ of reading) {
    yield rows;
    rows = [];
  }
}

function cellText(text: string, type: string, style: number, ctx: SheetContext): string {
  switch (type) {
    case 's':
      return ctx.strings[Number(text)] ?? '';
    case 'str':
    case 'inlineStr':
      return unescapeCell(text);
    case 'b':
      return text === '1' ? '是' : '否';
    case 'e':
      return '';
    case 'd':
      return text.replace('T', ' ');
    default:
      return styledNumber(text, ctx.styles[style] ?? 'number', ctx.date1904);
  }
}

function styledNumber(text: string, kind: NumberKind, date1904: boolean): string {
  if (kind === 'number') return numberText(text);
  if (typeof kind === 'object') return numberText(text).padStart(kind.zeros, '0');
  const serial = Number(text);
  return Number.isFinite(serial) ? serialText(serial, kind, date1904) : text;
}
