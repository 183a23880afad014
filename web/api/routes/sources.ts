import { z } from 'zod';
import { sourcesWithHealth } from '../../../ingest/health.ts';
import { SOURCE_KINDS } from '../../../ingest/sources/index.ts';
import { FAULT_NAMES } from '../../../model/index.ts';
import { loadCalendar } from '../../../profiles/load.ts';
import type { Desk, DeskServer } from '../desk.ts';
import { DESK } from '../roles.ts';
import { instant, outsideLink, peoplesText } from '../shapes.ts';

const counts = z.record(z.string(), z.int());

const source = z.object({
  id: z.int(), name: peoplesText, kindName: z.string(), channel: z.string(), host: z.string().nullable(),
  /** 失败 · 沉默 · 未抓取 · 正常 · 推送 · 手工导入 · 暂停, the worst first */
  state: z.string(),
  lastOkAt: instant.nullable(), lastItemAt: instant.nullable(), nextPollAt: instant.nullable(),
  /** In words; failures in a row. */
  lastError: peoplesText.nullable(), failures: z.int(),
  today: z.object({ received: z.int(), stored: z.int(), rejected: z.int() }),
  /** Items a day by its own habit; null while that is not known. */
  usualPerDay: z.int().nullable(),
  faults: z.array(z.object({ kindName: z.string(), words: peoplesText, url: outsideLink, openedAt: instant })),
  /** Marks and rejects of the last run, by code. */
  marks: counts, rejects: counts,
});

const list = z.object({ now: instant, sources: z.array(source) });

/** How each source is: what the admin sees of `yuqing source list`. */
export function sourceRoutes(app: DeskServer, desk: Desk): void {
  const calendar = loadCalendar();
  app.get('/api/sources', { config: { roles: DESK }, schema: { response: { 200: list } } }, async () => {
    const now = desk.clock();
    const all = await sourcesWithHealth(desk.db, now, calendar);
    return {
      now,
      sources: all.map(({ kind, notes, faults, ...s }) => ({
        ...s, kindName: SOURCE_KINDS[kind]?.name ?? kind, marks: notes.marks, rejects: notes.rejects,
        faults: faults.map((f) => ({ ...f, kindName: FAULT_NAMES[f.kind] })),
      })),
    };
  });
}
