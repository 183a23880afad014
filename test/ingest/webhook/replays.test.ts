import { describe, expect, it } from 'vitest';
import { rememberAnswers } from '../../../ingest/webhook/replays.ts';

const at = (s: number) => new Date(1_795_516_200_000 + s * 1_000);
function counted(most = 10) {
  const replays = rememberAnswers<number>(most);
  let made = 0;
  return { replays, ask: (key: string, now: number, until: number) => replays.once(key, at(now), at(until), async () => (made += 1)) };
}

describe('rememberAnswers', () => {
  it('makes an answer once, as long as the call may come again', async () => {
    const { ask } = counted();
    expect([await ask('a', 0, 300), await ask('a', 300, 600), await ask('b', 300, 600), await ask('a', 301, 601)]).toEqual([1, 1, 2, 3]);
  });

  it('calls at the same time wait for the same answer', async () => {
    const { ask } = counted();
    expect(await Promise.all([ask('a', 0, 9), ask('a', 0, 9), ask('a', 0, 9)])).toEqual([1, 1, 1]);
  });

  it('one that failed may come again', async () => {
    const replays = rememberAnswers<string>(10);
    const failing = () => replays.once('a', at(0), at(9), async () => { throw new Error('数据库断了'); });
    await expect(Promise.all([failing(), failing()])).rejects.toThrow('数据库断了');
    expect(await replays.once('a', at(0), at(9), async () => 'good')).toBe('good');
  });

  it('keeps no more than it may: the oldest goes', async () => {
    const { ask } = counted(2);
    expect([await ask('a', 0, 9), await ask('b', 0, 9), await ask('c', 0, 9), await ask('c', 0, 9), await ask('b', 0, 9), await ask('a', 0, 9)]).toEqual([1, 2, 3, 3, 2, 4]);
  });
});
