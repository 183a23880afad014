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

/** What is tried first; from the best of them the search goes on by its C and its balance. */
const FIRST: Recipe[] = [
  { kind: 'margin', c: 0.3, balance: 0.5 }, { kind: 'margin', c: 1, balance: 0.5 },
  { kind: 'ratio', c: 0.3, balance: 0.5 }, { kind: 'ratio', c: 1, balance: 0.5 },
];
/** Rows × labels up to which all folds, or two of them, are held back; beyond, one. */
const [ALL_FOLDS, TWO_FOLDS] = [30_000, 200_000];

/**
 * Chooses the recipe by cross-validation on the rows themselves: best mean of accuracy and macro F1 on folds held back.
 *
 * @param fold of each row (folds.ts)
 */
export function chooseRecipe(lesson: Lesson, fold: Uint8Array, seed: number, tell: (note: string) => void): Chosen {
  const work = lesson.vectors.length * lesson.labels;
  const rounds = work <= ALL_FOLDS ? FOLDS : work <= TWO_FOLDS ? 2 : 1;
  const tried = new Map<string, Chosen>();
  const attempt = (recipe: Recipe): Chosen => {
    const name = `${recipe.kind} C=${recipe.c} 平衡=${recipe.balance}`;
    const known = tried.get(name);
    if (known) return known;
    const chosen = judge(lesson, fold, rounds, recipe, seed);
    tried.set(name, chosen);
    tell(`试 ${name}:留出准确率 ${chosen.accuracy.toFixed(4)},宏平均 F1 ${chosen.macroF1.toFixed(4)}`);
    return chosen;
  };
  let best = FIRST.map(attempt).reduce(better);
  for (const balance of [0, 1]) best = better(best, attempt({ ...best.recipe, balance }));
  const { c } = best.recipe;
  best = better(best, attempt({ ...best.recipe, c: c === 1 ? 3 : 0.1 }));
  return best;
}

const worth = ({ accuracy, macroF1 }: Chosen): number => accuracy + macroF1;
const better = (a: Chosen, b: Chosen): Chosen => (worth(b) > worth(a) ? b : a);

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
