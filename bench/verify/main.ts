/**
 * `npm run verify:full [-- NAME SIZE SEED]`: the big proofs, seeded programs that take their size; without a name all of
 * them, whole. Prints figures; ends with 1 when anything differs. docs/verification.md keeps the figures of one run.
 */
import { verifyDaily } from './daily.ts';
import { verifyFeeds } from './feeds.ts';
import { verifyOrders } from './orders.ts';
import { createProof, type Proof } from './proof.ts';

const PROOFS: Record<string, { about: string; size: number; run(proof: Proof, size: number, seed: number): Promise<void> }> = {
  orders: { about: '海口工单的导入:三次 kill -9、改动、旧件不惊动任何人', size: Number.POSITIVE_INFINITY, run: verifyOrders },
  daily: { about: '同一批工单逐日导出十天:变更、停表、不误重开', size: 5_000, run: verifyDaily },
  feeds: { about: '一千个订阅源:慢的、死的、跳转的、压缩炸弹、503', size: 1_000, run: verifyFeeds },
};

const [name, size, seed = '20261124'] = process.argv.slice(2);
const chosen = Object.entries(PROOFS).filter(([each]) => name === undefined || each === name);
if (chosen.length === 0) {
  console.error(`没有“${name}”这个验证;有:${Object.entries(PROOFS).map(([each, { about }]) => `${each}(${about})`).join('、')}`);
  process.exitCode = 1;
}
const faults: string[] = [];
for (const [each, { about, size: whole, run }] of chosen) {
  const started = performance.now();
  const proof = createProof();
  console.log(`== ${each} ${about}`);
  await run(proof, size === undefined ? whole : Number(size), Number(seed));
  faults.push(...proof.faults);
  console.log(`${proof.faults.length === 0 ? '全部通过' : `不通过:${proof.faults.join(';')}`};用时 ${((performance.now() - started) / 1_000).toFixed(0)} 秒`);
}
if (faults.length > 0) process.exitCode = 1;
