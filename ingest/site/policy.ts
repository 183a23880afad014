import { z } from 'zod';
import { addDays, shanghaiDay, startOfDay, type Fault, type WorkCalendar } from '../../model/index.ts';
import { daysSince, quoted } from './column.ts';
import type { Documents } from './config.ts';
import { interprets } from './interpret.ts';
import type { Listed } from './listed.ts';
import { isNormative } from './normative.ts';

/** Kept in memory between readings, the newest: lists scroll, and a document is owed its interpretation all the same. */
const MOST_KEPT = 500;
const DAYS_BACK = 30;
const DAY = 24 * 3_600_000;

const documentSchema = z.object({
  url: z.url(), title: z.string(), at: z.number().nullable(), firstSeenAt: z.number(),
  /** By what it is interpreted: an address; null so far. */
  interpretedBy: z.string().nullable(),
  lookedAt: z.number().nullable(),
});

const interpretationSchema = z.object({
  url: z.url(), title: z.string(), at: z.number().nullable(),
  /** Documents it links back to; null: its page was not looked at. */
  back: z.array(z.string()).nullable(),
});

/** What is known of documents and interpretations. Times are milliseconds since 1970. */
export const policySchema = z.object({
  startedAt: z.number(),
  documents: z.array(documentSchema),
  interpretations: z.array(interpretationSchema),
  /** When the lists were last read whole; null: never. */
  listedAt: z.number().nullable(),
  interpretationsListedAt: z.number().nullable(),
});
export type Policy = z.infer<typeof policySchema>;

export function newPolicy(now: number): Policy {
  return { startedAt: now, documents: [], interpretations: [], listedAt: null, interpretationsListedAt: null };
}

/** The first day whose documents are asked for. */
export function askedFrom(config: Documents, startedAt: number): string {
  return config.since ?? addDays(shanghaiDay(new Date(startedAt)), -DAYS_BACK);
}

/** Takes what the document column lists into what is known; only what owes an interpretation. */
export function noteDocuments(policy: Policy, listed: readonly Listed[], config: Documents, now: number): void {
  const known = new Map(policy.documents.map((d) => [d.url, d]));
  // What the first look finds without a date may be of any year.
  const first = policy.listedAt === null;
  const from = startOfDay(askedFrom(config, policy.startedAt)).getTime();
  for (const { url, title, at } of listed) {
    const document = known.get(url);
    if (document) {
      document.title = title;
      document.at = at ?? document.at;
    } else if (isNormative(title, config.kinds, config.except) && (at === null ? !first : at >= from && at <= now + DAY)) {
      known.set(url, { url, title, at, firstSeenAt: now, interpretedBy: null, lookedAt: null });
    }
  }
  policy.documents = newest([...known.values()].filter((d) => (d.at ?? d.firstSeenAt) >= from && isNormative(d.title, config.kinds, config.except)));
  policy.listedAt = now;
}

export function noteInterpretations(policy: Policy, listed: readonly Listed[], now: number): void {
  const known = new Map(policy.interpretations.map((i) => [i.url, i]));
  for (const { url, title, at } of listed) known.set(url, { url, title, at, back: known.get(url)?.back ?? null });
  policy.interpretations = newest([...known.values()]);
  policy.interpretationsListedAt = now;
}

/** Of those without a date the later found: lists begin with the newest. */
const newest = <T extends { at: number | null }>(all: T[]): T[] => (all.length <= MOST_KEPT ? all : [...all].sort((a, b) => (b.at ?? Infinity) - (a.at ?? Infinity)).slice(0, MOST_KEPT));

/** Joins documents to interpretations that name them, or link back to them. */
export function matchInterpretations(policy: Policy): void {
  for (const document of policy.documents) {
    if (document.interpretedBy !== null) continue;
    document.interpretedBy = policy.interpretations.find((i) => i.back?.includes(document.url) || interprets(i, document))?.url ?? null;
  }
}

/**
 * The documents that should have been interpreted by now:
 * “《…办法》2026-11-10 公开,至今 5 个工作日没有解读(应在 3 个工作日内)”. A document counts when its page was looked at once, and
 * the interpretation column was read, where there is one.
 */
export function missingInterpretations(policy: Policy, config: Documents, now: number, calendar: WorkCalendar): Fault[] {
  if (config.interpretations && policy.interpretationsListedAt === null) return [];
  const today = shanghaiDay(new Date(now));
  return policy.documents.flatMap((document): Fault[] => {
    if (document.interpretedBy !== null || document.lookedAt === null) return [];
    const day = shanghaiDay(new Date(document.at ?? document.firstSeenAt));
    const passed = day < calendar.start ? 0 : daysSince(day, today, calendar);
    if (passed <= config.withinWorkdays) return [];
    const published = document.at === null ? `${day} 首次见到(没有写日期)` : `${day} 公开`;
    const words = `${quoted(document.title)}${published},至今 ${passed} 个工作日没有解读(应在 ${config.withinWorkdays} 个工作日内)`;
    return [{ kind: 'missing-interpretation', key: document.url, words, url: document.url }];
  });
}
