/**
 * A report as a list of sections, before it is a mail or a file: every form of it says the same, because every form
 * is drawn from this. People's words are plain text here; the form that draws them escapes them.
 */
export interface ReportDocument {
  title: string;
  /** Line beside the title: period, time made. */
  subtitle: string[];
  /** Who it is for, in a word: name of the profile. */
  scope: string;
  sections: Section[];
  /** Small print at the end. */
  footnotes: string[];
}

export interface Section {
  heading: string;
  blocks: Block[];
}

export type Block =
  | { type: 'paragraph'; text: string }
  | { type: 'note'; text: string }
  /** Large numbers side by side, each with what it is and how it came about. */
  | { type: 'figures'; figures: { label: string; value: string; detail: string; grave?: boolean }[] }
  | TableBlock;

export interface TableBlock {
  type: 'table';
  caption: string;
  /** `numeric` columns stand right; `wide` takes what is left; `stacked` puts small print under the words. */
  columns: { name: string; numeric?: boolean; wide?: boolean; stacked?: boolean }[];
  rows: Cell[][];
  /** The last row is the sum of the others. */
  total?: boolean;
}

/** `bar` 0–1 draws a share under the words; `aside` is smaller print after them; `grave` is drawn in red. */
export interface Cell {
  text: string;
  aside?: string;
  bar?: number;
  grave?: boolean;
}

/**
 * One line of text that people wrote, fit for a heading: control characters and line breaks are gone, addresses of web
 * pages and mailboxes (mail programs make links of them) and long numbers (telephone, ID) are masked.
 */
export function plainLine(text: string, maxLength = 60): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
    .replace(/(?:[a-z][a-z0-9+.-]*:\/\/|www\.)[^\s<>"'\p{sc=Han}]*/giu, '[链接]')
    .replace(/[\w.%+-]+@[\w.-]+/g, '[邮箱]')
    .replace(/\d{7,}[Xx]?/g, (n) => `${n.slice(0, 3)}****${n.slice(-2)}`);
  const chars = [...line];
  return chars.length > maxLength ? `${chars.slice(0, maxLength - 1).join('')}…` : line;
}
