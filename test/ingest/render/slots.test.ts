import { expect, it } from 'vitest';
import { makeSlots } from '../../../ingest/render/slots.ts';

it('places are given in the order they were asked for, and no more than there are', async () => {
  const slots = makeSlots(2);
  const order: number[] = [];
  const releases: (() => void)[] = [];
  const taken = [0, 1, 2, 3, 4].map(async (n) => {
    const release = await slots.take();
    order.push(n);
    releases.push(release);
  });
  await Promise.all(taken.slice(0, 2));
  expect(order).toEqual([0, 1]);
  releases[0]?.();
  // Given up twice, it is still one place.
  releases[0]?.();
  await taken[2];
  expect(order).toEqual([0, 1, 2]);
  releases[1]?.();
  releases[2]?.();
  await Promise.all(taken);
  expect(order).toEqual([0, 1, 2, 3, 4]);
});

it('who does not want to wait any more leaves the line, and holds up nobody', async () => {
  const slots = makeSlots(1);
  const release = await slots.take();
  const stop = new AbortController();
  const tired = slots.take(stop.signal);
  const patient = slots.take();
  stop.abort(new Error('enough'));
  await expect(tired).rejects.toThrow('enough');
  release();
  const next = await patient;
  next();
  await expect(slots.take(AbortSignal.abort(new Error('never')))).rejects.toThrow('never');
  (await slots.take())();
});
