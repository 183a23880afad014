import { alertFeedEnd, openAlerts, type AlertFeedEntry } from './alerts.ts';
import type { Db } from './connect.ts';

/** An alert as it stands, without the event that brought it. */
export type StandingAlert = Omit<AlertFeedEntry, 'id' | 'kind' | 'at'>;

/**
 * Open alerts and the place in the feed at which they stood so, in one snapshot: a reader who then follows the feed
 * from `end` sees every change once.
 */
export async function alertBoard(db: Db, limit: number): Promise<{ end: number; alerts: StandingAlert[] }> {
  return db.transaction().setIsolationLevel('repeatable read').execute(async (trx) => ({
    end: await alertFeedEnd(trx),
    alerts: await openAlerts(trx, limit),
  }));
}
