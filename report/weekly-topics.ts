import { plainLine, type Section } from './document.ts';
import { categoryOf, type ReportNames } from './names.ts';
import { arrow, SMALL_SAMPLE } from './percent.ts';
import { sum } from './weekly-counts.ts';
import type { WeeklyFigures } from './weekly-figures.ts';
import { levels } from './words.ts';

/** 三、热点话题: by the number of items, reposts included; a small number gets no rank. */
export function topics(f: WeeklyFigures, names: ReportNames): Section {
  const alerts = f.alerts.length === 0 ? '本周无新发预警' : `本周新发预警：${levels(f.alerts)}`;
  const falseAlarms = sum(f.alerts, (a) => a.falseAlarms);
  const alertLine = `${alerts}${falseAlarms > 0 ? `（其中${falseAlarms}个经核为误报）` : ''}；上周${f.alertsBefore.length === 0 ? '无新发预警' : levels(f.alertsBefore)}。`;
  if (f.topics.length === 0) {
    return { heading: '三、热点话题', blocks: [{ type: 'paragraph', text: '本周没有两条以上信息聚成的话题。' }, { type: 'paragraph', text: alertLine }] };
  }
  const small = f.topics.some((t) => t.count < SMALL_SAMPLE);
  return {
    heading: '三、热点话题',
    blocks: [
      { type: 'table', caption: '按本周条数（含转发）',
        columns: [{ name: '话题', wide: true, stacked: true }, { name: '本周', numeric: true }, { name: '上周', numeric: true }, { name: '预警', numeric: true }],
        rows: f.topics.map((t, i) => [
          { text: `${t.count >= SMALL_SAMPLE ? `${i + 1}. ` : ''}${plainLine(t.title)}`,
            aside: [categoryOf(t.category, names), t.unit ? plainLine(t.unit, 20) : '', `编号${t.topicId}`].filter(Boolean).join(' · ') },
          { text: `${t.count}` },
          { text: `${t.before}`, aside: arrow(t.count, t.before) },
          t.level ? { text: t.level, grave: t.level === '红' || t.level === '橙' } : { text: '—' },
        ]) },
      ...(small ? [{ type: 'note' as const, text: `本周不足${SMALL_SAMPLE}条的话题只列出，不排名。` }] : []),
      { type: 'paragraph', text: alertLine },
    ],
  };
}
