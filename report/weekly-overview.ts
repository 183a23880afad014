import { plainLine, type Section } from './document.ts';
import { categoryOf, type ReportNames } from './names.ts';
import { change, percent, ratio, shares } from './percent.ts';
import { binding, effective, onTimeOf, sum } from './weekly-counts.ts';
import type { WeeklyFigures } from './weekly-figures.ts';
import { levels, shortTime } from './words.ts';

/** 一、概况: four numbers and three sentences made from them. */
export function overview(f: WeeklyFigures, names: ReportNames): Section {
  const total = effective(f.volume);
  const before = effective(f.volumeBefore);
  const met = onTimeOf(binding(f));
  const overdue = sum(f.overdue, (u) => u.count);
  return {
    heading: '一、概况',
    blocks: [
      { type: 'figures', figures: [
        { label: '有效舆情', value: `${total}`, detail: `上周${before}` },
        { label: '敏感', value: `${f.sensitive}`, detail: total === 0 ? '—' : ratio(f.sensitive, total) },
        { label: '按时率', value: met.due === 0 ? '—' : percent(met.onTime, met.due), detail: `${met.onTime}/${met.due}` },
        { label: '超期未办', value: `${overdue}`, detail: `${f.overdue.length}个单位`, grave: overdue > 0 },
      ] },
      { type: 'paragraph', text: received(f, total, before) },
      { type: 'paragraph', text: total === 0 ? '本周没有可统计的类别、来源和敏感情况。' : leading(f, names, total) },
      { type: 'paragraph', text: handled(f, met, overdue) },
      ...volumeNotes(f).map((text) => ({ type: 'note' as const, text })),
    ],
  };
}

function received(f: WeeklyFigures, total: number, before: number): string {
  const raw = sum(f.volume, (v) => v.raw);
  if (raw === 0) return `本周未收到舆情信息；上周有效舆情${before}件。`;
  const of = (kind: string) => f.volume.find((v) => v.kind === kind)?.distinct ?? 0;
  return `本周收到原始信息${raw}条，去重后有效舆情${total}件（留言${of('message')}件、帖文${of('post')}件），${change(total, before)}。`;
}

function leading(f: WeeklyFigures, names: ReportNames, total: number): string {
  const [category] = f.categories;
  const [channel] = f.channels;
  const share = (rows: { count: number }[]) => `${rows[0]?.count ?? 0}件，占${shares(rows.map((r) => r.count))[0]?.toFixed(2)}%（${rows[0]?.count ?? 0}/${total}）`;
  const sensitive = `敏感${f.sensitive}件，占${ratio(f.sensitive, total)}，上周${f.sensitiveBefore}件`;
  const most = category && channel
    ? `；类别以“${categoryOf(category.category, names)}”最多，${share(f.categories)}；来源以“${plainLine(channel.channel, 20)}”最多，${share(f.channels)}`
    : '';
  return `${sensitive}${most}。`;
}

function handled(f: WeeklyFigures, met: ReturnType<typeof onTimeOf>, overdue: number): string {
  const due = met.due === 0 ? '本周无到期时限' : `本周到期时限${met.due}项，按时完成${met.onTime}项，按时率${ratio(met.onTime, met.due)}`;
  const late = overdue === 0 ? '无超期未办' : `超期未办${overdue}项，涉及${f.overdue.length}个单位`;
  const alerts = f.alerts.length === 0 ? '本周无新发预警' : `新发预警${sum(f.alerts, (a) => a.count)}个（${levels(f.alerts)}）`;
  return `${due}；截至${shortTime(f.asOf)}，${late}；${alerts}。`;
}

function volumeNotes(f: WeeklyFigures): string[] {
  const n = (pick: (v: WeeklyFigures['volume'][number]) => number) => sum(f.volume, pick);
  const apart = [
    n((v) => v.invalid) > 0 ? `无效${n((v) => v.invalid)}条（不计入有效舆情）` : '',
    n((v) => v.merged) > 0 ? `并案${n((v) => v.merged)}条` : '',
    n((v) => v.notAccepted) > 0 ? `不予受理${n((v) => v.notAccepted)}条` : '',
    n((v) => v.historical) > 0 ? `来时已办结或属历史材料${n((v) => v.historical)}条（只统计，不提醒、不督办）` : '',
  ].filter(Boolean);
  return [
    ...(apart.length > 0 ? [`本周原始信息中：${apart.join('；')}。`] : []),
    ...(f.backfilled > 0 ? [`本周另补录以前收到的材料${f.backfilled}条，不计入本周数。`] : []),
    ...(f.sources.failing.length > 0
      ? [`启用信源${f.sources.enabled}个，其中${f.sources.failing.length}个最近一次采集失败（${f.sources.failing.map((s) => plainLine(s, 20)).join('、')}），这些信源的信息可能不全。`]
      : []),
    ...(f.sources.enabled === 0 ? ['没有启用的信源：本周无信息，不等于本周无舆情。'] : []),
  ];
}
