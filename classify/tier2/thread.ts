import { parentPort, workerData } from 'node:worker_threads';
import { YuqingError, type ErrorCode } from '../../model/index.ts';
import { loadGraph } from './graph.ts';

/**
 * A thread of its own: onnxruntime-node computes on the thread that calls it, 10–40 ms a text, and the desk's live feed
 * must not wait for that. Texts come as {id, text} and are answered in their order.
 */
export interface Asked { id: number; text: string }
export type Answer = { ready: true } | { refused: Refusal } | { id: number; columns: Float32Array } | { id: number; refused: Refusal };
/** An error as it crosses between threads: its class does not. */
export interface Refusal { code: ErrorCode; message: string; remedy?: string }

function refusalOf(error: unknown): Refusal {
  if (error instanceof YuqingError) return { code: error.code, message: error.message, ...(error.remedy === undefined ? {} : { remedy: error.remedy }) };
  return { code: 'MODEL_DAMAGED', message: `第二级模型出错:${error instanceof Error ? error.message : String(error)}` };
}

const port = parentPort!;
const say = (answer: Answer, moved: ArrayBuffer[] = []) => { port.postMessage(answer, moved); };
try {
  const score = await loadGraph(workerData as string);
  let turn = Promise.resolve();
  port.on('message', ({ id, text }: Asked) => {
    turn = turn.then(async () => {
      try {
        const columns = await score(text);
        say({ id, columns }, [columns.buffer as ArrayBuffer]);
      } catch (error) {
        say({ id, refused: refusalOf(error) });
      }
    });
  });
  say({ ready: true });
} catch (error) {
  say({ refused: refusalOf(error) });
}
