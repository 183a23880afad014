import type { Evidence } from '../../model/index.ts';
import { isTelling } from '../features.ts';
import { softmax } from '../score.ts';
import { best } from './choose.ts';
import { featuresOf, type Found } from './features.ts';
import { readSingle, type SingleWeights } from './file.ts';
import { textOf, type Message } from './message.ts';
import { unitsOf, type Units } from './units.ts';
import { tally, weigh } from './vector.ts';
import { knownBy } from './vocabulary.ts';

export interface SingleVerdict {
  label: string;
  /** Calibrated: of the verdicts at 0.8 some eight in ten are right. */
  confidence: number;
  /** Terms that spoke for the label, heaviest first; spans in the text (words of a segmented message one behind the other). */
  evidence: Evidence[];
}

/** A single-head model ready to judge. */
export interface SingleModel {
  name: string;
  version: string;
  labels: readonly string[];
  judge(message: Message): SingleVerdict;
}

/**
 * Loads a single-head model.
 * @throws YuqingError MODEL_MISSING, MODEL_DAMAGED
 */
export function loadSingle(dir: string): SingleModel {
  const weights = readSingle(dir);
  const known = knownBy(weights.vocabulary);
  const { name, version, labels } = weights.card;
  return { name, version, labels, judge: (message) => judge(weights, message, unitsOf(message, known)) };
}

function judge(weights: SingleWeights, message: Message, units: Units): SingleVerdict {
  const { card, rows } = weights;
  const found = featuresOf(units);
  const { ids, values } = weigh(tally(found), weights);
  if (ids.length === 0) return unknown(card.labels, card.rows);
  const width = card.labels.length;
  const sum = new Float32Array(width);
  for (let k = 0; k < ids.length; k += 1) {
    const at = ids[k]! * width;
    for (let c = 0; c < width; c += 1) sum[c]! += values[k]! * rows[at + c]!;
  }
  const scores = sum.map((s, c) => s * card.scale[c]! + card.bias[c]!);
  const p = softmax(scores, 0, width, card.temperature);
  const at = best(p);
  const share = new Map<number, number>();
  for (let k = 0; k < ids.length; k += 1) share.set(ids[k]!, values[k]! * rows[ids[k]! * width + at]! * card.scale[at]!);
  return { label: card.labels[at]!, confidence: Math.round(p[at]! * 1e4) / 1e4, evidence: evidenceOf(heatOf(weights, found, units.n, share), units, textOf(message)) };
}

/** Nothing that the model knows: the label that most rows bear, and no more sure of it than that. */
function unknown(labels: readonly string[], rows: readonly number[]): SingleVerdict {
  const most = Math.max(...rows);
  return { label: labels[rows.indexOf(most)]!, confidence: Math.round((most / rows.reduce((a, b) => a + b, 0)) * 1e4) / 1e4, evidence: [] };
}

const MOST_TERMS = 5;
/** A term must carry at least this share of the heaviest one. */
const FLOOR = 0.15;

/** Words gather what lies on their units. */
function evidenceOf(heat: Float32Array, units: Units, text: string): Evidence[] {
  const heaviest = new Map<string, Evidence>();
  for (const { from, length, written } of units.words) {
    if (length < 2 || !isTelling(written)) continue;
    let weight = 0;
    for (let k = from; k < from + length; k += 1) weight += heat[k]!;
    const [start, end] = [units.place[from]!, units.place[from + length - 1]! + 1];
    const there = heaviest.get(written);
    if (weight <= 0 || end - start > written.length || (there && there.weight >= weight)) continue;
    heaviest.set(written, { term: text.slice(start, end), weight, start, end });
  }
  const ranked = [...heaviest.values()].sort((a, b) => b.weight - a.weight || a.start - b.start).slice(0, MOST_TERMS);
  const floor = (ranked[0]?.weight ?? 0) * FLOOR;
  return ranked.filter((e) => e.weight >= floor).map((e) => ({ ...e, weight: Math.round(e.weight * 1e4) / 1e4 }));
}

/** What each row of the table adds to the label, laid upon the units of its occurrences. */
function heatOf({ slot }: SingleWeights, found: Found, n: number, share: ReadonlyMap<number, number>): Float32Array {
  const times = new Map<number, number>();
  for (let k = 0; k < found.n; k += 1) times.set(found.feature[k]!, (times.get(found.feature[k]!) ?? 0) + 1);
  const heat = new Float32Array(n);
  for (let k = 0; k < found.n; k += 1) {
    const added = share.get(slot[found.feature[k]!]!);
    if (added === undefined) continue;
    const each = added / times.get(found.feature[k]!)! / found.length[k]!;
    for (let i = found.from[k]!; i < found.from[k]! + found.length[k]!; i += 1) heat[i]! += each;
  }
  return heat;
}
