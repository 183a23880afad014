import { fileURLToPath } from 'node:url';
import { FLAGS, type CategoryCode, type Flag, type RequestType, type Verdict } from '../model/index.ts';
import { applyPrecedence } from './concepts/precedence.ts';
import { flagCues, typeCue, urgencyCue } from './cues.ts';
import { evidenceFor } from './evidence.ts';
import { hasHan, occurrences, wordFeature } from './features.ts';
import { COLUMNS, HEADS, LEARNED_FLAGS, type HeadName } from './heads.ts';
import { placesIn } from './place.ts';
import { rowOf } from './row-table.ts';
import { score, softmax } from './score.ts';
import { stanceOf } from './stance.ts';
import { readWeights, type Weights } from './weights-file.ts';

/** A second code is named when its probability reaches this. */
const SECONDARY_FLOOR = 0.12;
/** A text with fewer known features than this says too little to be sure of. */
const FEW = 4;
/** Nothing to judge: no text, or none in Chinese. */
const UNREADABLE: Verdict = {
  category: 'OTH', confidence: 0, secondary: [], type: '其他', sentiment: '中性', urgency: '一般', flags: [], stance: null, places: [], needsReview: true, evidence: [],
};

interface JudgeHints {
  title?: string | null;
  /** The type the source system had written down: it wins. */
  givenType?: RequestType | null;
}

/** A model ready to judge. Not reentrant: it reuses its buffers, so judge one text after the other. */
export interface Model {
  name: string;
  version: string;
  /** @param text the message; the title, where there is one, is judged before it. Spans index the text alone. */
  judge(text: string, hints?: JudgeHints): Verdict;
  /** Inverse document frequency of a word, null for one the model does not know. */
  idfOf(word: string): number | null;
}

export const SHIPPED_WEIGHTS = fileURLToPath(new URL('./weights', import.meta.url));

/**
 * Loads the shipped model, or another directory of the same layout.
 * @throws YuqingError MODEL_MISSING, MODEL_DAMAGED
 */
export function loadModel(dir: string = SHIPPED_WEIGHTS): Model {
  return modelOf(readWeights(dir));
}

function modelOf(weights: Weights): Model {
  const { card } = weights;
  return {
    name: card.name,
    version: card.version,
    idfOf(word) {
      const row = rowOf(weights.table, wordFeature(word));
      return row < 0 ? null : weights.idf[row]!;
    },
    judge: (text, hints = {}) => judge(weights, text, hints),
  };
}

function best(p: Float32Array): number {
  let at = 0;
  for (let k = 1; k < p.length; k += 1) if (p[k]! > p[at]!) at = k;
  return at;
}

function judge(weights: Weights, text: string, hints: JudgeHints): Verdict {
  const { card } = weights;
  const prefix = hints.title && !text.startsWith(hints.title) ? `${hints.title}\n` : '';
  const occ = occurrences(prefix + text);
  const scores = score(weights, occ);
  const { columns, known } = scores;
  if (known === 0 || !hasHan(occ.text)) return { ...UNREADABLE, type: hints.givenType ?? UNREADABLE.type };
  applyPrecedence(columns, COLUMNS.category, occ.concepts, occ.text.length);
  const choose = <H extends HeadName>(head: H) => softmax(columns, COLUMNS[head], HEADS[head].length, card.temperature[head]);

  const category = choose('category');
  const first = best(category);
  const confidence = category[first]! * Math.min(1, known / FEW);
  const secondary = [...category.keys()].filter((k) => k !== first && category[k]! >= SECONDARY_FLOOR)
    .sort((a, b) => category[b]! - category[a]!).slice(0, 2).map((k) => HEADS.category[k]!);

  const evidence = evidenceFor(weights, occ, COLUMNS.category + first, scores, { text, from: prefix.length });

  return {
    category: HEADS.category[first] as CategoryCode,
    confidence: Math.round(confidence * 1e4) / 1e4,
    secondary: secondary as CategoryCode[],
    type: hints.givenType ?? typeCue(prefix + text) ?? HEADS.type[best(choose('type'))]!,
    sentiment: HEADS.sentiment[best(choose('sentiment'))]!,
    urgency: urgencyCue(occ.text) ?? HEADS.urgency[best(choose('urgency'))]!,
    flags: flagsOf(columns, card.flagThreshold, occ.text),
    stance: stanceOf(text, hints.title ?? null),
    places: placesIn(text),
    needsReview: confidence < card.reviewBelow,
    evidence,
  };
}

function flagsOf(columns: Float32Array, threshold: readonly number[], text: string): Flag[] {
  const found = new Set<Flag>(flagCues(text));
  LEARNED_FLAGS.forEach((flag, k) => { if (columns[COLUMNS.flags + k]! > (threshold[k] ?? 0)) found.add(flag); });
  return FLAGS.filter((flag) => found.has(flag));
}
