import { expect, it } from 'vitest';
import { readMemory, remember, titleKey, writeMemory, type Memory } from '../../../ingest/hotlist/seen.ts';
import type { HotEntry } from '../../../ingest/hotlist/types.ts';

const NOW = new Date('2026-11-24T08:00:00Z');
const after = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
const entry = (title: string, id: string | null = null): HotEntry => ({ row: 1, title, description: null, url: null, rank: 1, heat: null, id });

it('the words alone make the key; a title of signs only is its own', () => {
  expect(titleKey('清河停水!')).toBe(titleKey('# 清河 停水 #'));
  expect(titleKey('ABC事件')).toBe(titleKey('abc事件'));
  expect(titleKey('清河停电')).not.toBe(titleKey('清河停水'));
  expect(titleKey('???')).not.toBe(titleKey('!!!'));
});

it('what was away for more than seven days is forgotten, what is seen again is not', () => {
  const memory: Memory = new Map();
  remember(memory, entry('甲'), NOW);
  remember(memory, entry('乙'), NOW);
  remember(memory, entry('乙'), after(5));
  expect(writeMemory(memory, after(8)).map(([key]) => key)).toEqual([titleKey('乙')]);
  expect(writeMemory(memory, after(7)).map(([key]) => key)).toEqual([titleKey('乙'), titleKey('甲')]);
});

it('of too many the latest stay', () => {
  const memory: Memory = new Map();
  for (let i = 0; i < 5_003; i++) remember(memory, entry(`第${i}件`), new Date(NOW.getTime() + i));
  const kept = writeMemory(memory, after(1));
  expect(kept).toHaveLength(5_000);
  expect([kept[0]?.[0], kept.at(-1)?.[0]]).toEqual([titleKey('第5002件'), titleKey('第3件')]);
  expect(readMemory({ seen: kept }).size).toBe(5_000);
});

it('a long id is shortened, and stays apart from others that begin alike', () => {
  const memory: Memory = new Map();
  const [a, b] = ['a', 'b'].map((end) => remember(memory, entry('甲', `${'x'.repeat(300)}${end}`), NOW).externalId);
  expect(a).not.toBe(b);
  expect(a!.length).toBeLessThan(100);
});
