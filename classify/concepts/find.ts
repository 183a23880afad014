import { CONCEPTS, type Concept } from './words.ts';

export const CONCEPT_NAMES = Object.keys(CONCEPTS) as Concept[];

/** One word of a concept where it stands in a text. */
export interface Found {
  concept: number;
  start: number;
  length: number;
}

interface Node {
  next: Map<number, Node>;
  /** Concepts whose word ends here. */
  concepts: number[];
}
const newNode = (): Node => ({ next: new Map(), concepts: [] });

const root = newNode();
CONCEPT_NAMES.forEach((name, concept) => {
  for (const word of CONCEPTS[name].split(' ')) {
    let node = root;
    for (let k = 0; k < word.length; k += 1) {
      const unit = word.charCodeAt(k);
      let next = node.next.get(unit);
      if (!next) node.next.set(unit, (next = newNode()));
      node = next;
    }
    if (!node.concepts.includes(concept)) node.concepts.push(concept);
  }
});
/** No word belongs to more concepts than this. */
export const MOST_CONCEPTS_OF_A_WORD = 3;

/** First units of words, looked up without hashing: most places of a text begin none. */
const FIRST: (Node | undefined)[] = Array.from({ length: 65_536 });
for (const [unit, node] of root.next) FIRST[unit] = node;

/** Every word of a concept in a text: at each place the longest. `units` are folded as in features.ts. */
export function findConcepts(units: Uint16Array, n: number): Found[] {
  const found: Found[] = [];
  for (let start = 0; start < n; start += 1) {
    let node = FIRST[units[start]!];
    let [longest, length] = [node && node.concepts.length > 0 ? node : undefined, 1];
    for (let k = start + 1; node && k < n; k += 1) {
      node = node.next.get(units[k]!);
      if (node && node.concepts.length > 0) [longest, length] = [node, k - start + 1];
    }
    if (longest) for (const concept of longest.concepts) found.push({ concept, start, length });
  }
  return found;
}
