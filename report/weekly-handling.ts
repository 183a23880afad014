import { endOfDay, type DeadlineKind } from '../model/index.ts';
import { plainLine, type Block, type Cell, type Section } from './document.ts';
import { percent, ratio, SMALL_SAMPLE } from './percent.ts';
import { binding, onTimeOf, sum, type OnTime } from './weekly-counts.ts';
import type { WeeklyFigures } from './weekly-figures.ts';
import { lasting, shortDay, shortTime } from './words.ts';

/** handbook §4.3; K6 is a right and has no row. */
const KIND_NAMES: Record<DeadlineKind, string> = {
  K1: '舆情报告', K2: '权威发布', K3: '新闻发布', K4: '舆情回应', K5: '签收', K6: '退单', K7: '初步答复', K8: '办理结果',
  K9: '承诺', K10: '整改', K11: '政策解读', K12: '回访',
};
const UNITS = 15;

/** 四、办理情况: what fell due, what was done in time, and who owes what. */
export function handling(f: WeeklyFigures): Section {
  const t = f.tickets;
  const historical = t.historicalOpened + t.historicalClosed > 0 ? `；历史材料另立件${t.historicalOpened}件、办结${t.historicalClosed}件` : '';
  return {
    heading: '四、办理情况',
    blocks: [
      { type: 'paragraph', text: `本周收到并立件${t.opened}件（上周${f.ticketsBefore.opened}件），办结${t.closed}件（上周${f.ticketsBefore.closed}件）${historical}；截至${shortTime(f.asOf)}在办${t.open}件。` },
      ...byKind(f), ...apart(f), ...byUnit(f),
    ],
  };
}

function byKind(f: WeeklyFigures): Block[] {
  const rows = binding(f);
  if (rows.length === 0) return [{ type: 'paragraph', text: '本周无到期时限，不计按时率。' }];
  const kinds = [...new Set(rows.map((r) => r.kind))].toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  return [{
    type: 'table', caption: '本周到期的时限',
    columns: [{ name: '时限', wide: true }, ...['到期', '按时', '逾期完成', '未办', '按时率'].map((name) => ({ name, numeric: true }))],
    total: true,
    rows: [
      ...kinds.map((kind) => kindLine(KIND_NAMES[kind], onTimeOf(rows.filter((r) => r.kind === kind)))),
      kindLine('合计', onTimeOf(rows)),
    ],
  }];
}

function kindLine(name: string, o: OnTime): Cell[] {
  return [
    { text: name }, { text: `${o.due}` }, { text: `${o.onTime}` }, { text: `${o.late}` },
    { text: `${o.undone}`, grave: o.undone > 0 }, rateCell(o),
  ];
}

/** A small sample gets its numbers and no percentage. */
function rateCell(o: OnTime): Cell {
  if (o.due === 0) return { text: '—' };
  if (o.due < SMALL_SAMPLE) return { text: `${o.onTime}/${o.due}` };
  return { text: percent(o.onTime, o.due), aside: `${o.onTime}/${o.due}` };
}

function apart(f: WeeklyFigures): Block[] {
  const setApart = sum(f.punctuality.filter((p) => p.apart && !p.historical), (p) => p.due);
  const old = onTimeOf(f.punctuality.filter((p) => p.historical));
  const notes = [
    setApart > 0 ? `并案、不予受理和无效件的到期时限${setApart}项单列，不进按时率。` : '',
    old.due > 0 ? `来时已办结或属历史材料的另计：本周到期${old.due}项，按时${ratio(old.onTime, old.due)}，逾期完成${old.late}项，未见办结${old.undone}项。` : '',
    f.historicalOverdue > 0 ? `历史材料中另有${f.historicalOverdue}项已过时限而未见办结记录，不计入超期，不催办。` : '',
  ].filter(Boolean);
  return notes.map((text) => ({ type: 'note', text }));
}

interface UnitLine { unit: string; week: OnTime; overdue: number; oldestDue: Date | null }

