import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { loadModel } from '../classify/model.ts';
import { signature } from '../classify/signature.ts';
import { readAgreed, readCorpus } from '../classify/train/corpus.ts';
import { evaluate } from '../classify/train/evaluate.ts';
import { readTexts } from '../cli/try/texts.ts';
import { measureFastText } from './fasttext.ts';

const BIN = fileURLToPath(new URL('../cli/bin.mjs', import.meta.url));
const ORDERS = fileURLToPath(new URL('../../shared/data/haikou12345/orders.csv', import.meta.url));
const LABELS = fileURLToPath(new URL('../../shared/data/labels/', import.meta.url));
const SAMPLE = fileURLToPath(new URL('../classify/training/written.jsonl', import.meta.url));
/** The sample is short: it is judged so often that its time can be told from noise. */
const SAMPLE_ROUNDS = 14;
/** Rows judged before the clock starts: what is measured is the steady state. */
const WARM_UP = 500;

/** Judgement alone in this process, then the command as a user runs it, start included. Prints to stdout. */
export async function run(): Promise<void> {
  const real = existsSync(ORDERS);
  if (!real) console.warn(`没有 ${ORDERS}:改用自写样本,句子短得多,数字不能与海口工单相比`);
  const file = real ? ORDERS : SAMPLE;
  const read: string[] = [];
  for await (const row of readTexts(file, real ? '诉求内容' : 'text')) if ('text' in row) read.push(row.text);
  const texts = real ? read : Array.from({ length: SAMPLE_ROUNDS }, () => read).flat();

  let started = performance.now();
  const model = loadModel();
  const loaded = performance.now() - started;
  started = performance.now();
  model.judge('小区停水');
  const first = performance.now() - started;
  for (const text of texts.slice(0, WARM_UP)) model.judge(text);
  const perSecond = (act: (text: string) => unknown) => {
    const from = performance.now();
    for (const text of texts) act(text);
    return Math.round(texts.length / ((performance.now() - from) / 1_000));
  };
  console.log(`研判 ${texts.length} 条,平均 ${Math.round(texts.reduce((n, t) => n + t.length, 0) / texts.length)} 字`);
  console.log(`  载入权重 ${loaded.toFixed(0)} 毫秒;首条(含词典)${first.toFixed(0)} 毫秒`);
  console.log(`  全部判断头加依据词:${perSecond((t) => model.judge(t))} 条/秒(单线程)`);
  console.log(`  主题签名:${perSecond((t) => signature(t, model))} 条/秒`);
  const jieba = Jieba.withDict(dict);
  console.log(`  只用 jieba 分词:${perSecond((t) => jieba.cut(t, false))} 条/秒`);
  console.log(`  本进程常驻内存 ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB(含全部文本)`);
  if (real) command(texts.length);
  if (existsSync(`${LABELS}dev.jsonl`)) beside(texts);
  else console.warn(`没有 ${LABELS}dev.jsonl:不与 fastText 比准确率`);
}

function command(rows: number): void {
  const from = performance.now();
  const { status } = spawnSync(process.execPath, [BIN, 'try', 'classify', ORDERS], { stdio: ['ignore', 'ignore', 'inherit'] });
  const seconds = (performance.now() - from) / 1_000;
  if (status !== 0) throw new Error(`yuqing try classify ended with ${status}`);
  console.log(`  yuqing try classify(含进程启动)${seconds.toFixed(2)} 秒,${Math.round(rows / seconds)} 条/秒`);
}

/** The category's accuracy beside fastText's, trained on the same rows (the teacher's by their likeliest code). */
function beside(texts: readonly string[]): void {
  const dev = readAgreed(`${LABELS}dev.jsonl`);
  const { category } = evaluate(loadModel(), dev).heads;
  console.log(`  类别准确率(labels/dev.jsonl,${dev.length} 条):本模型 ${category.accuracy.toFixed(3)}`);
  const fast = measureFastText(readCorpus(LABELS, SAMPLE).examples, dev, texts);
  if (fast === null) console.log('  fastText:PATH 中没有 fasttext(Debian:apt-get install fasttext),未比');
  else console.log(`  fastText(同一语料、jieba 词,训练 ${fast.trainSeconds.toFixed(0)} 秒):${fast.accuracy.toFixed(3)};fasttext predict ${fast.predictPerSecond} 条/秒(不含分词)`);
}
