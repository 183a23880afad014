import { instantOf } from '../times/instant.ts';
import { SHANGHAI_MINUTES } from '../times/zones.ts';
import { dateBeside, isDate, type ListDate } from './list-dates.ts';
import { MOST_TEXTS_IN_ROW, type Group, type Row } from './list-groups.ts';
import type { Outline } from './list-links.ts';
import { dayInUrl } from './list-urls.ts';

/** An article as a list shows it. */
export interface Entry {
  url: string;
  title: string;
  /** The date that stands beside it; null where the list shows none. */
  shown: ListDate | null;
  /** Its place among the page's links. */
  index: number;
}

const MOST_BETWEEN = 10;

/** The entries of a group; rows that say nothing of what they lead to are left out. */
export function entriesOf(outline: Outline, group: Group, now: Date): Entry[] {
  const rows = group.rows.map((row) => ({ row, texts: textsIn(outline, row) }));
  const dated = rows.map(({ row, texts }) => dateBeside(texts, now) ?? dateBeside(row.link.hints, now));
  const dates = rows.length < 2 || count(dated) * 2 >= rows.length ? dated : better(dated, between(outline, group, now));
  return rows.flatMap(({ row: { link, index }, texts }, i) => {
    // `<h3>标题</h3><p>…</p><a>查看详情</a>`: the heading is the row's.
    const title = !link.title ? texts.find((text) => text.length >= 6 && !isDate(text, now)) ?? '' : link.title;
    return title === '' ? [] : [{ url: link.url, title: title.slice(0, 200), shown: dates[i] ?? null, index }];
  });
}

/** The texts of a row without its title's, which may name a day of its own. */
function textsIn(outline: Outline, { link, box }: Row): string[] {
  const [, , from, to] = outline.within(box);
  return outline.texts.slice(from, Math.min(to, from + MOST_TEXTS_IN_ROW)).flatMap(({ text }, i) => (link.title && link.titleTexts.has(from + i) ? [] : [text]));
}

/** Dates that stand between rows and not in them: `<a>标题</a> 2026-11-24<br>`, a `dd` after its `dt`. After the row or before it, whichever fits more rows. */
function between(outline: Outline, group: Group, now: Date): (ListDate | null)[] {
  const [, , first, last] = outline.within(group.container);
  const spans = group.rows.map(({ box }) => outline.within(box));
  const inSpan = (from: number, to: number) => dateBeside(outline.texts.slice(from, Math.min(to, from + MOST_BETWEEN)).map(({ text }) => text), now);
  const after = spans.map(([, , , end], i) => inSpan(end, spans[i + 1]?.[2] ?? last));
  const before = spans.map(([, , start], i) => inSpan(Math.max(first, spans[i - 1]?.[3] ?? first, start - MOST_BETWEEN), start));
  return count(after) >= count(before) ? after : before;
}

const count = (dates: readonly (ListDate | null)[]) => dates.filter((date) => date !== null).length;
const better = (a: (ListDate | null)[], b: (ListDate | null)[]) => (count(b) > count(a) ? b : a);

/** The date that the list shows, else the day that the URL names; a date without its year has the one that brings it nearest to the URL's day. */
export function dateOf({ url, shown }: Entry): ListDate | null {
  const day = dayInUrl(url);
  const at = day && instantOf(day, SHANGHAI_MINUTES);
  if (!at) return shown;
  if (!shown) return { at, precision: 'day' };
  return shown.yearless ? { at: nearest(shown.at, at), precision: shown.precision } : shown;
}

/** The same day and hour of the year that lies nearest to another time. */
function nearest(at: Date, to: Date): Date {
  const there = new Date(at.getTime() + SHANGHAI_MINUTES * 60_000);
  const inYears = [-1, 0, 1].map((more) => {
    const moved = new Date(there);
    moved.setUTCFullYear(to.getUTCFullYear() + more);
    return new Date(moved.getTime() - SHANGHAI_MINUTES * 60_000);
  });
  return inYears.reduce((best, one) => (Math.abs(one.getTime() - to.getTime()) < Math.abs(best.getTime() - to.getTime()) ? one : best));
}
