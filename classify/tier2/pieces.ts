
/** As tier 1 cuts (features.ts, which would bring its dictionary into this thread); units. */
const [HEAD, TAIL] = [1_400, 600];
/** Begin and end of a sequence. */
const [BEGIN, END] = [0, 2];
/**
 * A longer message keeps its head, which tells the matter, and its tail, which asks for something (pieces). Trained on
 * 118 + 40, the model does better on long messages when it may read more (docs/models.md).
 */
const FIRST = 190;
const LAST = 66;

/** What is cut into pieces at all: no text is so long that cutting it would take time. */
export function clip(text: string): string {
  const whole = text.length <= HEAD + TAIL ? text : `${text.slice(0, HEAD)}\n${text.slice(-TAIL)}`;
  // Half a surrogate pair, from the cut or from the sender, has no UTF-8.
  return whole.toWellFormed();
}

/** The ids that go into the graph, of those the tokenizer made, its own marks included. */
export function fit(ids: readonly number[]): number[] {
  if (ids.length <= FIRST + LAST + 2) return [...ids];
  const inner = ids.slice(1, -1);
  return [BEGIN, ...inner.slice(0, FIRST), ...inner.slice(-LAST), END];
}
