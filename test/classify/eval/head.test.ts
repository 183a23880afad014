import { expect, it } from 'vitest';
import { reportHead, topMistakes } from '../../../classify/eval/head.ts';

const answers = (pairs: string) => pairs.split(' ').map((pair) => ({ truth: pair[0]!, said: pair[1]!, confidence: Number(`0.${pair[2]}`) + 0.05 }));

it('precision, recall and F1 by hand', () => {
  const report = reportHead(answers('aa9 aa9 ab5 bb9 bb9 ba5 bc5 cc9'));
  expect(report).toMatchObject({ n: 8, accuracy: 5 / 8 });
  expect(report.labels.map(({ label, n, precision, recall }) => [label, n, precision, recall])).toEqual([['b', 4, 2 / 3, 0.5], ['a', 3, 2 / 3, 2 / 3], ['c', 1, 0.5, 1]]);
  expect(report.macroF1).toBeCloseTo((4 / 7 + 2 / 3 + 2 / 3) / 3, 10);
  expect(report.confusion).toEqual({ labels: ['b', 'a', 'c'], matrix: [[2, 1, 1], [1, 2, 0], [0, 0, 1]] });
  expect(topMistakes(report.confusion, 2)).toEqual([{ truth: 'a', said: 'b', n: 1 }, { truth: 'b', said: 'a', n: 1 }]);
});

it('a label that was only said is no part of the mean, one that was never said is', () => {
  const report = reportHead(answers('aa9 az9 bb9'));
  expect(report.labels.find((l) => l.label === 'z')).toMatchObject({ n: 0, f1: 0 });
  expect(report.macroF1).toBeCloseTo((2 / 3 + 1) / 2, 10);
});

it('the calibration error is how far confidence and accuracy lie apart', () => {
  // Four rows at 0.95, all right; four at 0.55, one right: (4 × 0.05 + 4 × 0.30) / 8.
  const { reliability } = reportHead(answers('aa9 aa9 bb9 bb9 aa5 ab5 ab5 ba5'));
  expect(reliability!.calibrationError).toBeCloseTo(0.175, 10);
  expect(reliability!.bins[9]).toMatchObject({ n: 4, accuracy: 1 });
  expect(reportHead([{ truth: 'a', said: 'a', confidence: 1 }]).reliability!.bins[9]!.n).toBe(1);
  expect(reportHead([{ truth: 'a', said: 'a', confidence: null }]).reliability).toBeNull();
});

it('nothing to measure is no failure', () => {
  expect(reportHead([])).toMatchObject({ n: 0, accuracy: 0, macroF1: 0, labels: [] });
});
