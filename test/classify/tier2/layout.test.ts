import { describe, expect, it } from 'vitest';
import { COLUMNS, HEADS, LEARNED_FLAGS, WIDTH } from '../../../classify/heads.ts';
import { columnsOf, faultOf, planOf, type Output } from '../../../classify/tier2/layout.ts';
import { OUTPUTS } from '../../support/tier2.ts';

/** Outputs whose every score says where it stood: logits 0, 1, 2 …, type 100, 101 … */
const told = (): Record<string, Output> => Object.fromEntries(Object.entries(OUTPUTS).map(([name, row], k) => [name, { dims: [1, row.length], data: row.map((_, i) => k * 100 + i) }]));
const reversed = [...HEADS.category].toReversed();

describe('outputs of the graph', () => {
  it('are put into the columns of tier 1 by their labels', () => {
    const columns = columnsOf(told(), planOf(reversed));
    expect(columns).toHaveLength(WIDTH);
    expect(Array.from(columns.subarray(0, 26))).toEqual(HEADS.category.map((code) => reversed.indexOf(code)));
    const at = (head: 'type' | 'urgency' | 'sentiment', label: string) => columns[COLUMNS[head] + (HEADS[head] as readonly string[]).indexOf(label)];
    expect([at('type', '咨询'), at('type', '举报'), at('urgency', '一般'), at('urgency', '紧急'), at('sentiment', '负面'), at('sentiment', '正面')]).toEqual([100, 104, 200, 202, 300, 302]);
    expect(LEARNED_FLAGS.map((_, k) => columns[COLUMNS.flags + k])).toEqual([401, 403, 404, 405, 406, 407, 400, 408, 402]);
  });

  it('of another model are told by name and shape', () => {
    expect(faultOf(told())).toBeNull();
    expect(faultOf({ ...told(), type: { dims: [1, 3], data: [0, 0, 0] } })).toBe('输出 type 的形状应为 [1, 7],实为 [1, 3]');
    expect(faultOf({ ...told(), logits: { dims: [1, 8, 384], data: [] } })).toBe('输出 logits 的形状应为 [1, 26],实为 [1, 8, 384]');
    const { flags: _flags, ...rest } = told();
    expect(faultOf(rest)).toMatch(/^模型没有输出 flags/);
  });
});
