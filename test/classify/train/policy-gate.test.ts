import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { gateOf } from '../../../classify/stances/odds.ts';
import { ownWords } from '../../../classify/stances/policy.ts';
import { trainPolicyGate } from '../../../classify/train/policy-gate.ts';
import { readStanceLabels } from '../../../classify/train/stance-labels.ts';
import { present } from '../measured.ts';

const REFERENCES = fileURLToPath(new URL('../../../classify/training/stance-labels.json', import.meta.url));
const DATA = fileURLToPath(new URL('../../../../shared/data', import.meta.url));

const toy = Array.from({ length: 12 }, (_, i) => [
  { text: `补贴政策第${i}条怎么执行`, speaks: true },
  { text: `楼道路灯坏了${i}天`, speaks: false },
]).flat();

it('tells apart what it was shown, and the same rows give the same weights', () => {
  const gate = trainPolicyGate(toy);
  const odds = gateOf(gate);
  expect(odds('补贴政策哪条执行')).toBeGreaterThan(0.7);
  expect(odds('楼道路灯坏了')).toBeLessThan(0.3);
  expect(trainPolicyGate(toy)).toEqual(gate);
});

it('keeps no pair that stands in fewer than three texts', () => {
  const odd = '魑魅魍魉';
  const known = new Set(trainPolicyGate(toy).pairs);
  const extra = trainPolicyGate([...toy, { text: odd, speaks: true }, { text: odd, speaks: true }]).pairs;
  expect(extra.every((pair) => known.has(pair))).toBe(true);
});

it('an empty text and a text of unknown pairs have the odds of the bias', () => {
  const odds = gateOf({ format: 1, bias: 0, scale: 1, pairs: [], weights: [] });
  expect([odds(''), odds('甲乙丙')]).toEqual([0.5, 0.5]);
});

it('references whose texts are not there are left out', () => {
  expect(readStanceLabels(REFERENCES, '/nowhere')).toEqual([]);
});

it.skipIf(!present)('the shipped weights are what the labels give', () => {
  const rows = readStanceLabels(REFERENCES, DATA).filter((row) => row.half === 'rules').map((row) => ({ text: ownWords(row.text), speaks: row.stance !== null }));
  expect(rows).toHaveLength(524);
  const shipped = JSON.parse(readFileSync(new URL('../../../classify/weights/policy.json', import.meta.url), 'utf8')) as ReturnType<typeof trainPolicyGate>;
  const made = trainPolicyGate(rows);
  expect(made.pairs).toEqual(shipped.pairs);
  expect(made.bias).toBeCloseTo(shipped.bias, 3);
  expect(made.weights.filter((w, k) => Math.abs(w - shipped.weights[k]!) > 1)).toEqual([]);
});
