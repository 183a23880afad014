import type { Role } from './columns.ts';
import { fold } from './fold.ts';
import { looksLikeUnits } from './units.ts';

/** A table without labels has to look like tasks for this share of its rows. */
const MOST = 0.6;

/** The roles of columns without labels: the longest words are the task, offices are in charge. Null when there are no offices. */
export function guessRoles(rows: readonly string[][]): Role[] | null {
  const wide = Math.max(0, ...rows.map((row) => row.length));
  const full = rows.filter((row) => row.length === wide);
  if (wide < 2 || full.length < 3) return null;
  const share = (x: number, test: (cell: string) => boolean) => {
    const cells = full.map((row) => fold(row[x]!).trim()).filter((cell) => cell !== '');
    return cells.length * 2 < full.length ? 0 : cells.filter(test).length / cells.length;
  };
  const columns = Array.from({ length: wide }, (_, x) => x);
  const lengths = columns.map((x) => full.reduce((sum, row) => sum + row[x]!.length, 0) / full.length);
  const text = lengths.indexOf(Math.max(...lengths));
  let led = false;
  const roles = columns.map((x): Role => {
    if (x === text) return 'text';
    if (share(x, (cell) => /^\d{1,3}[.、]?$/.test(cell)) >= MOST) return 'no';
    if (share(x, (cell) => cell.length < 24 && /\d ?月|20\d\d年|年底|长期/.test(cell)) >= MOST) return 'due';
    if (x > text && share(x, looksLikeUnits) >= MOST) {
      const role = led ? 'assist' : 'lead';
      led = true;
      return role;
    }
    return x < text ? 'section' : 'other';
  });
  return led && lengths[text]! >= 8 ? roles : null;
}
