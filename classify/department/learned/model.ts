import type { DepartmentProposal } from '../../../model/index.ts';
import { softmax } from '../../score.ts';
import { countOrder, weighOrder } from './vector.ts';
import { readDepartments, type DepartmentCard, type DepartmentWeights } from './weights.ts';

/** An order with fewer known features says too little: the commonest unit would get it for being common. */
const FEW = 8;

/** A department model ready to propose. Not reentrant: it counts features in shared buffers. */
export interface DepartmentModel {
  card: DepartmentCard;
  /** The unit that had orders like this one, where the model is sure enough; else null. */
  propose(text: string, categoryPath?: readonly string[]): DepartmentProposal | null;
}

/**
 * Loads a model that `yuqing train --departments` has written.
 * @throws YuqingError MODEL_MISSING, MODEL_DAMAGED
 */
export function loadDepartmentModel(dir: string): DepartmentModel {
  const weights = readDepartments(dir);
  return { card: weights.card, propose: (text, categoryPath = []) => propose(weights, text, categoryPath) };
}

function propose({ card, slot, idf, rows }: DepartmentWeights, text: string, categoryPath: readonly string[]): DepartmentProposal | null {
  const { ids, values } = weighOrder(countOrder(text, categoryPath), (id) => (slot[id]! < 0 ? 0 : idf[slot[id]!]!));
  if (ids.length < FEW) return null;
  const width = card.units.length;
  const sums = new Float32Array(width);
  ids.forEach((id, k) => {
    const at = slot[id]! * width;
    for (let u = 0; u < width; u += 1) sums[u]! += values[k]! * rows[at + u]!;
  });
  const p = softmax(sums.map((s, u) => s * card.scale[u]! + card.bias[u]!), 0, width, card.temperature);
  const best = p.indexOf(Math.max(...p));
  return card.trustAbove === null || p[best]! < card.trustAbove ? null : { unit: card.units[best]!, confidence: p[best]!, learnedFrom: card.learnedFrom };
}
