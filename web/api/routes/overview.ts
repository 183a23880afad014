import { z } from 'zod';
import { overviewCounts } from '../../../db/overview.ts';
import { ticketCounts } from '../../../db/tickets.ts';
import { lastBeat, livingRoles } from '../../../db/workers.ts';
import { ROLES_OF_PROCESS } from '../../../model/index.ts';
import type { Desk, DeskServer } from '../desk.ts';
import { DESK } from '../roles.ts';
import { instant, peoplesText } from '../shapes.ts';

/** The chore that reminds and urges; the desk shows when it last ran. */
const ESCALATOR = 'escalate';
/** Ten open desks ask as often as one. */
const FRESH_MS = 300;

const overview = z.object({
  /** The server's time: pages count down by it, whatever their own clock says. */
  now: instant,
  items: z.object({ total: z.int(), today: z.int() }),
  topics: z.int(),
  alerts: z.object({ 蓝: z.int(), 黄: z.int(), 橙: z.int(), 红: z.int() }),
  /** `open` and `overdue` are of current material; `historical` was loaded to be measured and is never urged. */
  tickets: z.object({ open: z.int(), overdue: z.int(), total: z.int(), historical: z.int() }),
  nextDeadline: z.object({
    ticketId: z.int(), no: z.string().nullable(), title: peoplesText, name: z.string(), dueAt: instant, provisional: z.boolean(),
  }).nullable(),
  /** Roles that some living process serves. */
  workers: z.array(z.enum(ROLES_OF_PROCESS)),
  escalatorAt: instant.nullable(),
});

export function overviewRoutes(app: DeskServer, desk: Desk): void {
  const read = shared(FRESH_MS, async () => {
    const now = desk.clock();
    const [counts, tickets, workers, escalatorAt] = await Promise.all([
      overviewCounts(desk.db, now), ticketCounts(desk.db, now), livingRoles(desk.db), lastBeat(desk.db, ESCALATOR),
    ]);
    return { ...counts, tickets, workers: ROLES_OF_PROCESS.filter((r) => workers.has(r)), escalatorAt };
  });
  app.get('/api/overview', { config: { roles: DESK }, schema: { response: { 200: overview } } },
    async () => ({ ...await read(), now: desk.clock() }));
}

/** One reading for all who ask at once, kept for a moment; a failed one is not kept. */
function shared<T>(keepMs: number, read: () => Promise<T>): () => Promise<T> {
  let last: { at: number; value: Promise<T> } | null = null;
  return () => {
    const at = performance.now();
    if (last && at - last.at < keepMs) return last.value;
    const mine = { at, value: read() };
    last = mine;
    mine.value.catch(() => { if (last === mine) last = null; });
    return mine.value;
  };
}
