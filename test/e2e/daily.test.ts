import { expect, it } from 'vitest';
import { verifyDaily } from '../../bench/verify/daily.ts';
import { createProof } from '../../bench/verify/proof.ts';

/** The small one of `npm run verify:full -- daily`. */
it('the same orders exported on ten days: revisions exact, clocks stopped at the right times, nothing reopened', { timeout: 180_000 }, async () => {
  const told: string[] = [];
  const proof = createProof((line) => told.push(line));
  await verifyDaily(proof, 150, 3);
  expect(proof.faults, told.join('\n')).toEqual([]);
});
