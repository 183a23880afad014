import type { Place } from '../model/index.ts';

/** Places that a text names. */
export function placesIn(_text: string): Place[] {
  return [];
}
