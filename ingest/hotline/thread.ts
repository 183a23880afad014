import type { ThreadPart } from '../../model/index.ts';
import { voicesIn } from './voices.ts';

export interface Conversation {
  thread: ThreadPart[];
  /** What the citizen wrote, where units speak as well; '' where units alone do, null where all of it is the citizen's. */
  ownWords: string | null;
}

/** More voices than a text of an order holds; the last part keeps the rest. */
const MOST_PARTS = 60;

/**
 * The voices in a text to which follow-ups and replies have been added, in order; null where there is one voice only.
 *
 * @example
 * conversationIn('路灯坏了。\n2026-03-05 10:20城管局答复:已修复。\n市民再次来电反映:又坏了。')
 * // → citizen 路灯坏了。 · unit 城管局 2026-03-05T02:20Z 已修复。 · citizen 又坏了。
 */
export function conversationIn(text: string): Conversation | null {
  const voices = voicesIn(text).slice(0, MOST_PARTS);
  if (voices.length === 0) return null;
  const thread: ThreadPart[] = [];
  const own: string[] = [];
  const head = text.slice(0, voices[0]!.from).trim();
  if (hasWords(head)) {
    thread.push({ who: 'citizen', unit: null, at: null, text: head });
    own.push(head);
  }
  /** A voice that says nothing itself announces the next: 城管局答复:滨海中队回复:… */
  let announced = null as { unit: string | null; at: Date | null } | null;
  for (const [i, { from, to, who, unit, at }] of voices.entries()) {
    const end = voices[i + 1]?.from ?? text.length;
    const said = text.slice(to, end).trim();
    if (!hasWords(said)) {
      announced = who === 'unit' ? { unit: announced?.unit ?? unit, at: announced?.at ?? at } : null;
      continue;
    }
    const by = who === 'unit' ? announced : null;
    announced = null;
    thread.push({ who, unit: who === 'unit' ? by?.unit ?? unit : null, at: at ?? by?.at ?? null, text: said });
    if (who === 'citizen') own.push(text.slice(from, end).trim());
  }
  const byUnits = thread.filter((p) => p.who === 'unit');
  if (byUnits.length === 0) return thread.length < 2 ? null : { thread, ownWords: null };
  if (own.length > 0) return { thread, ownWords: own.join('\n') };
  // Somebody who repeats what they were told speaks in the first person, and says what they want.
  return { thread, ownWords: byUnits.some((p) => ABOUT_ONESELF.test(p.text)) ? null : '' };
}

/** 我, but not 我局; 本人. */
const ABOUT_ONESELF = /我(?![局委办厅处所队司镇乡街村县市区州省校院站厂部室公单中支大])|本人|[俺咱]/;

const hasWords = (text: string): boolean => /[\p{L}\p{N}]{2}/u.test(text);
