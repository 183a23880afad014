import { htmlToText } from '../feed/html-text.ts';
import { TITLE_NAMES, type Fields } from './fields.ts';
import { MAX_TITLE } from './types.ts';

/** One readable line; the hashes of a topic (`#…#`) are its site's mark and no part of it. Empty where there are no words. */
export function titleText(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  const line = htmlToText(String(value).slice(0, 4 * MAX_TITLE), true).replaceAll('\n', ' ').replace(/^#([^#]+)#$/, '$1').trim();
  return [...line].slice(0, MAX_TITLE).join('');
}

/** By its usual names. */
export function titleOf(fields: Fields): string {
  for (const name of TITLE_NAMES) {
    const title = titleText(fields.get(name));
    if (title !== '') return title;
  }
  return '';
}
