import { CATEGORY_CODES } from '../../model/index.ts';
import { KIND, type Occurrences } from '../features.ts';
import { placesIn } from '../place.ts';

/** What the grouping needs of a model. */
export interface Reader {
  /** Inverse document frequency of a feature (features.ts), null for one the model does not know. */
  idfOfFeature(feature: number): number | null;
  /** The features of title and text, which hold until the next text is read; a score per column (heads.ts), null where there is nothing to judge. */
  read(text: string, title?: string | null): { occ: Occurrences; scores: Float32Array | null };
}

/** A text as the grouping sees it: its telling features, the places it names, the kind of matter it is. */
export interface TextVector {
  /** Heaviest first, unit length together. */
  readonly ids: Int32Array;
  readonly values: Float32Array;
  /** 1 where the feature is part of the name of a place. */
  readonly inPlace: Uint8Array;
  readonly places: readonly string[];
  /** Weights of the categories, unit length together. */
  readonly kind: Float32Array;
}

const MOST_FEATURES = 60;
const MOST_PLACES = 12;
/** The title says the matter, the text also how the writer suffers by it. */
const TITLE_WEIGHT = 4;
/** Features common in what citizens write tell no matter from another; what is left is weighed by how far it is above. */
const IDF_FLOOR = 3;
const IDF_ZERO = 2;
/** A feature that the model has never seen is rare: a place, a firm, a nickname. */
const IDF_UNKNOWN = 8;
/** Scores are flattened, so that a second category that fits nearly as well counts. */
const KIND_TEMPERATURE = 0.5;
/** Kinds of places that are narrow enough to tell one matter from another; a district is not. */
const NARROW: ReadonlySet<string> = new Set(['\u5c0f\u533a', '\u5b66\u6821', '\u533b\u9662', '\u6751\u793e', '\u8def\u53e3', '\u573a\u6240', '\u9053\u8def']);

/** The vector of a message. Linear in its length, which `occurrences` bounds. */
export function vectorOf(title: string | null, body: string, reader: Reader): TextVector {
  const { occ, scores } = reader.read(body, title);
  const { marked, places } = placesOf(occ.text);
  const { ids, values, placed } = weigh(occ, title?.length ?? 0, marked, reader);
  const order = Array.from(ids.keys()).sort((a, b) => values[b]! - values[a]! || ids[a]! - ids[b]!).slice(0, MOST_FEATURES);
  const unit = 1 / (Math.sqrt(order.reduce((sum, k) => sum + values[k]! * values[k]!, 0)) || 1);
  return {
    ids: Int32Array.from(order, (k) => ids[k]!), values: Float32Array.from(order, (k) => values[k]! * unit), inPlace: Uint8Array.from(order, (k) => (placed[k]! ? 1 : 0)),
    places, kind: kindOf(scores),
  };
}

/** Names of narrow places, and where they stand. */
function placesOf(text: string): { marked: Uint8Array; places: string[] } {
  const marked = new Uint8Array(text.length);
  const places = new Set<string>();
  for (const { kind, name, start, end } of placesIn(text)) {
    if (!NARROW.has(kind)) continue;
    places.add(name);
    marked.fill(1, start, end);
  }
  return { marked, places: [...places].slice(0, MOST_PLACES) };
}

/** Reused from text to text: a fresh object per feature would be most of the garbage of the line. */
const slotOf = new Map<number, number>();

/** Weighs bigrams and words, those that begin within the title more; single characters tell nothing. */
function weigh(occ: Occurrences, titleLength: number, marked: Uint8Array, reader: Reader): { ids: number[]; values: number[]; placed: boolean[] } {
  const [ids, weight, seen, placed]: [number[], number[], number[], number[]] = [[], [], [], []];
  slotOf.clear();
  for (let k = 0; k < occ.n; k += 1) {
    const length = occ.length[k]!;
    // What we call a thing is no name of it: concepts stay out.
    if (length < 2 || occ.kind[k]! > KIND.word) continue;
    const [feature, start] = [occ.feature[k]!, occ.start[k]!];
    let at = slotOf.get(feature);
    if (at === undefined) {
      at = ids.length;
      slotOf.set(feature, at);
      ids.push(feature);
      weight.push(0);
      seen.push(0);
      placed.push(0);
    }
    weight[at]! += start < titleLength ? TITLE_WEIGHT : 1;
    seen[at]! += 1;
    placed[at]! += marked[start]! & marked[start + length - 1]!;
  }
  const told = { ids: [] as number[], values: [] as number[], placed: [] as boolean[] };
  for (const [at, id] of ids.entries()) {
    const idf = reader.idfOfFeature(id) ?? IDF_UNKNOWN;
    if (idf < IDF_FLOOR) continue;
    told.ids.push(id);
    told.values.push((idf - IDF_ZERO) * (1 + Math.log(weight[at]!)));
    told.placed.push(placed[at]! * 2 >= seen[at]!);
  }
  return told;
}

function kindOf(scores: Float32Array | null): Float32Array {
  const n = CATEGORY_CODES.length;
  const weights = Float32Array.from({ length: n }, (_, k) => (scores ? Math.exp(scores[k]! * KIND_TEMPERATURE) : 1));
  const unit = 1 / Math.sqrt(weights.reduce((sum, x) => sum + x * x, 0));
  return weights.map((x) => x * unit);
}
