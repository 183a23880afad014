import type { ErrorCode } from '../../model/index.ts';

/** Why a row cannot be read as a row. */
export interface RowFault {
  code: Extract<ErrorCode, 'ROW_TOO_LONG' | 'ROW_MALFORMED'>;
  reason: string;
}

/** One row that is not blank. `row` counts as Excel does: a cell with line breaks inside is still one row. */
export interface TableRow {
  row: number;
  /** Cell texts, left to right; cells missing at the end are absent. Dates of a workbook read `2025-09-01 08:05:00`. */
  cells: string[];
  fault?: RowFault;
  /** Cells merged over several columns, first and last; told where the file knows of merged cells. */
  wide?: { from: number; to: number }[];
  /** The bytes were not in the encoding of the file and have been read as the other one. */
  reencoded?: true;
}

/** Kinds of file, as readers see them: `web` a page with tables, `xml` records or a spreadsheet of 2003. */
export type TableFormat = 'csv' | 'xlsx' | 'jsonl' | 'json' | 'web' | 'mhtml' | 'xml';

/** What a reader hands over at a time: rows in file order and how far it has come, in bytes. */
export interface TableBatch {
  format: TableFormat;
  /** Name of the worksheet, where the file has worksheets. */
  sheet: string | null;
  /** Why this worksheet is not read, where it is not: it is hidden, or explains the others. Its first rows are given all the same. */
  passedOver?: string;
  /** Column names, where each row brings its own (json, xml records); they only ever grow at the end. */
  keys: string[] | null;
  rows: TableRow[];
  done: number;
  total: number;
}

export interface TableOptions {
  /**
   * How many of these cells are column names that the caller knows; 0 where they cannot be a header.
   * The delimiter of a csv is the one that makes its header known.
   */
  score: (cells: string[]) => number;
  /** A row longer than this is put aside, never held in memory; bytes, 1 MiB by default. */
  rowLimit?: number;
}

/** Rows among which a header is looked for: titles and notes may stand above it. */
export const HEADER_WITHIN = 30;

export const ROW_LIMIT = 1 << 20;
