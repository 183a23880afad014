import type { YuqingError } from '../../model/index.ts';

/** One thing that a document asks for. */
export interface PolicyTask {
  /** The row's own number in a table that numbers its rows; else 1, 2, 3 … in the document's order. */
  no: number;
  /** Headings above it, outermost first: `['二、加强政策解读', '(三)及时回应']`. */
  section: string[];
  text: string;
  /** Units in charge, as the document names them. */
  lead: string[];
  /** Units that help. */
  assist: string[];
  /** YYYY-MM-DD; the earliest where several are written. */
  due: string | null;
  /** The words of the date or dates; set without `due` for `长期坚持` and for what recurs each month or quarter. */
  dueText: string | null;
}

export interface PolicyDocument {
  title: string | null;
  /** `扬府办发〔2018〕67号`: with the brackets of the standard, whatever the text has. */
  number: string | null;
  issuer: string | null;
  /** YYYY-MM-DD. */
  issuedAt: string | null;
  effectiveAt: string | null;
  /** The text breaks off: in a sentence, a heading, a row or an open bracket. */
  truncated: boolean;
  tasks: PolicyTask[];
  /** Words for a watch on this document, at most ten. */
  keywords: string[];
  /** 三同步 in this document's own words: `['同步组织', '同步审签', '同步部署']`. */
  threeSync: string[] | null;
  /** Working days after publication within which it wants an interpretation. */
  interpretWithinWorkdays: number | null;
  /** What a person should check, in Chinese. */
  notes: string[];
}

export interface ReadPolicy {
  ok: boolean;
  /** `POLICY_UNREADABLE`, or what the file is instead. */
  error?: YuqingError;
  document: PolicyDocument;
}

/** A piece of the document before it is understood: a line, or the rows of a table. */
export type Block = LineBlock | TableBlock;

export interface LineBlock {
  kind: 'line';
  text: string;
  indented: boolean;
}

export interface TableBlock {
  kind: 'table';
  rows: string[][];
  /** Rows may lack cells that are merged with those above: their cells stand at no certain column. */
  ragged: boolean;
  /** The last row was not finished. */
  cut: boolean;
}
