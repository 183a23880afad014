import { errorText } from '../../model/index.ts';
import type { Log } from '../stage.ts';

const SILENCE_MS = 30_000;

/**
 * An error listener that tells the log once, then keeps silent about the same words for half a minute:
 * a server that is away is noticed by every connection several times a second.
 */
export function quietly(log: Log, where: string): (error: unknown) => void {
  const told = new Map<string, number>();
  return (error) => {
    const text = errorText(error) || String((error as NodeJS.ErrnoException | undefined)?.code ?? '原因不明');
    const now = Date.now();
    if (now - (told.get(text) ?? -SILENCE_MS) < SILENCE_MS) return;
    if (told.size > 100) told.clear();
    told.set(text, now);
    log.warn({ queue: where, error: text }, '任务队列的连接出错,会自动重连');
  };
}
