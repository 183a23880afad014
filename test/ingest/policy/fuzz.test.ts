import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_TASKS } from '../../../ingest/policy/limits.ts';
import { readPolicy } from '../../../ingest/policy/read.ts';

const now = new Date('2026-11-24T12:00:00Z');
const PIECES = [
  '一、', '(一)', '\uff08二\uff09', '1.', '20.2021年底前', '①', '第三条 ', '各部门要加强公开', '市政府办公室', '牵头', '配合', '(市财政局牵头,各县(市、区)政府配合)', '责任单位:', '完成时限:', '7月底前', '每年1月31日前', '二\u3007一八年六月二十九日', '2021.6',
  '。', ',', '、', ';', '(', ')', '《', '》', '“', '”', '\n', '\n\n', '\r\n', '\t', ' | ', '|', '| --- |', '\u3000\u3000', '      ', '序号', '工作任务', '责任部门', '配合单位', '完成时限', '附件:1.甲', '同上', '某政发〔2021〕3号', '关于印发方案的通知', '【发文字号】', '相关文档', '│', '┌─┐',
  '<table>', '<tr>', '<td rowspan=3>', '<td colspan="99999">', '<th>', '</td>', '</table>', '<p>', '<div id="zoom">', '</div>', '<br>', '&nbsp;', '&#0;', '&#xD800;', '\ud800', '<!--', '同步起草、同步审签、同步公开', '\u0000', '\ufffd', '\ud83d\ude00', '\u200b',
];
const day = /^\d{4}-\d\d-\d\d$/;

function expectSound(bytes: Uint8Array): void {
  const { ok, error, document } = readPolicy(bytes, { now });
  expect(ok).toBe(error === undefined);
  if (error) expect(error.code).toBe('POLICY_UNREADABLE');
  const written = JSON.stringify(document);
  // What PostgreSQL cannot store: a zero, and half a character (which JSON writes as an escape).
  expect(/\\u0000|\\ud[89a-f]/.exec(written)).toBeNull();
  expect(document.tasks.length).toBeLessThanOrEqual(MAX_TASKS);
  expect(new Set(document.tasks.map(({ no }) => no)).size).toBe(document.tasks.length);
  expect(document.keywords.length).toBeLessThanOrEqual(10);
  for (const { no, text, lead, assist, due } of document.tasks) {
    expect(Number.isInteger(no)).toBe(true);
    expect(text.trim()).not.toBe('');
    expect(lead.filter((name) => assist.includes(name))).toEqual([]);
    expect([...lead, ...assist].every((name) => name.length >= 2)).toBe(true);
    if (due !== null) {
      expect(due).toMatch(day);
      expect(new Date(`${due}T00:00:00Z`).toISOString().slice(0, 10)).toBe(due);
    }
  }
}

describe('readPolicy on anything', () => {
  it('any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2_000 }), expectSound), { numRuns: 300 });
  });

  it('any order of what documents are made of', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 120 }), (pieces) => expectSound(Buffer.from(pieces.join('')))), { numRuns: 1_500 });
  });

  it('a document cut off anywhere', () => {
    const whole = '某市人民政府办公室关于印发工作要点的通知\n某政办发〔2021〕3号\n一、加强公开\n(一)做好公开。及时更新。(办公室牵头,各部门配合)\n(二)加强解读。6月底前完成。责任单位:办公室\n任务 | 责任部门 |\n1.甲事项 | 办公室 |\n2.乙事项 |\n';
    fc.assert(fc.property(fc.nat({ max: Buffer.byteLength(whole) }), (end) => expectSound(Buffer.from(whole).subarray(0, end))), { numRuns: 400 });
  });

  it.each([
    '('.repeat(50_000), '\u300a'.repeat(50_000), '一、'.repeat(40_000), '2021年11月20日前'.repeat(10_000), '市政府办公室、'.repeat(20_000), '各部门要\n'.repeat(20_000), `任务 | 责任部门 |\n${'甲|'.repeat(50_000)}`, '<table><tr><td>'.repeat(3_000),
    `<table><tr><th>任务<th>责任单位</tr><tr>${'<td rowspan=500 colspan=40>甲</td>'.repeat(1_000)}`, '责任单位:'.repeat(20_000), '同步组织、同步审签、'.repeat(10_000), `序号  任务  责任单位  时限\n${'1  甲  乙局  6月底前\n'.repeat(8_000)}`,
  ].map((text) => [text.slice(0, 12), text]))('large and hostile: %j', (_, text) => {
    expectSound(Buffer.from(text));
  });
});
