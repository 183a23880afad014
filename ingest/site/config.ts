import { z } from 'zod';
import { isSelector } from '../page/list-select.ts';
import { EXCEPT, KINDS } from './normative.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A column given without a period. A default (缺省) and no rule: the papers that set periods name their own columns. */
const EVERY_DAYS = 30;

const webUrl = z.url({ protocol: /^https?$/, normalize: true });
/** CSS, where the list of a page is not found by itself: picks the links, or the rows that hold them. */
const selector = z.string().min(1).max(500).refine(isSelector, { message: '不是有效的 CSS 选择器' });

const columnSchema = z.object({
  name: z.string().min(1).max(100),
  url: webUrl,
  /** The period in calendar days, or in working days. */
  everyDays: z.number().int().positive().optional(),
  everyWorkdays: z.number().int().positive().optional(),
  links: selector.optional(),
}).strict().refine((c) => c.everyDays === undefined || c.everyWorkdays === undefined, { message: 'everyDays 与 everyWorkdays 只能写一个' });

const documentsSchema = z.object({
  /** The column where policy documents stand. */
  url: webUrl,
  links: selector.optional(),
  /** The column where their interpretations stand; without it only the document's own page is looked at. */
  interpretations: z.object({ url: webUrl, links: selector.optional() }).strict().optional(),
  /** 相关解读材料应于文件公开后3个工作日内发布 (黑龙江 2016); other offices set their own. */
  withinWorkdays: z.number().int().positive().default(3),
  /** Documents from before this day are not asked for; by default 30 days before the first reading. */
  since: z.iso.date().optional(),
  /** Words that make a document one to be interpreted, and words that make it none. */
  kinds: z.array(z.string().min(1)).min(1).default([...KINDS]),
  except: z.array(z.string().min(1)).default([...EXCEPT]),
}).strict();

export const siteConfigSchema = z.object({
  /** The home page. */
  url: webUrl,
  allowHosts: z.array(z.string()).default([]),
  columns: z.array(columnSchema).max(200).default([])
    .refine((all) => new Set(all.map((c) => c.name)).size === all.length, { message: '栏目名不能重复' }),
  documents: documentsSchema.optional(),
  /** Pages this many clicks from the home page are searched for links; what they link to is checked and not searched. */
  depth: z.number().int().min(0).max(10).default(2),
  /** Pages searched in one round. */
  mostPages: z.number().int().positive().max(20_000).default(500),
  /** Requests in one reading; the round goes on at the next. */
  perReading: z.number().int().min(10).max(5_000).default(60),
  /** An address that has not answered whole by then has not answered. */
  timeoutSeconds: z.number().positive().max(120).default(15),
  /** Links that leave the site are checked too. */
  external: z.boolean().default(true),
  /** Honour robots.txt: what it forbids cannot be checked, and is not reported. */
  robots: z.boolean().default(true),
  /** URLs left alone: `/old/` anywhere in them, `*` for anything between. */
  ignore: z.array(z.string().min(1)).default([]),
  /** A link is dead when it failed so many times, at least an hour apart; one time more where the server may just be ill. */
  patience: z.number().int().min(1).max(10).default(2),
  intervalMinutes: z.number().positive().max(10_080).default(60),
  /** A round begins this long after the last one began, or when that is finished. */
  roundHours: z.number().positive().max(24 * 90).default(24),
}).strict();

export type SiteConfig = z.infer<typeof siteConfigSchema>;
export type Column = SiteConfig['columns'][number];
export type Documents = NonNullable<SiteConfig['documents']>;

export const everyMs = (config: SiteConfig): number => config.intervalMinutes * MINUTE;
export const roundMs = (config: SiteConfig): number => config.roundHours * HOUR;

/** A column's period: `{ days: 30, working: false }`. */
export function periodOf(column: Column): { days: number; working: boolean } {
  if (column.everyWorkdays !== undefined) return { days: column.everyWorkdays, working: true };
  return { days: column.everyDays ?? EVERY_DAYS, working: false };
}
