import type { Role } from './columns.ts';
import { fold } from './fold.ts';
import { markOf } from './marks.ts';
import { looksLikeUnits } from './units.ts';

/**
 * A row that lacks the cells merged with those above it, put under its columns: a flattened table leaves
 * `2.做好归集 |` and `4.加强公开 | 市场执法股 |` of rows with three columns. The place that fits its cells best is taken.
 *
 *     aligned(['4.加强公开', '市场执法股'], ['section', 'text', 'lead'])   // ['', '4.加强公开', '市场执法股']
 */
export function aligned(cells: readonly string[], roles: readonly Role[]): string[] {
  if (cells.length >= roles.length) return [...cells];
  let best = { offset: 0, score: -Infinity };
  for (let offset = 0; offset + cells.length <= roles.length; offset++) {
    const score = cells.reduce((sum, cell, i) => sum + fits(cell, roles[offset + i]!, roles), 0);
    if (score > best.score) best = { offset, score };
  }
  return roles.map((_, x) => cells[x - best.offset] ?? '');
}

/** How well a cell suits a column. */
function fits(cell: string, role: Role, roles: readonly Role[]): number {
  const folded = fold(cell).trim();
  if (folded === '') return 0;
  const mark = markOf(folded);
  const units = looksLikeUnits(folded);
  switch (role) {
    case 'no': return /^\d{1,3}[.、]?$/.test(folded) ? 4 : -4;
    case 'lead': return units && !mark ? 3 : -2;
    case 'assist': return units && !mark ? 2 : -2;
    case 'due': return /\d ?[月日年]|年底|[长持]|前$/.test(folded) && folded.length < 30 && !mark ? 3 : -2;
    // Of two columns for words, the outer one has the Chinese numbers.
    case 'section': return mark ? (mark.level <= 3 ? 3 : -1) : units ? -1 : 0.5;
    case 'text': return mark ? (mark.level >= 4 || !roles.includes('section') ? 3 : -1) : units ? -2 : folded.length > 10 ? 1.5 : 1;
    default: return 0;
  }
}
