/** A text shorter than this has no parts worth reading by themselves (characters). */
const SHORT = 60;
/** Each part leaves out as much from one end. */
const PART = 0.7;

/**
 * Parts of a text to read once more where the first reading leaves doubt: without its end, where requests and
 * politeness stand, and without its beginning, where greetings and earlier history do.
 */
export function partsOf(text: string): string[] {
  if (text.length < SHORT) return [];
  const n = Math.round(text.length * PART);
  return [text.slice(0, n), text.slice(-n)];
}

/** Mean of the scores of several readings. */
export function meanOf(readings: readonly Float32Array[]): Float32Array {
  return readings[0]!.map((_, c) => readings.reduce((sum, r) => sum + r[c]!, 0) / readings.length);
}

/** Scores of the whole and of its parts in one. */
export async function lookAgain(score: (text: string) => Promise<Float32Array>, text: string, first: Float32Array): Promise<Float32Array> {
  const readings = [first];
  for (const part of partsOf(text)) readings.push(await score(part));
  return meanOf(readings);
}
