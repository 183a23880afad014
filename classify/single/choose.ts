import { FOLDS } from './folds.ts';
import { learnLabels, scoresOf, type Lesson, type Recipe } from './learn.ts';
import { measure } from '../eval/measure.ts';

/** A message's scores by a model that did not learn from it. */
export interface HeldBack {
  scores: Float32Array;
  label: number;
}

export interface Chosen {
  recipe: Recipe;
  heldBack: HeldBack[];
  accuracy: number;
  macroF1: number;
}

/** Did best on average over five kinds of data: it stays unless another recipe is clearly better. */
const USUAL: Recipe = { kind: 'ratio', c: 1, balance: 0.5 };
const OTHERS: Recipe[] = [{ kind: 'ratio', c: 0.3, balance: 0.5 }, { kind: 'margin', c: 1, balance: 0.5 }, { kind: 'margin', c: 0.3, balance: 0.5 }];
/** Clearly: by so much of accuracy and macro F1 together. Less is within the chance of a few thousand rows, and choosing by chance costs. */
const CLEARLY = 0.008;
/** Rows × labels up to which all folds, or two of them, are held back; beyond, one. */
const [ALL_FOLDS, TWO_FOLDS] = [30_000, 200_000];

/**
 * Chooses the recipe by cross-validation on the rows themselves: the usual one, unless another is clearly better by
 * accuracy and macro F1 on folds held back; from there the search goes on by the balance of the labels.
 *
 * @param fold of each row (folds.ts)
 */
export function chooseRecipe(lesson: Lesson, fold: Uint8Array, seed: number, tell: (note: string) => void): Chosen {
  const work = lesson.vectors.length * lesson.labels;
  const rounds = work <= ALL_FOLDS ? FOLDS : work <= TWO_FOLDS ? 2 : 1;
  const attempt = (recipe: Recipe): Chosen => {
    const name = `${recipe.kind} C=${recipe.c} 平衡=${recipe.balance}`;
    const tried = judge(lesson, fold, rounds, recipe, seed);
    tell(`试 ${name}:留出准确率 ${tried.accuracy.toFixed(4)},宏平均 F1 ${tried.macroF1.toFixed(4)}`);
    return tried;
  };
  const rest = OTHERS.map(attempt).reduce((a, b) => (worth(b) > worth(a) ? b : a));
  let chosen = clearlyBetter(attempt(USUAL), rest);
  for (const balance of [0, 1]) chosen = clearlyBetter(chosen, attempt({ ...chosen.recipe, balance }));
  return chosen;
}

const worth = ({ accuracy, macroF1 }: Chosen): number => accuracy + macroF1;
const clearlyBetter = (a: Chosen, b: Chosen): Chosen => (worth(b) > worth(a) + CLEARLY ? b : a);

function judge(lesson: Lesson, fold: Uint8Array, rounds: number, recipe: Recipe, seed: number): Chosen {
  const heldBack: HeldBack[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const rows = [...fold.keys()];
    const kept = rows.filter((i) => fold[i] !== round);
    const held = rows.filter((i) => fold[i] === round);
    if (kept.length === 0 || held.length === 0) continue;
    const vectors = held.map((i) => lesson.vectors[i]!);
    const part: Lesson = { ...lesson, vectors: kept.map((i) => lesson.vectors[i]!), label: Int32Array.from(kept, (i) => lesson.label[i]!) };
    const columns = Array.from(learnLabels(part, recipe, seed), (weights) => scoresOf(vectors, weights));
    held.forEach((i, k) => heldBack.push({ scores: Float32Array.from(columns, (column) => column[k]!), label: lesson.label[i]! }));
  }
  const { accuracy, macroF1 } = measure(heldBack.map(({ scores, label }) => ({ truth: label, said: best(scores) })), lesson.labels);
  return { recipe, heldBack, accuracy, macroF1 };
}

/** Place of the largest score. */
export function best(scores: Float32Array): number {
  let at = 0;
  for (let k = 1; k < scores.length; k += 1) if (scores[k]! > scores[at]!) at = k;
  return at;
}
