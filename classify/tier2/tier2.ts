import { Worker } from 'node:worker_threads';
import { YuqingError } from '../../model/index.ts';
import { readTier2Labels } from './files.ts';
import { isInstalled, notInstalled } from './package.ts';
import type { Answer, Asked, Refusal } from './thread.ts';

/** The transformer, ready to score texts one after the other without holding the event loop. */
export interface Tier2 {
  /** Scores in tier 1's layout (heads.ts), before calibration. */
  score(text: string): Promise<Float32Array>;
  close(): Promise<void>;
}

interface Waiting { resolve(columns: Float32Array): void; reject(error: unknown): void }

const errorOf = ({ code, message, remedy }: Refusal) => new YuqingError(code, message, remedy);

/**
 * Starts the thread and waits until the model has judged its first text.
 *
 * @throws YuqingError MODEL_MISSING (the package, a file), MODEL_DAMAGED (labels, outputs, unreadable)
 */
export async function openTier2(dir: string): Promise<Tier2> {
  readTier2Labels(dir);
  if (!isInstalled()) throw notInstalled();
  const waiting = new Map<number, Waiting>();
  let ended: unknown = null;
  const worker = startThread(dir);
  const end = (error: unknown) => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
    worker.unref();
  };
  await new Promise<void>((resolve, reject) => {
    worker.on('message', (answer: Answer) => {
      if ('ready' in answer) return resolve();
      if (!('id' in answer)) return reject(errorOf(answer.refused));
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (waiting.size === 0) worker.unref();
      if ('columns' in answer) asked?.resolve(answer.columns);
      else asked?.reject(errorOf(answer.refused));
    });
    worker.once('error', (error) => {
      end(threadFault(error instanceof Error ? error.message : String(error), error));
      reject(ended);
    });
    worker.once('exit', (code) => {
      end(threadFault(`意外结束(${code})`));
      reject(ended);
    });
  }).catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
  worker.unref();
  let asked = 0;
  return {
    score(text) {
      return new Promise((resolve, reject) => {
        if (ended !== null) return reject(ended);
        const id = asked += 1;
        // A process that waits for an answer must not end; one that waits for nothing may.
        worker.ref();
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, text } satisfies Asked, []);
      });
    },
    async close() {
      await worker.terminate();
    },
  };
}

const threadFault = (what: string, cause?: unknown) =>
  new YuqingError('MODEL_DAMAGED', `第二级模型的线程出错:${what.slice(0, 300)}`, '内存是否足够?请看日志;设 YUQING_TIER=1 可以只用第一级', { cause });

/** The compiled thread, or in a checkout the one that brings its own loader. */
function startThread(dir: string): Worker {
  const file = import.meta.url.endsWith('.js') ? './thread.js' : './thread.mjs';
  return new Worker(new URL(file, import.meta.url), { workerData: dir, name: 'yuqing-tier2' });
}
