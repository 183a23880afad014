import { Grid } from './grid.ts';
import { numberText } from './serial.ts';
import { textPieces } from './text-stream.ts';
import { ROW_LIMIT, type TableBatch, type TableOptions, type TableRow } from './types.ts';
import { readXmlText } from './xml.ts';

/** Rows of an XML spreadsheet of 2003 (`<?mso-application progid="Excel.Sheet"?>`), worksheet by worksheet. */
export async function* readXmlSheet(path: string, options: Pick<TableOptions, 'rowLimit'>): AsyncGenerator<TableBatch> {
  const limit = options.rowLimit ?? ROW_LIMIT;
  let grid = new Grid(limit);
  let sheet = '';
  let ready: { sheet: string; rows: TableRow[] }[] = [];
  let cell: { text: string; across: number; down: number; column: number | undefined; type: string } | null = null;
  let taking = false;
  const endCell = () => {
    if (cell) grid.add({ text: valueOf(cell.text, cell.type), across: cell.across, down: cell.down }, cell.column);
    cell = null;
  };
  const pieces = readXmlText(textPieces(path, 'xml'), {
    open(name, a) {
      if (name === 'Worksheet') {
        sheet = attribute(a, 'Name') ?? `Sheet${ready.length + 1}`;
        grid = new Grid(limit);
        ready.push({ sheet, rows: [] });
      } else if (name === 'Row') grid.startRow(count(attribute(a, 'Index')) ?? grid.row + 1);
      else if (name === 'Cell') {
        const index = count(attribute(a, 'Index'));
        cell = {
          text: '', type: 'String', column: index === undefined ? undefined : index - 1,
          across: (count(attribute(a, 'MergeAcross')) ?? 0) + 1, down: (count(attribute(a, 'MergeDown')) ?? 0) + 1,
        };
      } else if (name === 'Data' && cell) {
        cell.type = attribute(a, 'Type') ?? 'String';
        taking = true;
      }
    },
    text(text) {
      if (taking && cell && cell.text.length <= limit) cell.text += text;
    },
    close(name) {
      if (name === 'Data') taking = false;
      else if (name === 'Cell') endCell();
      else if (name === 'Row') {
        const row = grid.endRow();
        if (row && ready.length === 0) ready.push({ sheet, rows: [row] });
        else if (row) ready.at(-1)!.rows.push(row);
      }
    },
  });
  for await (const { done, total } of pieces) {
    for (const batch of ready) yield { format: 'xml', sheet: batch.sheet, keys: null, rows: batch.rows, done, total };
    ready = [];
  }
}

const attribute = (a: Record<string, string>, name: string): string | undefined => a[`ss:${name}`] ?? a[name];

const count = (text: string | undefined): number | undefined => {
  const n = Number(text);
  return Number.isInteger(n) && n > 0 && n <= 1_048_576 ? n : undefined;
};

function valueOf(text: string, type: string): string {
  switch (type) {
    case 'Number':
      return numberText(text);
    case 'DateTime':
      return text.replace('T', ' ').replace(/\.000$/, '').replace(/ 00:00:00$/, '');
    case 'Boolean':
      return text === '1' ? '是' : '否';
    case 'Error':
      return '';
    default:
      return text;
  }
}
