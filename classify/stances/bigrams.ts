/** Size of the hash space of character pairs. */
export const PAIRS = 1 << 16;
/** What is read of a text: who speaks of a policy says so early. */
const READ = 300;

/** Digits are one digit, upper case is lower, full width is half: 3月 is 8月. */
const FOLD = new Uint16Array(65_536);
for (let unit = 0; unit < 65_536; unit += 1) {
  const folded = String.fromCharCode(unit).normalize('NFKC').toLowerCase();
  const one = folded.length === 1 ? folded.charCodeAt(0) : unit;
  FOLD[unit] = one >= 48 && one <= 57 ? 48 : one;
}

const seen = new Uint8Array(PAIRS);

/** The distinct hashed pairs of neighbouring characters of the first 300 units. */
export function pairsOf(text: string): number[] {
  const pairs: number[] = [];
  const end = Math.min(READ, text.length) - 1;
  for (let k = 0; k < end; k += 1) {
    let h = Math.imul(FOLD[text.charCodeAt(k)]!, 0x9e3779b1) ^ Math.imul(FOLD[text.charCodeAt(k + 1)]!, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
    const pair = (h ^ (h >>> 13)) & (PAIRS - 1);
    if (seen[pair] === 1) continue;
    seen[pair] = 1;
    pairs.push(pair);
  }
  for (const pair of pairs) seen[pair] = 0;
  return pairs;
}
