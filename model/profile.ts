import { z } from 'zod';
import { CATEGORY_CODES, FLAGS, REQUEST_TYPES, URGENCIES } from './codes.ts';

/** How a deadline is counted (handbook §8.1). `n` is hours for natural_hour, days otherwise. */
export const clockSpecSchema = z.object({
  mode: z.enum([
    'working_day', 'working_day_with_pause', 'working_day_extension', 'natural_hour', 'natural_day',
    'fixed_date', 'workday_24h_tick', 'multi_clock', 'merge_min',
  ]),
  n: z.number().int().min(0).optional(),
  /** Received outside office hours: the day still does not count (same_day) or it counts as the next working day (roll). */
  after_hours: z.enum(['same_day', 'roll']).optional(),
  /** natural_day only: a last day that is off rolls to the next working day. */
  roll: z.boolean().optional(),
  /** fixed_date: YYYY-MM-DD, or MM-DD with yearly. */
  date: z.string().optional(),
  yearly: z.boolean().optional(),
}).loose();
export type ClockSpec = z.infer<typeof clockSpecSchema>;

/** Where a rule's force comes from; printed beside every deadline. */
export const AUTHORITIES = ['law', 'local', 'document', 'default', 'optional'] as const;
export type Authority = (typeof AUTHORITIES)[number];

export const DEADLINE_KINDS = ['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7', 'K8', 'K9', 'K10', 'K11', 'K12'] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

export const ruleSchema = z.object({
  id: z.string().min(1),
  deadline: z.enum(DEADLINE_KINDS).nullable(),
  name: z.string().min(1),
  applies: z.object({
    kind: z.enum(['message', 'topic', 'dispatch', 'extension', 'task']).optional(),
    channel: z.array(z.string()).optional(),
    types: z.array(z.enum(REQUEST_TYPES)).optional(),
    /** Types the text does not name but that are treated alike, marked 类推. */
    analogy: z.array(z.enum(REQUEST_TYPES)).optional(),
    categories: z.array(z.enum(CATEGORY_CODES)).optional(),
    urgency: z.array(z.enum(URGENCIES)).optional(),
    level: z.array(z.enum(['I', 'II', 'III', 'IV'])).optional(),
    flags: z.array(z.enum(FLAGS)).optional(),
    notFlags: z.array(z.enum(FLAGS)).optional(),
    event: z.string().optional(),
    task: z.number().int().optional(),
  }).strict(),
  clock: clockSpecSchema,
  starts: z.string().nullable(),
  stops: z.string().nullable(),
  basis: z.string(),
  authority: z.enum(AUTHORITIES),
  pausable: z.boolean().optional(),
}).strict();
export type Rule = z.infer<typeof ruleSchema>;

const unitsSchema = z.array(z.string());

const daySchema = z.iso.date();
/** One line of a table of names 旧名→现名: old names, what they became, from which day (to which, exclusive), for which duty. */
export const unitAliasSchema = z.object({
  old: z.array(z.string().min(2)).min(1),
  /** The unit that took the duty over first; `{area}` and `{place}` stand for 扬州市 and 扬州. */
  now: z.array(z.string().min(2)).min(1),
  from: daySchema,
  to: daySchema.optional(),
  /** Only the year is known: `from` is its first day. */
  about: z.boolean().optional(),
  /** Only where the matter is of these categories or its text has one of these words. */
  when: z.object({ categories: z.array(z.enum(CATEGORY_CODES)).optional(), words: z.array(z.string().min(1)).optional() }).strict().optional(),
  note: z.string().optional(),
}).strict().refine((a) => a.to === undefined || a.from < a.to, { path: ['to'], message: '止日应晚于起日' });
export type UnitAlias = z.infer<typeof unitAliasSchema>;

/**
 * Who answers when the text has one of `words`, and one of `with` where there are some 权责:
 * `{words: ['油烟'], lead: '城市管理局'}`. Without words it is who usually answers.
 */
export const dutySchema = z.object({
  words: z.array(z.string().min(1)).optional(),
  with: z.array(z.string().min(1)).optional(),
  lead: z.string().min(2),
  assist: z.array(z.string().min(2)).optional(),
}).strict();
export type Duty = z.infer<typeof dutySchema>;

/** A jurisdiction as data. Unknown keys are kept: later rooms read more of the same file. */
export const profileSchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  name: z.string().optional(),
  source: z.string().optional(),
  effective_from: z.string().optional(),
  level: z.string(),
  extends: z.string().nullable(),
  draft: z.boolean().optional(),
  roles: z.record(z.string(), z.unknown()).optional(),
  channels: z.array(z.string()).optional(),
  /** Category → units, lead first; a map of subtopic → units where the document splits one; "*" for the rest. */
  topics: z.record(z.string(), z.union([unitsSchema, z.record(z.string(), unitsSchema)])).optional(),
  /** This jurisdiction's own names of units; they win over profiles/unit-aliases.json. */
  unit_aliases: z.array(unitAliasSchema).optional(),
  /** This jurisdiction's own list of duties 权责清单 by category; it wins over the document's topics and profiles/duties.json. */
  duties: z.partialRecord(z.enum(CATEGORY_CODES), z.array(dutySchema)).optional(),
  /** Towns and subdistricts 镇街 → the office that answers there, where it is not named after the place. */
  place_offices: z.record(z.string(), z.string()).optional(),
  /** Directory of a department model trained on this jurisdiction's own history; relative to the profile's folder. */
  department_model: z.string().optional(),
  /** A department's office: where matters of others go 转报, and the units they belong to. */
  out_of_scope_route: z.string().optional(),
  overlay_city: z.partialRecord(z.enum(CATEGORY_CODES), z.string()).optional(),
  /** The document's own headings over our codes: 就学就医 → EDU, MED. */
  display_groups: z.record(z.string(), z.array(z.enum(CATEGORY_CODES))).optional(),
  rules: z.array(ruleSchema),
  /** Material older than this when it comes is measured and never reminded or escalated. */
  historical_after_days: z.number().int().positive().optional(),
  /** Fresh items of one topic within `window_hours` that raise each level; the highest one reached counts. */
  alert: z.object({
    window_hours: z.number().positive(),
    levels: z.record(z.enum(['蓝', '黄', '橙', '红']), z.number().int().positive()),
  }).strict().optional(),
  /** 周报: Asia/Shanghai, moved to the next working day. */
  report: z.object({ weekday: z.number().int().min(1).max(7), time: z.string().regex(/^\d\d:\d\d$/) }).strict().optional(),
}).loose();
export type Profile = z.infer<typeof profileSchema>;
