export type Rows = AsyncIterable<readonly string[]> | Iterable<readonly string[]>;

/** A table that is written row by row; it takes its rows once, and a failure among them leaves no file behind. */
export interface TableFile {
  write(rows: Rows): Promise<void>;
  /** What a person should know of the file, once it is written. */
  readonly notes: readonly string[];
}
