import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../ingest/fetch/turns.ts';

/** A visit that ends when it is told to. */
function visitor(log: string[], name: string) {
  let leave = () => {};
  const left = new Promise<void>((resolve) => { leave = resolve; });
  return {
    leave: () => leave(),
    visit: async () => {
      log.push(`+${name}`);
      await left;
      log.push(`-${name}`);
      return name;
    },
  };
}
const soon = () => new Promise<void>((resolve) => { setImmediate(resolve); });

describe('turns at a host', () => {
  it('one after another at one host, in the order they came; another host does not wait', async () => {
    const turns = createTurns(0);
    const log: string[] = [];
    const [a, b, c] = [visitor(log, '甲'), visitor(log, '乙'), visitor(log, '丙')];
    const all = [turns.take('h', a.visit), turns.take('h', b.visit), turns.take('other', c.visit)];
    await soon();
    expect(log).toEqual(['+甲', '+丙']);
    b.leave();
    c.leave();
    await soon();
    expect(log).toEqual(['+甲', '+丙', '-丙']);
    a.leave();
    expect(await Promise.all(all)).toEqual(['甲', '乙', '丙']);
    expect(log).toEqual(['+甲', '+丙', '-丙', '-甲', '+乙', '-乙']);
  });

  it('a visit that fails gives the turn on', async () => {
    const turns = createTurns(0);
    const failed = turns.take('h', async () => { throw new Error('坏了'); });
    const next = turns.take('h', async () => 'next');
    await expect(failed).rejects.toThrow('坏了');
    expect(await next).toBe('next');
  });

  it('pauses between two visits', async () => {
    const turns = createTurns(40);
    const ends: number[] = [];
    const begins: number[] = [];
    const visit = async () => {
      begins.push(performance.now());
      ends.push(performance.now());
    };
    await Promise.all([turns.take('h', visit), turns.take('h', visit), turns.take('h', visit)]);
    expect(begins[1]! - ends[0]!).toBeGreaterThanOrEqual(39);
    expect(begins[2]! - ends[1]!).toBeGreaterThanOrEqual(39);
  });

  it('who gives up while waiting never visits, and holds nobody', async () => {
    const turns = createTurns(0);
    const log: string[] = [];
    const a = visitor(log, '甲');
    const first = turns.take('h', a.visit);
    const stop = new AbortController();
    const given = turns.take('h', visitor(log, '乙').visit, stop.signal);
    const third = turns.take('h', async () => '丙');
    stop.abort(new Error('不等了'));
    a.leave();
    await first;
    await expect(given).rejects.toThrow('不等了');
    expect(await third).toBe('丙');
    expect(log).toEqual(['+甲', '-甲']);
  });
});
