import { columnsOf } from '../chinese.ts';
import { fit } from './words.ts';

export interface Column<Row> {
  title: string;
  cell(row: Row): string;
  /** Widest it may become; narrower where its texts are. */
  most: number;
}

const GAP = '  ';
/** Below this a last column says nothing and goes to a line of its own. */
const LEAST_REST = 24;

const padded = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - columnsOf(text)));

/**
 * Aligned columns, Chinese characters counting two. What `rest` says of a row fills the line; where too little is left of
 * it, it stands on a line below the row.
 *
 * @param width columns of the terminal
 */
export function printTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[], rest: { title: string; cell(row: Row): string }, width: number): string {
  const cells = rows.map((row) => columns.map((column) => column.cell(row)));
  const widths = columns.map((column, i) => Math.min(column.most, Math.max(columnsOf(column.title), ...cells.map((line) => columnsOf(line[i] ?? '')))));
  const left = width - widths.reduce((sum, w) => sum + w + GAP.length, 0);
  const beside = left >= LEAST_REST;
  const line = (texts: readonly string[], more: string) => [...texts.map((text, i) => padded(fit(text, widths[i]!), widths[i]!)), ...(more === '' ? [] : [more])].join(GAP).trimEnd();
  const anyRest = rows.some((row) => rest.cell(row) !== '');
  return [
    line(columns.map((c) => c.title), beside && anyRest ? rest.title : ''),
    ...rows.flatMap((row, i) => {
      const more = rest.cell(row);
      if (more === '') return [line(cells[i]!, '')];
      return beside ? [line(cells[i]!, fit(more, left))] : [line(cells[i]!, ''), `    ${fit(more, width - 4)}`];
    }),
  ].join('\n');
}

/** Columns to print in: the terminal's, within what is readable; where nobody watches, a hundred and twenty. */
export const screenWidth = (): number => Math.min(200, Math.max(80, process.stdout.columns ?? 120));
