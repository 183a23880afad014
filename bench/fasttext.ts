import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { HEADS } from '../classify/heads.ts';
import type { Example } from '../classify/train/corpus.ts';

/** Chosen as its tutorial does for short texts; one thread, as the rest of this bench. */
const SETTINGS = ['-epoch', '25', '-lr', '0.5', '-wordNgrams', '2', '-dim', '100', '-bucket', '200000', '-minCount', '2', '-thread', '1', '-seed', '1'];

export interface FastText {
  /** Share of the dev rows it labels right. */
  accuracy: number;
  trainSeconds: number;
  /** Rows a second of `fasttext predict`, start and reading of its model included, segmentation not. */
  predictPerSecond: number;
}

function run(args: readonly string[]): { out: string; seconds: number } {
  const from = performance.now();
  const { status, stdout, stderr } = spawnSync('fasttext', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`fasttext ${args[0]} ended with ${status}: ${stderr.slice(-300)}`);
  return { out: stdout, seconds: (performance.now() - from) / 1_000 };
}

/** Trains and runs Debian's `fasttext` on words cut by jieba; null where that binary is not on the PATH. */
export function measureFastText(train: readonly Example[], dev: readonly Example[], texts: readonly string[]): FastText | null {
  if (spawnSync('fasttext', [], { stdio: 'ignore' }).error) return null;
  const jieba = Jieba.withDict(dict);
  const words = (text: string) => jieba.cut(text.replace(/\s+/g, ' '), false).filter((w) => w !== ' ').join(' ');
  const dir = mkdtempSync(join(tmpdir(), 'yuqing-fasttext-'));
  try {
    const file = (name: string, lines: string[]) => {
      writeFileSync(join(dir, name), `${lines.join('\n')}\n`);
      return join(dir, name);
    };
    const trained = run(['supervised', '-input', file('train.txt', train.map((e) => `__label__${HEADS.category[e.labels.category]!} ${words(e.text)}`)), '-output', join(dir, 'model'), ...SETTINGS]);
    const model = join(dir, 'model.bin');
    const said = run(['predict', model, file('dev.txt', dev.map((e) => words(e.text)))]).out.trim().split('\n');
    const right = dev.filter((e, i) => said[i] === `__label__${HEADS.category[e.labels.category]!}`).length;
    const predicted = run(['predict', model, file('texts.txt', texts.map(words))]);
    return { accuracy: right / dev.length, trainSeconds: trained.seconds, predictPerSecond: Math.round(texts.length / predicted.seconds) };
  } finally {
    rmSync(dir, { recursive: true });
  }
}
