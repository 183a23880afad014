import { maskText, type Found } from '../privacy/mask.ts';
import { maskKnownName } from '../privacy/name.ts';
import { parseTimeAt } from '../times.ts';
import { bareCell, cleanLine, cleanText } from '../table/clean.ts';
import { readTime } from './dates.ts';
import type { Field } from './fields.ts';
import type { Header } from './header.ts';
import { orNull, readContact } from './values.ts';

/** The cells of a row by field: cleaned once, masked once, whatever asks for them. */
export class RowValues {
  private readonly header: Header;
  private readonly clean: string[];
  private readonly masked: (string | undefined)[] = [];
  private readonly person: string | null;
  /** What was hidden in the words of the person who wrote, not in the answer. */
  readonly found: Found[] = [];

  constructor(cells: readonly string[], header: Header) {
    this.header = header;
    this.clean = header.names.map((_, i) => (header.ignored.has(i) ? '' : cleanText(bareCell(cells[i] ?? ''))));
    this.person = this.contact('person.name');
  }

  all(): readonly string[] {
    return this.clean;
  }

  /** Name of the best column of a field, for errors. */
  name(field: Field): string | null {
    const column = this.header.columns[field]?.[0];
    return column === undefined ? null : this.header.names[column]!;
  }

  /** First value of a field with what is personal in it hidden, line breaks kept. */
  text(field: Field): string | null {
    const column = this.first(field);
    return column === null ? null : this.mask(column);
  }

  line(field: Field): string | null {
    const text = this.text(field);
    return text === null ? null : cleanLine(text);
  }

  /** First value of a field as it stands: for numbers, times and contact data. */
  plain(field: Field): string | null {
    const column = this.first(field);
    return column === null ? null : this.clean[column]!;
  }

  plains(field: Field): { cell: string; column: string }[] {
    return (this.header.columns[field] ?? []).map((c) => ({ cell: this.clean[c]!, column: this.header.names[c]! })).filter((c) => c.cell !== '');
  }

  contact(field: Field): string | null {
    for (const { cell } of this.plains(field)) {
      const value = readContact(cleanLine(cell));
      if (value !== null) return value;
    }
    return null;
  }

  /** A time that only accompanies the order: one that cannot be read is marked and left out. */
  time(field: Field, marks: string[], mark: string, exportedAt?: Date): Date | null {
    const cell = this.plain(field);
    const time = cell === null ? null : readTime(cell);
    if (time !== 'bad') return time?.at ?? null;
    // `9月3日`, `昨天 10:00`: the export says of which year and day.
    const told = cell === null || !exportedAt ? null : parseTimeAt(cell, exportedAt);
    if (told) return told.at;
    marks.push(mark);
    return null;
  }

  raw(): Record<string, string> {
    const raw: Record<string, string> = {};
    for (const column of this.header.kept) raw[this.header.names[column]!] = this.header.numbers.has(column) ? this.clean[column]! : this.mask(column);
    return raw;
  }

  private first(field: Field): number | null {
    return this.header.columns[field]?.find((c) => orNull(this.clean[c]!) !== null) ?? null;
  }

  private mask(column: number): string {
    const done = this.masked[column];
    if (done !== undefined) return done;
    const { text, found } = maskText(this.clean[column]!);
    const masked = maskKnownName(text, this.person);
    this.masked[column] = masked;
    const wrote = (['content', 'title', 'location'] as const).some((field) => this.header.columns[field]?.includes(column));
    if (wrote) for (const one of found) this.found.push(one);
    return masked;
  }
}
