import { z } from 'zod';
import { ALERT_LEVELS } from '../../model/index.ts';
import { maskForScreen } from './mask.ts';

/** Shapes that several routes share. */

/** An instant, written as ISO 8601 in UTC. */
export const instant = z.date().transform((d) => d.toISOString()).pipe(z.iso.datetime());

/** People's own words: personal data in them is masked on the way out, whoever wrote the row. */
export const peoplesText = z.string().transform(maskForScreen).pipe(z.string());

/** A link that came from outside; anything but http(s) is dropped. */
export const outsideLink = z.string().nullable()
  .transform((v) => (v !== null && URL.canParse(v) && ['http:', 'https:'].includes(new URL(v).protocol) ? v : null))
  .pipe(z.string().nullable());

export const spread = z.array(z.object({ channel: z.string(), n: z.int() }));

export const alert = z.object({
  alertId: z.int(),
  topicId: z.int(),
  level: z.enum(ALERT_LEVELS),
  /** open 未处置 · raised 已升级 · silenced 已静默 · false_alarm 误报 · cleared 已解除 */
  state: z.string(),
  reason: peoplesText,
  title: peoplesText,
  itemCount: z.int(),
  openedAt: instant,
  spread,
});

/** One event of the live feed; `id` is its place, to resume from. */
export const alertEvent = alert.extend({ id: z.int(), kind: z.string(), at: instant });

/** Paging of lists. */
export const page = (most: number, usual: number) => z.object({
  limit: z.coerce.number().int().min(1).max(most).default(usual),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

export const rowId = z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
