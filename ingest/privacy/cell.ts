import { maskText } from './mask.ts';
import { maskName } from './name.ts';
import { nameAt } from './name-at.ts';

/** A cell that is shown in an error: a name that stands there alone is hidden too. `maskCell('陈明红')` → `'陈*'`. */
export function maskCell(cell: string): string {
  const bare = cell.trim();
  return bare.length >= 2 && nameAt(bare, 0, false) === bare.length ? maskName(bare) : maskText(cell).text;
}

/**
 * A file name as it is stored: people save files under whom they have spoken to. No word before a number makes it the
 * number of an order here: `'工单13812345678.csv'` → `'工单138****5678.csv'`.
 */
export function maskFileName(name: string): string {
  const numbers = name.split(/(\d{7,}[Xx]?)/).map((part) => (/^\d{7}/.test(part) ? maskText(part).text : part)).join('');
  return maskText(numbers).text;
}