/** A problem list and no ranking: who owes most stands first, then by what fell due. */
function byUnit(f: WeeklyFigures): Block[] {
  const rows = binding(f);
  const units = [...new Set([...f.overdue.map((u) => u.unit), ...rows.map((r) => r.unit)])].map((unit): UnitLine => {
    const overdue = f.overdue.find((u) => u.unit === unit);
    return { unit, week: onTimeOf(rows.filter((r) => r.unit === unit)), overdue: overdue?.count ?? 0, oldestDue: overdue?.oldestDue ?? null };
  }).toSorted((a, b) => b.overdue - a.overdue || b.week.due - a.week.due || (a.unit < b.unit ? -1 : 1));
  const total = sum(f.overdue, (u) => u.count);
  const longest = f.overdue.map((u) => u.oldestDue).toSorted((a, b) => a.getTime() - b.getTime())[0];
  const summary = total === 0 || !longest
    ? `截至${shortTime(f.asOf)}，各单位无超期未办。`
    : `截至${shortTime(f.asOf)}，超期未办${total}项（涉及工单${f.overdueTickets}件），最长已超期${lasting(longest, f.asOf)}。`;
  if (units.length === 0) return [{ type: 'paragraph', text: summary }];
  const more = units.slice(UNITS);
  return [
    { type: 'paragraph', text: summary },
    { type: 'table', caption: '各单位到期与超期（问题清单，不排名）',
      columns: [{ name: '单位', wide: true }, { name: '本周到期', numeric: true }, { name: '按时率', numeric: true }, { name: '超期未办', numeric: true }, { name: '最长超期', numeric: true }],
      rows: [
        ...units.slice(0, UNITS).map((u) => [
          { text: plainLine(u.unit, 24) }, { text: `${u.week.due}` }, rateCell(u.week),
          { text: `${u.overdue}`, grave: u.overdue > 0 }, { text: u.oldestDue ? lasting(u.oldestDue, f.asOf) : '—' },
        ]),
        ...(more.length > 0 ? [restOf(more)] : []),
      ] },
    { type: 'note', text: `“超期未办”含以前各周到期至今未办的；超期按自然日计；样本不足${SMALL_SAMPLE}项只列件数，不计百分比。` },
  ];
}

function restOf(units: UnitLine[]): Cell[] {
  const week = onTimeOf(units.map((u) => u.week));
  return [{ text: `其余${units.length}个单位` }, { text: `${week.due}` }, rateCell(week), { text: `${sum(units, (u) => u.overdue)}` }, { text: '—' }];
}

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];

/** 五、下周到期: what must be done next, day by day. */
export function ahead(f: WeeklyFigures): Section {
  const whole = f.span.to.getTime() === f.week.to.getTime();
  const heading = whole ? '五、下周到期' : '五、本周余下及下周到期';
  const total = sum(f.upcoming, (u) => u.count);
  if (total === 0) return { heading, blocks: [{ type: 'paragraph', text: '没有待办时限在此期间到期。' }] };
  const days = [...new Set(f.upcoming.map((u) => u.day))].toSorted();
  return {
    heading,
    blocks: [
      { type: 'paragraph', text: `尚未完成、将在此期间到期的时限共${total}项。` },
      { type: 'table', caption: '按到期日',
        columns: [{ name: '到期日' }, { name: '项数', numeric: true }, { name: '单位', wide: true }],
        rows: days.map((day) => {
          const units = f.upcoming.filter((u) => u.day === day);
          const named = units.slice(0, 4).map((u) => `${plainLine(u.unit, 20)}${u.count}`).join('、');
          return [
            { text: shortDay(day), aside: `周${WEEKDAYS[endOfDay(day).getUTCDay()]}` },
            { text: `${sum(units, (u) => u.count)}` },
            { text: units.length > 4 ? `${named}等${units.length}个单位` : named },
          ];
        }) },
    ],
  };
}
