import { describe, expect, it } from 'vitest';
import { CONCEPT_NAMES } from '../../../classify/concepts/find.ts';
import { applyPrecedence, RULES } from '../../../classify/concepts/precedence.ts';
import type { Concept } from '../../../classify/concepts/words.ts';
import { occurrences } from '../../../classify/features.ts';
import { CATEGORY_CODES, type CategoryCode } from '../../../model/index.ts';

const FROM = 2;
function gained(concepts: readonly number[], length = 10): Partial<Record<CategoryCode, number>> {
  const columns = new Float32Array(FROM + CATEGORY_CODES.length + 3);
  applyPrecedence(columns, FROM, concepts, length);
  expect([...columns.subarray(0, FROM), ...columns.subarray(FROM + CATEGORY_CODES.length)].every((x) => x === 0)).toBe(true);
  return Object.fromEntries(CATEGORY_CODES.flatMap((code, k) => (columns[FROM + k] === 0 ? [] : [[code, columns[FROM + k]]])));
}
const at = (...names: Concept[]) => names.map((name) => CONCEPT_NAMES.indexOf(name));
const of = (text: string) => gained([...occurrences(text).concepts]);

describe('applyPrecedence', () => {
  it('leaves a text alone that speaks of nothing', () => {
    expect(gained([])).toEqual({});
    expect(of('天空很蓝')).toEqual({});
  });

  it('asks for a concept of every group, and stands back where an exception is named', () => {
    expect(gained(at('GRV.vote')).GRV).toBeGreaterThan(0);
    expect(gained(at('ELD.home')).ELD).toBeGreaterThan(0);
    expect(gained(at('ELD.home', 'SAF.fire')).ELD).toBeUndefined();
    expect(gained(at('WAG.wages')).WAG).toBeUndefined();
    expect(gained(at('WAG.wages', 'x.arrears')).WAG).toBeGreaterThan(0);
  });

  it('counts for less in a long text', () => {
    expect(gained(at('GRV.vote'), 400).GRV).toBeCloseTo(gained(at('GRV.vote'), 40).GRV! / 10, 5);
  });

  it.each<[string, CategoryCode]>([
    ['护理院收走十年床位费，老板失联', 'ELD'],
    ['施工队深夜浇水泥，吵得全家失眠', 'ENV'],
    ['民工的血汗钱还拖欠着', 'WAG'],
    ['选票没发到村民手里', 'GRV'],
    ['早餐店的豆浆喝完全家腹泻，幼儿园孩子也是', 'FDS'],
  ])('%s: for %s', (text, code) => {
    const gains = of(text);
    expect(gains[code]).toBe(Math.max(...Object.values(gains)));
  });
});

it('every rule quotes the guide and keeps its bonus small enough for the words to outvote it', () => {
  for (const rule of RULES) {
    expect(rule.why.length).toBeGreaterThan(8);
    expect(Math.abs(rule.bonus)).toBeLessThanOrEqual(2);
    expect(rule.bonus).not.toBe(0);
  }
});
