import type { IngestCounts, WorkCalendar } from '../../model/index.ts';
import { loadCalendar } from '../../profiles/load.ts';
import { EVENT_TITLE } from './world-event.ts';
import { feedXml, makePosts } from './world-feed.ts';
import { makeOrders, type Orders } from './world-orders.ts';
import { seeded } from './world-random.ts';
import { makeSheet, type Cell, type SheetTruth } from './world-sheet.ts';

/** What the demo must find again in its own numbers. */
interface Expectations extends Omit<SheetTruth, 'books'> {
  /** Books of the sheet, and of the feed, whose entries are all new. */
  workbook: IngestCounts;
  feed: IngestCounts;
  risingTitle: string;
  /** Messages and posts about the rising matter, all of the last 20 hours. */
  risingItems: number;
  /** The complaint whose five working days run across a make-up day; it is still open. */
  makeUp: Orders['makeUp'];
}

export interface World {
  /** RSS 2.0 in GB2312. */
  feedXml: Buffer;
  /** Cells of the hotline's spreadsheet, top to bottom; `workbook.ts` makes a file of them. */
  sheet: Cell[][];
  expectations: Expectations;
}

/**
 * The sample world of the demo: about 300 messages from the invented city 清河市, the latest a minute before `now`.
 * Pure: the same `now` and seed give the same bytes.
 *
 *     makeWorld({ now: new Date('2026-11-24T02:00:00Z') }).expectations.makeUp.makeUpDay   // '2026-10-10'
 */
export function makeWorld(opts: { now: Date; calendar?: WorkCalendar; seed?: number }): World {
  const { now, calendar = loadCalendar(), seed = 12345 } = opts;
  const random = seeded(seed);
  const orders = makeOrders(now, calendar, random);
  const posts = makePosts(now, random);
  const { rows, truth } = makeSheet(orders.all, now);
  const { books, ...rest } = truth;
  return {
    feedXml: feedXml(posts),
    sheet: rows,
    expectations: {
      ...rest,
      workbook: books,
      feed: { received: posts.length, stored: posts.length, duplicate: 0, updated: 0, rejected: 0, blocked: 0 },
      risingTitle: EVENT_TITLE, risingItems: orders.all.filter((o) => o.place === '清河市第三小学').length + posts.filter((p) => p.rising).length,
      makeUp: orders.makeUp,
    },
  };
}
