import { z } from 'zod';
import { ENTRY_CHANNELS } from '../../../ingest/entry/channels.ts';
import { registerMap } from '../../../ingest/entry/columns.ts';
import { ENTRY_SOURCE, enter, entrySource, keyedBy, type Entered } from '../../../ingest/entry/enter.ts';
import { MOST_BODY, readEntry } from '../../../ingest/entry/entry.ts';
import { readPasted } from '../../../ingest/entry/paste.ts';
import type { Seal } from '../../../ingest/seal.ts';
import { REQUEST_TYPES, type ReadEvent, type UserRole } from '../../../model/index.ts';
import { loadProfile } from '../../../profiles/load.ts';
import type { Desk, DeskServer } from '../desk.ts';
import { peoplesText } from '../shapes.ts';
import { answerTakingIn, sealOf } from '../taking-in.ts';

/** Those who answer the telephone and open the letters. */
const ENTERING: readonly UserRole[] = ['analyst', 'desk_head', 'liaison', 'press_office', 'admin'];

const MEGABYTE = 1_048_576;

const short = (most: number) => z.string().trim().max(most).optional();

const entry = z.object({
  channel: z.enum(ENTRY_CHANNELS),
  title: short(200),
  body: z.string().trim().min(1).max(MOST_BODY),
  receivedAt: short(40), place: short(200), name: short(50), phone: short(50),
  type: z.enum(REQUEST_TYPES).optional(),
  mainUnit: short(100), refNo: short(100),
});

const one = z.object({
  /** stored 新登记 · duplicate 已登记过 · updated 已按本次改正 · blocked 疑似涉密,未留副本 */
  outcome: z.enum(['stored', 'duplicate', 'updated', 'blocked']),
  /** Null where it was blocked. */
  no: z.string().nullable(), itemId: z.int().nullable(),
});

const pasted = z.object({
  received: z.int(), stored: z.int(), duplicate: z.int(), updated: z.int(), rejected: z.int(), blocked: z.int(),
  items: z.array(z.object({ row: z.int(), no: z.string(), itemId: z.int() })),
  rejects: z.array(z.object({ row: z.int(), column: peoplesText.nullable(), reason: peoplesText })),
});

/** What comes by telephone, letter, fax or visit, as a motion or by inquiry, typed in or pasted from a register. */
export function entryRoutes(app: DeskServer, desk: Desk): void {
  void app.register(async (bare) => {
    answerTakingIn(bare);
    const scope = bare as DeskServer;
    scope.post('/api/items', { config: { roles: ENTERING }, bodyLimit: MEGABYTE, schema: { body: entry, response: { 200: one } } }, async (request) => {
      const seal = sealOf(desk);
      const item = readEntry(request.body, desk.clock(), keyedBy(seal));
      const { counts, items } = await stored(desk, seal, [{ type: 'item', item, at: { row: 1 } }]);
      const outcome = (['blocked', 'updated', 'stored', 'duplicate'] as const).find((what) => counts[what] > 0)!;
      const kept = outcome === 'blocked' ? undefined : items[0];
      return { outcome, no: kept?.no ?? null, itemId: kept?.itemId ?? null };
    });
    scope.post('/api/items/paste', {
      config: { roles: ENTERING }, bodyLimit: 2 * MEGABYTE,
      schema: { body: z.object({ text: z.string().max(MEGABYTE), channel: z.enum(ENTRY_CHANNELS).optional() }), response: { 200: pasted } },
    }, async (request) => {
      const seal = sealOf(desk);
      const { text, channel } = request.body;
      const events = readPasted(text, { map: registerMap(), now: desk.clock(), keyed: keyedBy(seal), channel });
      const { counts, items, rejects } = await stored(desk, seal, [...events]);
      return { ...counts, items, rejects: rejects.map(({ row, column, reason }) => ({ row, column, reason })) };
    });
  });
}

async function stored(desk: Desk, seal: Seal, events: ReadEvent[]): Promise<Entered> {
  const source = await entrySource(desk.db, ENTRY_SOURCE, { otherwise: desk.profileId });
  const now = desk.clock();
  const horizon = loadProfile(source.profileId).profile.historical_after_days;
  return enter(desk.db, source, events, { seal, now, historicalBefore: new Date(now.getTime() - horizon * 86_400_000) });
}
