import { htmlToText } from '../feed/html-text.ts';
import { DESCRIPTION_NAMES, fieldsOf, HEAT_NAMES, objectOf, type Fields, type Json } from './fields.ts';
import { findList } from './find-list.ts';
import { isHeatOnly, parseHeat } from './heat.ts';
import { readJson } from './json.ts';
import { reasonToLeaveOut } from './left-out.ts';
import { linkOf } from './link.ts';
import { valueAt } from './path.ts';
import { ranksOf } from './ranks.ts';
import { titleKey } from './seen.ts';
import { titleOf, titleText } from './title.ts';
import { MAX_DESCRIPTION, MAX_ENTRIES, type HotEntry, type Hotlist, type HotlistPaths } from './types.ts';

interface Draft {
  row: number;
  /** Its place in the ranking when the order counts. */
  place: number;
  entry: Json;
  fields: Fields;
  title: string;
}

const NOTHING: Fields = new Map();

/**
 * A hot-search list 热搜榜, as JSON in any of the usual shapes (微博, 百度, 知乎, 抖音, 头条, B站, newsnow, an array of strings).
 *
 *     readHotlist('{"data":[{"word":"东风路停水","hot":"12.3万"}]}').entries[0]   // { title: '东风路停水', rank: 1, heat: 123000, … }
 *
 * @param at where it came from; relative links are relative to it
 * @throws YuqingError HOTLIST_NOT_A_LIST
 */
export function readHotlist(text: string, paths: HotlistPaths = {}, at?: string): Hotlist {
  const list = findList(readJson(text), paths);
  const out: Hotlist = { entries: [], bad: [], leftOut: { adverts: 0, pinned: 0, repeats: 0 }, cut: Math.max(0, list.length - MAX_ENTRIES) };
  const drafts = withoutPaidFor(list.slice(0, MAX_ENTRIES), paths, out);
  const path = paths.rank;
  const ranks = ranksOf(drafts.map((d) => d.fields), drafts.map((d) => d.place), path === undefined ? undefined : drafts.map((d) => valueAt(d.entry, path)));
  const heats = heatsOf(drafts, paths.heat);
  const seen = new Set<string>();
  for (const [i, draft] of drafts.entries()) {
    const rank = ranks[i] ?? null;
    const entry = rank === null ? null : entryOf(draft, { rank, heat: heats[i] ?? null }, paths, at);
    const key = entry && (entry.id ?? titleKey(entry.title));
    if (entry === null || key === null) out.leftOut.pinned += 1;
    else if (seen.has(key)) out.leftOut.repeats += 1;
    else out.entries.push(entry);
    if (key !== null) seen.add(key);
  }
  return out;
}

/** The entries with a title and a place; the others are counted in `out`. */
function withoutPaidFor(list: unknown[], paths: HotlistPaths, out: Hotlist): Draft[] {
  const drafts: Draft[] = [];
  let place = 0;
  for (const [i, value] of list.entries()) {
    const entry = objectOf(value) ?? {};
    const fields = objectOf(value) ? fieldsOf(entry) : NOTHING;
    const reason = reasonToLeaveOut(fields);
    if (reason !== null) {
      out.leftOut[reason] += 1;
      continue;
    }
    place += 1;
    const title = typeof value === 'string' ? titleText(value) : paths.title === undefined ? titleOf(fields) : titleText(valueAt(entry, paths.title));
    if (title === '') out.bad.push({ row: i + 1, json: (JSON.stringify(value) ?? '').slice(0, MAX_DESCRIPTION).toWellFormed() });
    else drafts.push({ row: i + 1, place, entry, fields, title });
  }
  return drafts;
}

function entryOf({ row, entry, fields, title }: Draft, standing: { rank: number; heat: number | null }, paths: HotlistPaths, at: string | undefined): HotEntry {
  const id = paths.id === undefined ? null : titleText(valueAt(entry, paths.id)) || null;
  const link = paths.link === undefined ? undefined : valueAt(entry, paths.link) ?? '';
  return { row, title, description: descriptionOf(fields, title), url: linkOf(fields, title, at, link), ...standing, id };
}

/** One name for the whole list: that under which most entries have a number that is more than a yes. */
function heatsOf(drafts: readonly Draft[], path: string | undefined): (number | null)[] {
  if (path !== undefined) return drafts.map(({ entry }) => parseHeat(valueAt(entry, path)));
  for (const name of HEAT_NAMES) {
    const heats = drafts.map(({ fields }) => parseHeat(fields.get(name)));
    if (heats.filter((heat) => heat !== null).length * 2 >= heats.length && heats.some((heat) => heat !== null && heat > 1)) return heats;
  }
  return drafts.map(() => null);
}

/** A text that says more than the title, and something else than the heat. */
function descriptionOf(fields: Fields, title: string): string | null {
  for (const name of DESCRIPTION_NAMES) {
    const value = fields.get(name);
    if (typeof value !== 'string') continue;
    const text = [...htmlToText(value.slice(0, 4 * MAX_DESCRIPTION))].slice(0, MAX_DESCRIPTION).join('');
    if (text !== '' && !title.includes(text) && !isHeatOnly(text)) return text;
  }
  return null;
}
