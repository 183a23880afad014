/**
 * 同人同事: whether two messages of one person are about one matter. Called only for messages that a phone or ID number
 * has shown to be of the same person, so little likeness is enough; people tell the same story in other words.
 */
export interface PersonsMessage {
  title: string | null;
  /** The writer's own words. */
  words: string;
  place: string | null;
}

/** Share of the shorter text's pairs of characters that the longer one has too. */
const ALIKE = 0.17;
/** At the same place less is enough. */
const ALIKE_AT_PLACE = 0.1;
/** Characters looked at. */
const LONGEST = 1_000;
/** How far back another call can be about the same matter. */
export const SAME_MATTER_DAYS = 90;

export function isSameMatter(a: PersonsMessage, b: PersonsMessage): boolean {
  const place = samePlace(a.place, b.place);
  return likeness(pairsOf(a), pairsOf(b)) >= (place ? ALIKE_AT_PLACE : ALIKE);
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  if (few.size === 0) return 0;
  let shared = 0;
  for (const pair of few) if (many.has(pair)) shared += 1;
  return shared / few.size;
}

/** Words that every call has, whatever it is about. */
const EVERYWHERE = /来电|反映|市民|群众|希望|请|相关|有关|部门|单位|核实|处理|解决|尽快|谢谢|您好|工作人员|咨询|投诉|情况|问题|再次|表示|目前|现在|一直|没有|\d+/g;

function pairsOf({ title, words }: PersonsMessage): Set<string> {
  const text = `${title ?? ''} ${words}`.slice(0, LONGEST).normalize('NFKC').replace(EVERYWHERE, ' ').replace(/[\p{P}\p{S}]+/gu, ' ');
  const pairs = new Set<string>();
  for (const run of text.split(/\s+/)) for (let k = 0; k + 1 < run.length; k += 1) pairs.add(run.slice(k, k + 2));
  return pairs;
}

function samePlace(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return false;
  const [x, y] = [bare(a), bare(b)];
  return x.length >= 3 && y.length >= 3 && (x.includes(y) || y.includes(x));
}

const bare = (place: string) => place.replace(/[\s\p{P}]+/gu, '');
