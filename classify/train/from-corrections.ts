import { createHash } from 'node:crypto';
import { correctionsSince, standingCorrections, type CorrectedText } from '../../db/corrections.ts';
import type { Db } from '../../db/connect.ts';
import { modelVersions, putVersion, type VersionFigures } from '../../db/model-versions.ts';
import { HEADS, LEARNED_FLAGS, type HeadName } from '../heads.ts';
import { modelOf, type Model } from '../model.ts';
import { packBytes, type Weights } from '../weights-file.ts';
import { adapt, type Lesson } from './adapt.ts';
import type { Example } from './corpus.ts';

/** Fewer corrections than this say too little to change a model by. */
export const LEAST = 25;
/** A night's work begins when so many have come since the last attempt. */
export const NIGHTLY_LEAST = 20;
/** Every fifth correction, by its words, examines and never teaches. */
const HELD = 5;
const LEAST_HELD = 3;
/** Every fourth row of the sample examines too; the others are repeated, so that what was known stays known. */
const GUARD = 4;
const REPEATED = 0.5;
/** What chance alone may take from the fixed rows. */
const SLACK = 0.005;

export interface Learned {
  version: string;
  /** 'same': a version of exactly these corrections is there already. */
  outcome: 'switched' | 'refused' | 'same';
  why: string;
  figures: VersionFigures;
}

/** What a model can be examined on beside the corrections: rows it was not taught here, by the name of the set. */
export type FixedSets = Record<string, readonly Pick<Example, 'text' | 'labels'>[]>;

/** Whether enough corrections have come since the last attempt for another one. */
export async function worthLearning(db: Db, name: string): Promise<boolean> {
  const [last] = await modelVersions(db, name);
  return (await correctionsSince(db, last?.createdAt ?? null)) >= NIGHTLY_LEAST && (await standingCorrections(db)).length >= LEAST;
}

/**
 * Makes a new version of the shipped model from all corrections that stand, examines it beside the one that serves, on
 * corrections kept back and on fixed rows, and lets it serve if it is not worse on any of them. Always from the shipped
 * weights: versions do not drift, and the same corrections give the same version.
 *
 * @param sample rows of our own, repeated while it learns and, every fourth, examined
 * @returns null where there are fewer than LEAST corrections
 */
export async function learn(db: Db, shipped: Weights, serving: Model, sample: readonly Example[], fixed: FixedSets, seed = 1): Promise<Learned | null> {
  const corrections = await standingCorrections(db);
  if (corrections.length < LEAST) return null;
  const { name } = shipped.card;
  const version = `${shipped.card.version}+${corrections.length}.${fingerprint(corrections)}`;
  const made = (await modelVersions(db, name)).find((v) => v.version === version);
  if (made) return { version, outcome: 'same', why: made.why, figures: made.figures };

  const held = corrections.filter((c) => isHeld(c));
  const taught = corrections.filter((c) => !isHeld(c));
  const repeated = sample.filter((_, k) => k % GUARD !== 0).map((e): Lesson => ({ text: e.text, labels: e.labels, flags: e.flags, weight: REPEATED }));
  const weights = await adapt({ ...shipped, card: { ...shipped.card, version, trainedOn: { ...shipped.card.trainedOn, 更正: taught.length } } }, [...repeated, ...taught.map(lessonOf)], seed);
  const model = modelOf(weights);

  const sets: FixedSets = { 自写样本: sample.filter((_, k) => k % GUARD === 0), ...fixed };
  const figures: VersionFigures = {
    learned: taught.length, heldBack: held.length, before: agreement(serving, held), after: agreement(model, held),
    fixed: Object.fromEntries(Object.entries(sets).map(([set, rows]) => [set, { n: rows.length, before: accuracy(serving, rows), after: accuracy(model, rows) }])),
  };
  const why = objection(figures);
  const { card, bytes } = packBytes(weights);
  await db.transaction().execute((trx) => putVersion(trx, {
    name, version, card, weights: bytes, figures, state: why === null ? 'current' : 'refused', why: why ?? '不比在用的差',
  }));
  return { version, outcome: why === null ? 'switched' : 'refused', why: why ?? '不比在用的差', figures };
}

/** Why a version must not serve; null where nothing speaks against it. */
export function objection(f: VersionFigures): string | null {
  if (f.heldBack < LEAST_HELD) return `留作检验的更正只有 ${f.heldBack} 条`;
  if (f.after < f.before) return `在留作检验的更正上变差:${percent(f.before)} → ${percent(f.after)}`;
  const worse = Object.entries(f.fixed).find(([, s]) => s.after < s.before - SLACK);
  return worse ? `在${worse[0]}上变差:${percent(worse[1].before)} → ${percent(worse[1].after)}` : null;
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

/** By the words, so that the same text stays on the same side for good. */
const isHeld = (c: CorrectedText): boolean => createHash('sha256').update(c.textHash).digest().readUInt32BE(0) % HELD === 0;

const fingerprint = (all: readonly CorrectedText[]): string => createHash('sha256').update(all.map((c) => c.verdictId).join(',')).digest('hex').slice(0, 8);

const PARTS = ['category', 'type', 'urgency', 'sentiment'] as const satisfies readonly HeadName[];

/** Only what the person spoke of is a lesson: the rest is the model's own opinion. */
function lessonOf(c: CorrectedText): Lesson {
  const labels: Lesson['labels'] = {};
  for (const part of PARTS) if (c.corrected.includes(part)) labels[part] = (HEADS[part] as readonly string[]).indexOf(c[part]);
  return { text: c.text, labels, flags: c.corrected.includes('flags') ? LEARNED_FLAGS.map((f) => (c.flags.includes(f) ? 1 : 0)) : null, weight: 1 };
}

function agreement(model: Model, rows: readonly CorrectedText[]): number {
  let [right, n] = [0, 0];
  for (const c of rows) {
    const verdict = model.judge(c.text);
    for (const part of PARTS) {
      if (!c.corrected.includes(part)) continue;
      n += 1;
      if (verdict[part] === c[part]) right += 1;
    }
  }
  return n === 0 ? 1 : right / n;
}

function accuracy(model: Model, rows: readonly Pick<Example, 'text' | 'labels'>[]): number {
  const right = rows.reduce((n, r) => n + (model.judge(r.text).category === HEADS.category[r.labels.category] ? 1 : 0), 0);
  return rows.length === 0 ? 1 : right / rows.length;
}
