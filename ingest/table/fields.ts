/**
 * The cells of one csv record. A quote inside a quoted cell that is neither doubled nor closing is kept as it stands:
 * many systems forget to double it.
 *
 * @example splitFields('1,"a,""b""",c', ',') // → ['1', 'a,"b"', 'c']
 */
export function splitFields(record: string, delimiter: string): string[] {
  if (!record.includes('"')) return record.split(delimiter);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let open = at;
    while (record[open] === ' ') open += 1;
    if (record[open] === '"') {
      const { cell, end } = quotedCell(record, open + 1, delimiter);
      cells.push(cell);
      if (end >= record.length) return cells;
      at = end + 1;
    } else {
      const end = record.indexOf(delimiter, at);
      cells.push(end < 0 ? record.slice(at) : record.slice(at, end));
      if (end < 0) return cells;
      at = end + 1;
    }
  }
}

/** From behind the opening quote to the delimiter behind the closing one (or the end of the record). */
function quotedCell(record: string, from: number, delimiter: string): { cell: string; end: number } {
  let cell = '';
  let at = from;
  for (;;) {
    const quote = record.indexOf('"', at);
    if (quote < 0) return { cell: cell + record.slice(at), end: record.length };
    cell += record.slice(at, quote);
    if (record[quote + 1] === '"') {
      cell += '"';
      at = quote + 2;
      continue;
    }
    let next = quote + 1;
    while (record[next] === ' ') next += 1;
    if (next >= record.length || record[next] === delimiter) return { cell, end: next };
    cell += '"';
    at = quote + 1;
  }
}
