import { describe, expect, it } from 'vitest';
import { tier1Judge } from '../../classify/judge.ts';
import { loadModel } from '../../classify/model.ts';

describe('a judge', () => {
  it('lets others in during a long batch', async () => {
    let [turns, running] = [0, true];
    const turn = () => {
      turns += 1;
      if (running) setImmediate(turn);
    };
    setImmediate(turn);
    await tier1Judge(loadModel()).judgeAll(Array.from({ length: 500 }, () => ({ text: '小区停水两天了' })));
    running = false;
    expect(turns).toBeGreaterThanOrEqual(9);
  });
});
