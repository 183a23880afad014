import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { refsIn } from '../../../ingest/hotline/refs.ts';

it.each([
  ['见【工单:13812345678】', ['13812345678']],
  ['（工单号：20260304000001）已办，与20260303000002为同一问题', ['20260304000001', '20260303000002']],
  ['关联工单 WX-20260305 和 同编号A123456', ['WX-20260305', 'A123456']],
  ['本单20260305000009追加', []],
  ['受理编号为 20260304000001，再说一次20260304000001', ['20260304000001']],
  ['工单2026-03-05收到，电话0514-87654321，金额20260304元', []],
  ['没有号码', []],
])('%s', (text, refs) => {
  expect(refsIn(text, '20260305000009')).toEqual(refs);
});

it('of any text gives each number once, and never its own', () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom('工单号', '：', '20260304000001', '关联工单', '【', ' '), fc.string())).map((p) => p.join('')), (text) => {
    const refs = refsIn(text, '20260304000001');
    expect(new Set(refs).size).toBe(refs.length);
    expect(refs).not.toContain('20260304000001');
  }));
});
