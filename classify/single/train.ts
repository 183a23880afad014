import { YuqingError } from '../../model/index.ts';
import { SINGLE_FORMAT, type SingleCard } from './card.ts';
import { chooseRecipe } from './choose.ts';
import { featuresOf, SINGLE_SPACE } from './features.ts';
import { writeSingle } from './file.ts';
import { foldOf } from './folds.ts';
import { learnLabels, type Lesson } from './learn.ts';
import type { LabelledMessage } from './message.ts';
import { tableOf } from './table.ts';
import { temperatureOf } from './temperature.ts';
import { unitsOf } from './units.ts';
import { dictionaryOf, tally, weigh, type Tally } from './vector.ts';
import { knownBy, vocabularyOf } from './vocabulary.ts';

export interface SingleOptions {
  out: string;
  name: string;
  version: string;
  seed: number;
  /** Rows that could not be read, for the card. */
  rejected: number;
  onProgress?: (note: string) => void;
}

const MOST_LABELS = 2_000;

/**
 * Learns one head with any labels from rows: chooses its recipe by folds held back, calibrates on them, learns from
 * all rows, packs and writes. The same rows and seed give the same bytes.
 *
 * @throws FILE_DAMAGED for fewer than two labels, or too many
 */
export function trainSingle(rows: readonly LabelledMessage[], opts: SingleOptions): SingleCard {
  const tell = opts.onProgress ?? (() => {});
  const labels = [...new Set(rows.map(({ label }) => label))].sort();
  if (labels.length < 2) throw new YuqingError('FILE_DAMAGED', `只有 ${labels.length} 种标签,没有可分的`, '请给出至少两种标签的行');
  if (labels.length > MOST_LABELS) throw new YuqingError('FILE_DAMAGED', `有 ${labels.length} 种标签,超过 ${MOST_LABELS} 种`, '请核对“label”一列是不是标签');
  const vocabulary = vocabularyOf(rows);
  const { tallies, fold } = counted(rows, vocabulary, opts.seed);
  const dictionary = dictionaryOf(tallies);
  if (dictionary.ids.length === 0) throw new YuqingError('FILE_DAMAGED', '各行没有一个共有的字词,学不到东西', '请给出更多标注,或核对文字一列');
  const place = new Map(labels.map((label, k) => [label, k]));
  const lesson: Lesson = {
    vectors: tallies.map((t) => weigh(t, dictionary)), label: Int32Array.from(rows, ({ label }) => place.get(label)!), labels: labels.length, features: dictionary.ids.length,
  };
  const chosen = chooseRecipe(lesson, fold, opts.seed, tell);
  tell('用全部行训练');
  const { kept, rows: cells, scale, bias } = tableOf(learnLabels(lesson, chosen.recipe, opts.seed), labels.length, dictionary.idf);
  const card: SingleCard = {
    format: SINGLE_FORMAT, name: opts.name, version: opts.version, labels, rows: countsOf(lesson), rejected: opts.rejected, seed: opts.seed,
    space: SINGLE_SPACE, features: kept.length, segmented: vocabulary !== null, recipe: chosen.recipe,
    heldBack: { n: chosen.heldBack.length, accuracy: rounded(chosen.accuracy), macroF1: rounded(chosen.macroF1) },
    temperature: temperatureOf(chosen.heldBack), scale, bias,
  };
  writeSingle(opts.out, card, Uint32Array.from(kept, (k) => dictionary.ids[k]!), Float32Array.from(kept, (k) => dictionary.idf[k]!), cells, vocabulary);
  return card;
}

const rounded = (x: number): number => Math.round(x * 1e4) / 1e4;

function counted(rows: readonly LabelledMessage[], vocabulary: Uint8Array | null, seed: number): { tallies: Tally[]; fold: Uint8Array } {
  const known = knownBy(vocabulary);
  const fold = new Uint8Array(rows.length);
  const tallies = rows.map(({ message }, i) => {
    const found = featuresOf(unitsOf(message, known));
    fold[i] = foldOf(found, seed);
    return tally(found);
  });
  return { tallies, fold };
}

function countsOf({ label, labels }: Lesson): number[] {
  const counts = Array.from({ length: labels }, () => 0);
  for (const l of label) counts[l]! += 1;
  return counts;
}
