/**
 * Months and weekdays as feeds spell them, in the languages met so far (English and its misspellings, Chinese, German,
 * French, Spanish, Greek, Hungarian, Dutch, Italian, Portuguese, Russian). A word is looked up by its longest known beginning.
 */
const MONTHS: string[][] = [
  ['jan', 'ene', 'gen', 'ιαν', 'jän', 'янв', 'janv', 'led'],
  ['feb', 'fév', 'fev', 'φεβ', 'φευ', 'фев', 'févr'],
  ['mar', 'mär', 'mrz', 'mrt', 'maa', 'μαρ', 'μάρ', 'márc', 'мар'],
  ['apr', 'avr', 'abr', 'απρ', 'ápr', 'апр'],
  ['may', 'mai', 'mei', 'mag', 'μαϊ', 'μαι', 'máj', 'май', 'мая'],
  ['jun', 'juin', 'giu', 'ιουν', 'ιούν', 'jún', 'июн'],
  ['jul', 'juil', 'lug', 'ιουλ', 'ιούλ', 'júl', 'июл'],
  ['aug', 'aoû', 'aou', 'ago', 'αυγ', 'αύγ', 'авг'],
  ['sep', 'set', 'σεπ', 'szept', 'сен'],
  ['oct', 'okt', 'ott', 'out', 'οκτ', 'окт'],
  ['nov', 'νοε', 'νοέ', 'ноя'],
  ['dec', 'déc', 'dez', 'dic', 'δεκ', 'дек'],
];

const WEEKDAYS: string[][] = [
  ['sun', 'so', 'sonntag', 'dim', 'dom', 'κυρ', 'вс', 'zo'],
  ['mon', 'mo', 'montag', 'lun', 'seg', 'δευ', 'пн', 'ma'],
  ['tue', 'di', 'dienstag', 'mar', 'ter', 'τρι', 'τρί', 'вт'],
  ['wed', 'mi', 'mittwoch', 'mer', 'mié', 'qua', 'τετ', 'ср', 'wo'],
  ['thu', 'do', 'donnerstag', 'jeu', 'jue', 'qui', 'πεμ', 'πέμ', 'чт'],
  ['fri', 'fr', 'freitag', 'ven', 'vie', 'sex', 'παρ', 'пт', 'vr'],
  ['sat', 'sa', 'samstag', 'sam', 'sáb', 'sab', 'σαβ', 'σάβ', 'сб', 'za'],
];

/** Full names, so that a word that merely begins like a month (`marble`, `decide`) is no month. */
const TAILS = /^(?:[a-zà-ÿα-ωά-ώа-яıő]{0,9})$/u;

function find(table: string[][], word: string): number | null {
  let best: { index: number; length: number } | null = null;
  for (const [index, names] of table.entries()) {
    for (const name of names) {
      if (word.startsWith(name) && TAILS.test(word.slice(name.length)) && name.length > (best?.length ?? 0)) best = { index, length: name.length };
    }
  }
  return best && (best.length >= 3 || word.length === best.length) ? best.index : null;
}

/** `monthOf('septembre')` → 9; null when the word names no month. */
export function monthOf(word: string): number | null {
  const index = find(MONTHS, word);
  return index === null ? null : index + 1;
}

/** `weekdayOf('donnerstag')` → 4 (Sunday is 0); null when the word names no day. */
export function weekdayOf(word: string): number | null {
  return find(WEEKDAYS, word);
}
