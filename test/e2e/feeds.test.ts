import { expect, it } from 'vitest';
import { verifyFeeds } from '../../bench/verify/feeds.ts';
import { createProof } from '../../bench/verify/proof.ts';

/** The small one of `npm run verify:full -- feeds`: every conduct of a server at least once, two kills. */
it('forty feeds, some of them slow, dead, redirecting, bombing or busy: everything good is stored once', { timeout: 240_000 }, async () => {
  const told: string[] = [];
  const proof = createProof((line) => told.push(line));
  await verifyFeeds(proof, 40, 7, 10);
  expect(proof.faults, told.join('\n')).toEqual([]);
});
