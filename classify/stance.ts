import type { Stance } from '../model/index.ts';

/** How a text stands toward a policy. */
export function stanceOf(_text: string, _title: string | null): Stance | null {
  return null;
}
