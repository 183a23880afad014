import { plainLine, type Section, type TableBlock } from './document.ts';
import type { ReportNames } from './names.ts';
import { arrow, change, percent, ratio, shares, SMALL_SAMPLE } from './percent.ts';
import { binding, effective, onTimeOf, sum } from './weekly-counts.ts';
import type { WeeklyFigures } from './weekly-figures.ts';
import { levels, shortTime } from './words.ts';

const ROWS = 12;

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
    ? `；类别以“${categoryName(category.category, names)}”最多，${share(f.categories)}；来源以“${plainLine(channel.channel, 20)}”最多，${share(f.channels)}`
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

/** 二、类别与来源: shares of the 有效件, each table adding up to 100.00%. */
export function categoriesAndChannels(f: WeeklyFigures, names: ReportNames): Section {
  const total = effective(f.volume);
  if (total === 0) return { heading: '二、类别与来源', blocks: [{ type: 'paragraph', text: '本周无有效舆情，无类别与来源分布。' }] };
  const categories = shareTable('按类别', '类别', total,
    f.categories.map((c) => ({
      name: categoryName(c.category, names), aside: groupBeside(c.category, names), count: c.count,
      before: f.categoriesBefore.find((b) => b.category === c.category)?.count ?? 0,
    })), effective(f.volumeBefore));
  const channels = shareTable('按来源', '来源', total,
    f.channels.map((c) => ({
      name: plainLine(c.channel, 20), aside: null, count: c.count, before: f.channelsBefore.find((b) => b.channel === c.channel)?.count ?? 0,
    })), effective(f.volumeBefore));
  return {
    heading: '二、类别与来源',
    blocks: [categories, channels, { type: 'note', text: '占比以有效舆情为分母，按最大余数法取两位小数，合计100.00%。' }],
  };
}

function categoryName(code: WeeklyFigures['categories'][number]['category'], names: ReportNames): string {
  return code === null ? '待研判' : names.category(code);
}

/** The document's own heading, where it says more than the name. */
function groupBeside(code: WeeklyFigures['categories'][number]['category'], names: ReportNames): string | null {
  const group = code === null ? null : names.group(code);
  return code !== null && group === names.category(code) ? null : group;
}

interface ShareRow { name: string; aside: string | null; count: number; before: number }

function shareTable(caption: string, column: string, total: number, all: ShareRow[], totalBefore: number): TableBlock {
  const rows = all.length > ROWS ? [...all.slice(0, ROWS - 1), rest(all.slice(ROWS - 1))] : all;
  const gone = totalBefore - sum(rows, (r) => r.before);
  const percents = shares(rows.map((r) => r.count));
  const largest = Math.max(...rows.map((r) => r.count));
  return {
    type: 'table', caption, total: true,
    columns: [{ name: column, wide: true }, { name: '本周', numeric: true }, { name: '占比', numeric: true }, { name: '上周', numeric: true }],
    rows: [
      ...rows.map((r, i) => [
        { text: r.name, bar: r.count / largest, ...(r.aside ? { aside: r.aside } : {}) },
        { text: `${r.count}` },
        { text: `${percents[i]?.toFixed(2)}%`, aside: `${r.count}/${total}` },
        { text: `${r.before}`, aside: arrow(r.count, r.before) },
      ]),
      ...(gone > 0 ? [[{ text: '本周未出现的' }, { text: '0' }, { text: '0.00%', aside: `0/${total}` }, { text: `${gone}`, aside: arrow(0, gone) }]] : []),
      [{ text: '合计' }, { text: `${total}` }, { text: '100.00%', aside: `${total}/${total}` }, { text: `${totalBefore}`, aside: arrow(total, totalBefore) }],
    ],
  };
}

function rest(rows: ShareRow[]): ShareRow {
  return { name: `其余${rows.length}类`, aside: null, count: sum(rows, (r) => r.count), before: sum(rows, (r) => r.before) };
}

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
            aside: [categoryName(t.category, names), t.unit ? plainLine(t.unit, 20) : '', `编号${t.topicId}`].filter(Boolean).join(' · ') },
          { text: `${t.count}` },
          { text: `${t.before}`, aside: arrow(t.count, t.before) },
          t.level ? { text: t.level, grave: t.level === '红' || t.level === '橙' } : { text: '—' },
        ]) },
      ...(small ? [{ type: 'note' as const, text: `本周不足${SMALL_SAMPLE}条的话题只列出，不排名。` }] : []),
      { type: 'paragraph', text: alertLine },
    ],
  };
}
