import type { Evidence } from '../model/index.ts';
import { isTelling, placeInWhole, type Occurrences } from './features.ts';
import { WIDTH } from './heads.ts';
import type { Scores } from './score.ts';
import type { Weights } from './weights-file.ts';

const MOST = 5;
/** A term must carry at least this share of the heaviest one. */
const FLOOR = 0.15;
let heat = new Float32Array(4_096);

/** The judged text within what the features were read from (a title may stand before it, the middle may be cut out). */
export interface JudgedPart {
  text: string;
  /** Where it begins. */
  from: number;
}

/**
 * The words that spoke for a column, heaviest first: what every occurrence adds is laid upon its characters, and
 * words gather what lies on theirs. Words do not overlap, so it says 路灯 and never also 路 and 灯.
 */
export function evidenceFor(weights: Weights, occ: Occurrences, column: number, scores: Scores, part: JudgedPart): Evidence[] {
  layHeat(weights, occ, column, scores);
  const whole = part.from + part.text.length;
  const best = new Map<string, Evidence>();
  for (const { word, start: at } of occ.words) {
    if (!isTelling(word)) continue;
    let weight = 0;
    for (let i = 0; i < word.length; i += 1) weight += heat[at + i]!;
    const start = placeInWhole(at, whole) - part.from;
    const there = best.get(word);
    if (weight <= 0 || start < 0 || (there && there.weight >= weight)) continue;
    const end = start + word.length;
    best.set(word, { term: part.text.slice(start, end), weight, start, end });
  }
  const ranked = [...best.values()].sort((a, b) => b.weight - a.weight || a.start - b.start).slice(0, MOST);
  const floor = (ranked[0]?.weight ?? 0) * FLOOR;
  return ranked.filter((e) => e.weight >= floor).map((e) => ({ ...e, weight: Math.round(e.weight * 1e4) / 1e4 }));
}

/** What each occurrence adds to the column, spread over its characters. */
function layHeat({ rows, card }: Weights, occ: Occurrences, column: number, { rowAt, perOccurrence }: Scores): void {
  if (heat.length < occ.text.length) heat = new Float32Array(occ.text.length);
  heat.fill(0, 0, occ.text.length);
  for (let k = 0; k < occ.n; k += 1) {
    const row = rowAt[k]!;
    if (row < 0) continue;
    const share = (rows[row * WIDTH + column]! * card.scale[column]! * perOccurrence[row]!) / occ.length[k]!;
    for (let i = 0; i < occ.length[k]!; i += 1) heat[occ.start[k]! + i]! += share;
  }
}
