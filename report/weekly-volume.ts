import type { CategoryCode } from '../model/index.ts';
import { plainLine, type Section, type TableBlock } from './document.ts';
import { categoryOf, type ReportNames } from './names.ts';
import { arrow, shares } from './percent.ts';
import { effective, sum } from './weekly-counts.ts';
import type { WeeklyFigures } from './weekly-figures.ts';

const ROWS = 12;

/** 二、类别与来源: shares of the 有效件, each table adding up to 100.00%. */
export function categoriesAndChannels(f: WeeklyFigures, names: ReportNames): Section {
  const total = effective(f.volume);
  if (total === 0) return { heading: '二、类别与来源', blocks: [{ type: 'paragraph', text: '本周无有效舆情，无类别与来源分布。' }] };
  const categories = shareTable('按类别', '类别', total,
    f.categories.map((c) => ({
      name: categoryOf(c.category, names), aside: groupBeside(c.category, names), count: c.count,
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

/** The document's own heading, where it says more than the name. */
function groupBeside(code: CategoryCode | null, names: ReportNames): string | null {
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
