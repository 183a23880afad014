import type { ReadEvent } from '../../model/index.ts';
import { secretHit } from './rules.ts';

/**
 * A hit on the state-secret rules leaves no copy anywhere, in the rejects file neither: of the row only its place and the
 * name of the rule go on (handbook §9).
 */
export function stopSecrets(event: ReadEvent): ReadEvent {
  if (event.type !== 'item' && event.type !== 'reject') return event;
  const words = event.type === 'item'
    ? [event.item.title, event.item.body, event.item.reply, ...Object.values(event.item.raw)]
    : event.reject.cells;
  const hit = secretHit(words.filter((w) => w !== null).join('\n'));
  if (!hit) return event;
  return { type: 'blocked', at: { row: event.type === 'item' ? event.at.row : event.reject.row }, rule: hit.rule };
}
