import { parseFeedDate } from '../times.ts';
import type { PageHead } from './head.ts';
import { plain } from './same.ts';

export interface PageTime {
  at: Date;
  precision: 'second' | 'minute' | 'day';
}

const CLOCK = String.raw`(?:[T\s-]{0,4}(?:上午|下午|晚上|凌晨|中午|早上)?\s{0,2}(\d{1,2})\s?[:时点]\s?(\d{1,2})(?:\s?[:分]\s?(\d{1,2})(?:\.\d{1,9})?)?分?秒?)?(\s?(?:Z\b|(?:GMT|UTC)?[+-]\d{2}:?\d{2}\b))?`;
/** A date with its year; the clock may be glued to it, where the page sets them apart by style alone. */
const DATED = new RegExp(String.raw`(?<![\d.])((?:19|20)\d{2})\s?(?:年|[-/.])\s?(\d{1,2})\s?(?:月|[-/.])\s?(\d{1,2}(?!\d{3}|\d:\d{2}:\d{2}:))\s?[日号]?${CLOCK}`, 'g');
const ENGLISH = /(?<![a-z])(?:(?:\d{1,2}\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s(?:\d{1,2}(?:st|nd|rd|th)?,?\s)?(?:19|20)\d{2})(?:,?\s(?:at\s)?(\d{1,2}):(\d\d)(?::(\d\d))?(?:\s?[ap]\.?m)?)?/i;
/** What a date is not of: the law's force, an appointment, another version. */
const OTHER = /(?:施行|生效|有效期|截止|截至|废止|失效|实施|到期|活动时间|报名|开标|成文|生成日期|更新|修改|编辑|出生|会议)[^,。]{0,6}$/;
const OWN = /(?:发布|发表|刊发|发稿)(?:时间|日期|于|在)?\s?:?\s?$|(?:published|posted)(?: on| at)?\s?:?\s?$/i;

/** Dates of a line, those called 发布 first; `other` are called something else and count when nothing better is there. */
export function datesIn(line: string): (PageTime & { rank: 0 | 1 | 2 })[] {
  const out: (PageTime & { rank: 0 | 1 | 2 })[] = [];
  const text = plain(line.slice(0, 400));
  for (const found of text.matchAll(DATED)) {
    const before = text.slice(Math.max(0, found.index - 14), found.index);
    const time = timeOf(found[0], found[4], found[6], found[5]);
    if (time) out.push({ ...time, rank: OWN.test(before) ? 2 : OTHER.test(before) ? 0 : 1 });
  }
  if (out.length === 0) {
    const found = ENGLISH.exec(text);
    const time = found && timeOf(found[0].replace(/(\d)(?:st|nd|rd|th)\b/, '$1'), found[1], found[3], found[2]);
    if (time) out.push({ ...time, rank: 1 });
  }
  return out;
}

function timeOf(text: string, hour: string | undefined, second: string | undefined, minute: string | undefined): PageTime | null {
  const whole = parseFeedDate(spread(text), { chinese: true });
  if (!whole) return null;
  const clock = `${Number(hour ?? 0)}:${Number(minute ?? 0)}:${Number(second ?? 0)}`;
  // Systems that keep the day alone fill in its first or its last second.
  if (clock === '0:0:0') return { at: whole, precision: 'day' };
  if (clock === '23:59:59') return { at: new Date(whole.getTime() - 86_399_000), precision: 'day' };
  return { at: whole, precision: second === undefined ? 'minute' : 'second' };
}

/** `2019-09-3007:42` → `2019-09-30 07:42`. */
const spread = (text: string) => text.replace(/^(\d{4})\s?(?:年|[-/.])\s?(\d{1,2})\s?(?:月|[-/.])\s?(\d{1,2}?)\s?[日号]?-?(?=\D|\d{1,2}[:时点]|$)/, (_, y: string, m: string, d: string) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')} `).trim();

/** Names that metas give to the day a page was published, the surest first. */
const META_DATES = [
  'pubdate', 'article:published_time', 'og:published_time', 'publishdate', 'publish_date', 'publish-date', 'datepublished', 'weibo:article:create_at', 'bytedance:published_time', 'og:release_date', 'release_date',
  'og:pubdate', 'firstpublishedtime', 'firstpublishdate', 'dateupdate', 'pubtime', 'publishtime', 'apub:time', 'parsely-pub-date', 'dc.date', 'dc.date.issued', 'dcterms.created', 'sailthru.date', 'date', 'createdate', 'releasedate',
];

/** What the head says: metas, then JSON-LD. */
export function dateOfHead(head: PageHead): PageTime | null {
  for (const name of META_DATES) {
    const time = parseAny(head.metas.get(name));
    if (time) return time;
  }
  return parseAny(head.article.date ?? undefined);
}

/** A date that stands alone in an attribute or a script: any form, seconds and milliseconds since 1970 too. */
export function parseAny(value: string | undefined): PageTime | null {
  const text = value?.trim().slice(0, 100) ?? '';
  if (/^\d{10}(?:\d{3})?$/.test(text)) return { at: new Date(Number(text) * (text.length === 10 ? 1_000 : 1)), precision: 'second' };
  const [first] = datesIn(text);
  if (first) return { at: first.at, precision: first.precision };
  // Java's `Tue Nov 24 10:00:00 CST 2026`, RFC 822, `20261124`: what has a day at all has eight characters.
  const at = text.length < 8 ? null : parseFeedDate(text, { chinese: true });
  const colons = text.split(':').length - 1;
  return at && { at, precision: colons === 0 ? 'day' : colons === 1 ? 'minute' : 'second' };
}

/** `/2019-09/07/`, `/201909/t20190907_1.html`, `/2019/0907/`: the day an address carries. */
export function dateOfUrl(url: string | undefined): PageTime | null {
  const path = url?.slice(0, 500).replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/, '') ?? '';
  const found = /\/((?:19|20)\d{2})[-_/]?(\d{2})[-_/]?(\d{2})(?:\/|$|_)/.exec(path) ?? /[/_]t?((?:19|20)\d{2})(\d{2})(\d{2})_/.exec(path) ?? /\/((?:19|20)\d{2})-(\d{2})-(\d{2})(?!\d)/.exec(path);
  const at = found && parseFeedDate(`${found[1]}-${found[2]}-${found[3]}`);
  return at ? { at, precision: 'day' } : null;
}

/** Two that say the same as far as the first one goes: the one that says more. */
export function finer(a: PageTime, b: PageTime | null): PageTime {
  if (b === null || a.precision === 'second' || b.precision === 'day') return a;
  const unit = a.precision === 'day' ? 86_400_000 : 60_000;
  const unitOf = (at: Date) => Math.floor((at.getTime() + SHANGHAI) / unit);
  return unitOf(a.at) === unitOf(b.at) ? b : a;
}

const SHANGHAI = 8 * 3_600_000;
