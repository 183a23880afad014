import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadModel } from '../../classify/model.ts';
import { readFacts, type ReplyFacts } from '../../classify/reply/facts.ts';
import { measuresOf } from '../../classify/reply/measures.ts';
import { fold } from '../../classify/reply/pieces.ts';
import { meet } from '../../classify/reply/relevance.ts';
import { crossValidated, fitReplyWeights, shuffled } from '../../classify/train/reply.ts';
import { YuqingError } from '../../model/index.ts';
import { readPairs } from './pairs.ts';

/** 留言编号 → [完整, 可解释], by hand; numbers of a public set, none of its words. */
const LABELS = fileURLToPath(new URL('../../classify/training/reply-labels.json', import.meta.url));
/** Pairs that teach what belongs together. */
const PAIRS = 1_200;

/** Fits the weights from a table of messages with answers and the labels that we ship; returns what was measured. */
export async function trainReplies(file: string, opts: { out: string; version: string; seed: number }): Promise<string> {
  const labels = JSON.parse(readFileSync(LABELS, 'utf8')) as Record<string, [number, number]>;
  const { idfOf } = loadModel();
  const judged: { facts: ReplyFacts; label: [number, number] }[] = [];
  const others: { message: string; facts: ReplyFacts }[] = [];
  for await (const row of readPairs(file)) {
    if ('error' in row) continue;
    const label = labels[row.id];
    if (!label && others.length >= PAIRS) continue;
    const facts = readFacts({ message: row.message, reply: row.reply }, idfOf);
    if (label) judged.push({ facts, label });
    // A receipt alone belongs to every message: it teaches nothing of belonging.
    else if (facts.length >= 40) others.push({ message: row.message, facts });
  }
  if (judged.length < 20) throw new YuqingError('USAGE', `${file} 里只有 ${judged.length} 行有标注`, '请给出泰迪杯 2020 年 C 题的附件4');
  const rows = judged.map(({ facts, label }) => ({ measures: measuresOf(facts), complete: label[0] === 1, explained: label[1] === 1 }));
  const order = shuffled(others.length, opts.seed);
  const foreign = order.map((i, k) => meet(fold(others[i]!.message), others[order[(k + 1) % order.length]!]!.facts.matter, idfOf));
  const weights = fitReplyWeights(rows, others.map((o) => o.facts.meeting), foreign, opts.version);
  mkdirSync(opts.out, { recursive: true });
  writeFileSync(join(opts.out, 'reply.json'), `${JSON.stringify(weights, null, 1)}\n`);
  const figures = [1, 2, 3, 4, 5].map((seed) => crossValidated(rows, seed));
  const mean = (of: 'complete' | 'explained') => (figures.reduce((s, f) => s + f[of], 0) / figures.length).toFixed(3);
  return `标注 ${rows.length} 行,十折交叉验证(5 次平均):完整 ${mean('complete')},可解释 ${mean('explained')};配对 ${others.length + foreign.length} 对`;
}
