import type { Candidate } from './candidate.ts';
import type { Line } from './lines.ts';
import { isContactLine, isFooterLine } from './phrases.ts';
import { lettersOf } from './same.ts';

export interface Surroundings {
  /** Around the title, above the text. */
  above: string[];
  /** The next ones below the text. */
  below: string[];
}

const ABOVE_TITLE = 3;
const BELOW_TITLE = 40;
/** Lines above the text when the title is not among them. */
const ABOVE_TEXT = 12;
const BELOW_TEXT = 6;
const LONGEST = 300;

/** The lines where an article's date, source and author stand. */
export function surroundingsOf(lines: readonly Line[], { place }: Candidate, title: string | null): Surroundings {
  const end = place?.[0] ?? lines.length;
  const own = lettersOf(title ?? '');
  const at = own.length < 4 ? -1 : lines.slice(0, end).findLastIndex(({ text }) => text.length < LONGEST && isTitle(lettersOf(text), own));
  const from = Math.max(0, at === -1 ? end - ABOVE_TEXT : at - ABOVE_TITLE);
  const above = lines.slice(from, at === -1 ? end : Math.min(end, at + BELOW_TITLE));
  const below = place ? lines.slice(place[1], place[1] + BELOW_TEXT).filter(({ text, linked, aside }) => !aside && linked * 2 < text.length && !isFooterLine(text) && !isContactLine(text)) : [];
  const texts = (some: readonly Line[]) => some.map(({ text }) => text).filter((text) => text.length <= LONGEST);
  return { above: texts(above), below: texts(below) };
}

/** The title's line, also with the date behind it. */
const isTitle = (letters: string, own: string) => letters === own || (letters.startsWith(own) && letters.length < own.length + 60);
