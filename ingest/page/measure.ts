import type { Line } from './lines.ts';

/** Lines: from, and up to but without. */
export type Span = readonly [from: number, to: number];

export interface Measures {
  /** The prose of some lines. */
  prose(span: Span): number;
  /**
   * Prose, less where it is thin among other text: what holds the article and a sidebar is worth less than what holds the
   * article alone.
   */
  worth(span: Span): number;
}

/** Sums over any lines of a page in constant time. */
export function measuresOf(lines: readonly Line[]): Measures {
  const sums = (of: (line: Line) => number) => {
    const before = [0];
    for (const line of lines) before.push(before.at(-1)! + of(line));
    return ([from, to]: Span) => before[to]! - before[from]!;
  };
  const prose = sums((line) => line.prose);
  const characters = sums((line) => line.text.length);
  return { prose, worth: (span) => prose(span) ** 2 / Math.max(1, characters(span)) };
}
