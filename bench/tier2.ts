import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadJudge, modelDirs } from '../classify/load.ts';
import { SHIPPED_TIER2 } from '../classify/tier2/files.ts';
import { importTransformers, isInstalled, notInstalled } from '../classify/tier2/package.ts';
import { openTier2 } from '../classify/tier2/tier2.ts';
import { keepHeapSmall } from '../cli/memory.ts';
import { readTexts } from '../cli/try/texts.ts';
import { megabytes, peakOf } from './command.ts';

const ORDERS = fileURLToPath(new URL('../../shared/data/haikou12345/orders.csv', import.meta.url));
const SAMPLE = fileURLToPath(new URL('../classify/training/written.jsonl', import.meta.url));
/** The length that figures are given at, in pieces; a piece is about 1.4 characters. */
const PIECES = 82;
const ROUNDS = 200;
const ORDINARY = 2_000;
/** A day of a large city, and the share of it that goes through tier 2 in the plan. */
const DAY = 22_000;
const PLANNED = 0.2;

const minutes = (seconds: number) => `${(seconds / 60).toFixed(1)} 分钟`;

/** Both tiers over ordinary messages, and the memory that takes; then tier 2 alone at one length. Prints to stdout. */
export async function run(): Promise<void> {
  if (!isInstalled()) throw notInstalled();
  keepHeapSmall(); // as the command does
  await bothTiers();
  await tier2Alone();
}

async function bothTiers(): Promise<void> {
  const texts = await ordinary();
  const before = process.memoryUsage().rss;
  const judge = loadJudge(modelDirs(undefined), 'auto');
  let from = performance.now();
  await judge.warm();
  const loaded = performance.now() - from;
  from = performance.now();
  const verdicts = await judge.judgeAll(texts.map((text) => ({ text })));
  const seconds = (performance.now() - from) / 1_000;
  const share = verdicts.filter((v) => v.tier === 2).length / texts.length;
  console.log(`两级(auto):${texts.length} 条,平均 ${Math.round(texts.reduce((n, t) => n + t.length, 0) / texts.length)} 字,${(100 * share).toFixed(1)}% 经第二级`);
  console.log(`  载入 ${Math.round(loaded)} 毫秒;${(texts.length / seconds).toFixed(0)} 条/秒;一天 ${DAY.toLocaleString('en')} 条 ${minutes((DAY * seconds) / texts.length)}`);
  console.log(`  内存:载入前 ${megabytes(before)},此时 ${megabytes(process.memoryUsage().rss)},峰值 ${megabytes(peakOf(process.pid))}`);
  await judge.close();
}

async function tier2Alone(): Promise<void> {
  const text = await textOf(PIECES);
  const tier2 = await openTier2(SHIPPED_TIER2);
  await tier2.score(text);
  const pause = longestPause();
  const cpu = process.cpuUsage();
  const from = performance.now();
  for (let k = 0; k < ROUNDS; k += 1) await tier2.score(text);
  const seconds = (performance.now() - from) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  console.log(`第二级:${PIECES} 个词片的一条 ${(ROUNDS / seconds).toFixed(1)} 条/秒,每 CPU 秒 ${(ROUNDS / ((user + system) / 1e6)).toFixed(1)} 条;主线程最长停顿 ${pause().toFixed(0)} 毫秒`);
  console.log(`  一天 ${DAY.toLocaleString('en')} 条,其中 ${100 * PLANNED}% 交第二级:${minutes((DAY * PLANNED * seconds) / ROUNDS)}`);
  await tier2.close();
}

/** Watches this thread: the returned call says how long it was held at the longest, ms. */
function longestPause(): () => number {
  let [longest, last] = [0, performance.now()];
  const look = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  };
  const ticks = setInterval(look, 1);
  return () => {
    clearInterval(ticks);
    return longest;
  };
}

async function ordinary(): Promise<string[]> {
  const real = existsSync(ORDERS);
  if (!real) console.warn(`没有 ${ORDERS}:改用自写样本`);
  const texts: string[] = [];
  for await (const row of readTexts(real ? ORDERS : SAMPLE, real ? '诉求内容' : 'text')) if ('text' in row) texts.push(row.text);
  const step = Math.max(1, Math.floor(texts.length / ORDINARY));
  return texts.filter((_, i) => i % step === 0).slice(0, ORDINARY);
}

/** Our own sentences, end to end, cut where the tokenizer counts so many pieces. */
async function textOf(pieces: number): Promise<string> {
  const tokenizer = await (await importTransformers()).AutoTokenizer.from_pretrained(SHIPPED_TIER2, { local_files_only: true });
  const sentences = readFileSync(SAMPLE, 'utf8').split('\n', 8).map((line) => (JSON.parse(line) as { text: string }).text).join('');
  let length = pieces;
  while (tokenizer.encode(sentences.slice(0, length + 1)).length <= pieces) length += 1;
  return sentences.slice(0, length);
}
