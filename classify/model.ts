import { fileURLToPath } from 'node:url';
import { FLAGS, type CategoryCode, type Flag, type RequestType, type Verdict } from '../model/index.ts';
import { applyPrecedence } from './concepts/precedence.ts';
import { flagCues, typeCue, urgencyCue } from './cues.ts';
import { evidenceFor } from './evidence.ts';
import { hasHan, occurrences, wordFeature, type Occurrences } from './features.ts';
import { COLUMNS, HEADS, LEARNED_FLAGS, type HeadName } from './heads.ts';
import { placesIn } from './place.ts';
import { rowOf } from './row-table.ts';
import { score, softmax, type Scores } from './score.ts';
import { stanceOf } from './stance.ts';
import { readWeights, type ModelCard, type Weights } from './weights-file.ts';

/** A second code is named when its probability reaches this. */
const SECONDARY_FLOOR = 0.12;
/** A text with fewer known features than this says too little to be sure of. */
const FEW = 4;
/** Nothing to judge: no text, or none in Chinese. */
const UNREADABLE: Verdict = {
  category: 'OTH', confidence: 0, secondary: [], type: '其他', sentiment: '中性', urgency: '一般', flags: [], stance: null, places: [], needsReview: true, evidence: [],
};

export interface JudgeHints {
  title?: string | null;
  /** The type the source system had written down: it wins. */
  givenType?: RequestType | null;
}

/** How scores become a verdict: temperatures, thresholds of flags, and the confidence below which a person should look. */
export type Calibration = Pick<ModelCard, 'temperature' | 'flagThreshold' | 'reviewBelow'>;
/** Puts other scores in the place of this model's, laid out alike (heads.ts), with the calibration that fits them. */
export type Revision = (columns: Float32Array) => { columns: Float32Array; calibration: Calibration };

/** A model ready to judge. Not reentrant: it reuses its buffers, so judge one text after the other. */
export interface Model {
  name: string;
  version: string;
  calibration: Calibration;
  /** @param text the message; the title, where there is one, is judged before it. Spans index the text alone. */
  judge(text: string, hints?: JudgeHints, revise?: Revision): Verdict;
  /** Its scores of the text, one per column (heads.ts); null where there is nothing to judge. */
  scores(text: string, title?: string | null): Float32Array | null;
  /** Inverse document frequency of a word, null for one the model does not know. */
  idfOf(word: string): number | null;
  /** The same of any feature (features.ts). */
  idfOfFeature(feature: number): number | null;
  /** A text as the model reads it, title first, with its scores; the features hold until the next text is read. */
  read(text: string, title?: string | null): { occ: Occurrences; scores: Float32Array | null };
}

export const SHIPPED_WEIGHTS = fileURLToPath(new URL('./weights', import.meta.url));

/**
 * Loads the shipped model, or another directory of the same layout.
 * @throws YuqingError MODEL_MISSING, MODEL_DAMAGED
 */
export function loadModel(dir: string = SHIPPED_WEIGHTS): Model {
  return modelOf(readWeights(dir));
}

/** A model over weights that are at hand. */
export function modelOf(weights: Weights): Model {
  const { card } = weights;
  return {
    name: card.name,
    version: card.version,
    calibration: card,
    idfOf: (word) => idfOfFeature(weights, wordFeature(word)),
    idfOfFeature: (feature) => idfOfFeature(weights, feature),
    judge: (text, hints = {}, revise = (columns) => ({ columns, calibration: card })) => judge(weights, text, hints, revise),
    scores: (text, title = null) => read(weights, text, title).scores,
    read: (text, title = null) => read(weights, text, title),
  };
}

function read(weights: Weights, text: string, title: string | null): { occ: Occurrences; scores: Float32Array | null } {
  const occ = occurrences(judgedText(text, title));
  const { columns, known } = scoreWithRules(weights, occ);
  return { occ, scores: isReadable(occ, known) ? columns : null };
}

function idfOfFeature(weights: Weights, feature: number): number | null {
  const row = rowOf(weights.table, feature);
  return row < 0 ? null : weights.idf[row]!;
}

/** What is judged of a message: the title before the text, unless the text begins with it. */
export function judgedText(text: string, title?: string | null): string {
  return title && !text.startsWith(title) ? `${title}\n${text}` : text;
}

const isReadable = (occ: Occurrences, known: number): boolean => known > 0 && hasHan(occ.text);

/** What the weights say, and then the rules of precedence between categories. */
function scoreWithRules(weights: Weights, occ: Occurrences): Scores {
  const scores = score(weights, occ);
  applyPrecedence(scores.columns, COLUMNS.category, occ.concepts, occ.text.length);
  return scores;
}

function best(p: Float32Array): number {
  let at = 0;
  for (let k = 1; k < p.length; k += 1) if (p[k]! > p[at]!) at = k;
  return at;
}

function judge(weights: Weights, text: string, hints: JudgeHints, revise: Revision): Verdict {
  const whole = judgedText(text, hints.title);
  const occ = occurrences(whole);
  const scores = scoreWithRules(weights, occ);
  const { known } = scores;
  if (!isReadable(occ, known)) return { ...UNREADABLE, type: hints.givenType ?? UNREADABLE.type };
  const { columns, calibration } = revise(scores.columns);
  const choose = <H extends HeadName>(head: H) => softmax(columns, COLUMNS[head], HEADS[head].length, calibration.temperature[head]);

  const category = choose('category');
  const first = best(category);
  const confidence = category[first]! * Math.min(1, known / FEW);
  const secondary = [...category.keys()].filter((k) => k !== first && category[k]! >= SECONDARY_FLOOR)
    .sort((a, b) => category[b]! - category[a]!).slice(0, 2).map((k) => HEADS.category[k]!);

  const evidence = evidenceFor(weights, occ, COLUMNS.category + first, scores, { text, from: whole.length - text.length });

  const type = hints.givenType ?? typeCue(whole) ?? HEADS.type[best(choose('type'))]!;
  return {
    category: HEADS.category[first] as CategoryCode,
    confidence: Math.round(confidence * 1e4) / 1e4,
    secondary: secondary as CategoryCode[],
    type,
    sentiment: HEADS.sentiment[best(choose('sentiment'))]!,
    urgency: urgencyCue(occ.text) ?? HEADS.urgency[best(choose('urgency'))]!,
    flags: flagsOf(columns, calibration.flagThreshold, occ.text),
    stance: stanceOf(text, hints.title ?? null, type),
    places: placesIn(text),
    needsReview: confidence < calibration.reviewBelow,
    evidence,
  };
}

function flagsOf(columns: Float32Array, threshold: readonly number[], text: string): Flag[] {
  const found = new Set<Flag>(flagCues(text));
  LEARNED_FLAGS.forEach((flag, k) => { if (columns[COLUMNS.flags + k]! > (threshold[k] ?? 0)) found.add(flag); });
  return FLAGS.filter((flag) => found.has(flag));
}
