import { dayOf, lastDay } from './day.ts';
import { duesIn, earliest, type Due, type Times } from './due.ts';
import { fold } from './fold.ts';
import { numberOf } from './numerals.ts';

const OPEN_END = /长期|持续|常态|全年|经常|即时|适时|及时|每[月周季年]|按[时需]|不定期|实时|随时/;

/**
 * The deadline of a cell under 完成时限, where a bare month means its end: `2021年6月` → 2021-06-30, `12月` → its last day. Of a
 * span the end counts, and of several the earliest.
 */
export function dueOfCell(cell: string, times: Times): { date: string | null; text: string } | null {
  const text = cell.replace(/\s+/g, '');
  const folded = fold(text);
  if (folded === '' || /^[-—/无]+$/.test(folded)) return null;
  const written = earliest(duesIn(text, times));
  if (written !== null) return { date: written, text };
  const range = /[-—–~至到]+/;
  const last = folded.split(range).filter((piece) => /\d|年|月/.test(piece)).at(-1) ?? folded;
  const span = /^(20\d\d)年/.exec(folded)?.[1];
  return { date: OPEN_END.test(folded) && !/\d月|20\d\d年/.test(folded) ? null : bare(folded, times) ?? bare(last, { ...times, year: span ? Number(span) : times.year }), text };
}

function bare(folded: string, times: Times): string | null {
  const full = /^(20\d\d)[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(folded);
  if (full) return dayOf(Number(full[1]), Number(full[2]), Number(full[3]));
  const compact = /^(20\d\d)(\d\d)(\d\d)$/.exec(folded);
  if (compact) return dayOf(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const monthDay = /^(\d{1,2}|[一二三四五六七八九十]{1,2})月(\d{1,2}|[一二三四五六七八九十]{1,3})[日号]$/.exec(folded);
  if (monthDay) return dayOf(times.year, numberOf(monthDay[1]!), numberOf(monthDay[2]!));
  const month = /^(?:(20\d\d)[-./年])?(\d{1,2}|[一二三四五六七八九十]{1,2})(?:月份?(?:内|底|末)?)?(?:完成)?$/.exec(folded);
  if (month && (month[1] || folded.includes('月'))) {
    const [year, number] = [Number(month[1] ?? times.year), numberOf(month[2]!)];
    return number >= 1 && number <= 12 ? dayOf(year, number, lastDay(year, number)) : null;
  }
  const year = /^(20\d\d)年(?:度|内|底|末)?$/.exec(folded);
  if (year) return dayOf(Number(year[1]), 12, 31);
  if (/^(?:今年|本年|当年)?年(?:底|末|内)$/.test(folded)) return dayOf(times.year, 12, 31);
  const quarterly = /^(?:(20\d\d)年)?第?([一二三四1-4])季度$/.exec(folded);
  if (quarterly) {
    const end = 3 * ('一二三四'.includes(quarterly[2]!) ? '一二三四'.indexOf(quarterly[2]!) + 1 : Number(quarterly[2]));
    const at = Number(quarterly[1] ?? times.year);
    return dayOf(at, end, lastDay(at, end));
  }
  const half = /^(?:(20\d\d)年)?([上下])半年$/.exec(folded);
  return half ? dayOf(Number(half[1] ?? times.year), half[2] === '上' ? 6 : 12, half[2] === '上' ? 30 : 31) : null;
}

const TIME_VALUE = /(?:时限|时间|期限|时间节点|时限要求|时间要求|时间安排) ?[:】\]] ?([^;。)】\]\n、,]{1,30})/g;

/** The deadlines of a text, or what stands behind 完成时限 in it: a bare month is a deadline, as it is in a column of that name. */
export function duesOrLabels(whole: string, times: Times): Due[] {
  const dues = duesIn(whole, times);
  if (dues.length > 0) return dues;
  return [...fold(whole).matchAll(TIME_VALUE)].flatMap((match) => {
    const due = dueOfCell(match[1]!, times);
    return due && (due.date !== null || /长期|持续|全年|常态/.test(due.text)) ? [{ ...due, at: match.index }] : [];
  });
}
