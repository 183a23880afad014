import { cleanLine, cleanText } from '../table/clean.ts';
import { orNull } from '../hotline/values.ts';
import type { Field } from './fields.ts';
import type { Header } from './header.ts';

/** What a row is told by what stands around it: merged cells above, the object around it, the post of its number. */
export type Given = Readonly<Partial<Record<Field, string>>>;

/** Crawlers write str(None) into cells. */
const NOT_WRITTEN = /^(?:none|null|nan|undefined|\[\]|\{\})$/i;

/** The cells of a row by field, cleaned; nothing is masked yet. */
export class CommentCells {
  private readonly header: Header;
  private readonly given: Given;
  private readonly clean: readonly string[];

  constructor(cells: readonly string[], header: Header, given: Given) {
    this.header = header;
    this.given = given;
    this.clean = header.names.map((_, i) => cleanText(cells[i] ?? ''));
  }

  all(): readonly string[] {
    return this.clean;
  }

  /** Name of the best column of a field, for errors. */
  name(field: Field): string | null {
    const column = this.header.columns[field]?.[0];
    return column === undefined ? null : this.header.names[column]!;
  }

  /** The cells of a field that say something, best first. */
  each(field: Field): { cell: string; column: string }[] {
    return (this.header.columns[field] ?? []).map((c) => ({ cell: this.clean[c]!, column: this.header.names[c]! })).filter(({ cell }) => orNull(cell) !== null);
  }

  /** First value of a field, the row's own before what is given. */
  text(field: Field): string | null {
    return this.each(field)[0]?.cell ?? this.given[field] ?? null;
  }

  line(field: Field): string | null {
    const text = this.text(field);
    return text === null ? null : cleanLine(text);
  }

  /** The words: 无 is what somebody wrote, None is what a program wrote. */
  content(): string | null {
    for (const column of this.header.columns.content ?? []) {
      const cell = this.clean[column]!;
      if (cell !== '' && !NOT_WRITTEN.test(cell)) return cell;
    }
    return null;
  }

  hasPictures(): boolean {
    return this.each('pictures').some(({ cell }) => !NOT_WRITTEN.test(cell) && !/^(?:0|否|无图)$/.test(cell));
  }

  /** Columns that somebody asked to keep. */
  kept(): [string, string][] {
    return (this.header.columns.keep ?? []).map((c): [string, string] => [this.header.names[c]!, this.clean[c]!]).filter(([, cell]) => cell !== '');
  }
}
