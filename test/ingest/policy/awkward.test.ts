import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../ingest/policy/read.ts';

const NOW = new Date('2026-04-01T00:00:00Z');
const tasksOf = (text: string) => readPolicy(Buffer.from(text), { name: 'a.txt', now: NOW }).document.tasks.map(({ text: words, lead, assist, due }) => [words, lead, assist, due]);

describe('ways of writing that no model document has', () => {
  it('a label that goes on with 为 instead of a colon; those behind it without a label help', () => {
    expect(tasksOf('关于做好2026年泵站检修工作的通知\n1.检修东闸泵站,6月底前完成,牵头单位为住房和城乡建设局,城管局配合。\n2.清理水草。牵头单位:水利局,农业农村局配合。\n清河县水利局\n2026年3月1日\n')).toEqual([
      ['检修东闸泵站,6月底前完成', ['住房和城乡建设局'], ['城管局'], '2026-06-30'], ['清理水草。', ['水利局'], ['农业农村局'], null],
    ]);
  });

  it('a span of months and an office in one bracket: due when the span ends', () => {
    expect(tasksOf('清河市教育局2026年工作要点\n一、教师队伍\n1. 补充乡村教师(2026年3月\u20146月,人事处)\n2. 修缮操场(4月至9月,后勤科)\n')).toEqual([
      ['补充乡村教师', ['人事处'], [], '2026-06-30'], ['修缮操场', ['后勤科'], [], '2026-09-30'],
    ]);
  });

  it('a squad signs as an office does', () => {
    expect(tasksOf('清河市消防救援支队关于印发《2026年消防工作任务》的通知\n一、排查老旧楼院。(消防支队牵头,6月30日前)\n二、更换栓头。(责任单位:消防支队,各街道)\n清河市消防救援支队\n2026年1月15日\n').map(([words]) => words)).toEqual(['排查老旧楼院。', '更换栓头。']);
  });
});
