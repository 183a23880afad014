import { sql } from 'kysely';
import { connect } from '../../db/connect.ts';
import type { TestDb } from '../../test/support/database.ts';
import { makeOrders, seeded, wall, type Order } from '../../test/support/orders.ts';
import { yuqing } from '../../test/support/yuqing.ts';
import { openLine } from '../../test/workers/line.ts';
import { waitForLine } from '../../workers/wait.ts';
import { openStack } from '../stack.ts';
import type { Proof } from './proof.ts';

const DAYS = 10;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Monday, 08:00 in Shanghai: when the clerk exports. */
const FIRST = new Date('2026-11-02T08:00:00+08:00');

/** What an order should have come to, kept beside the rows by somebody who only looks at the rows. */
interface Expected {
  revisions: number;
  repliedAt: Date | null;
  closedAt: Date | null;
}

/**
 * The same orders exported day after day, as offices do, with what changed in between: units take them in hand, answer,
 * close, add a word, archive. Revisions must be exact, the clocks stopped at the times the rows say, and no closed
 * ticket open again.
 */
export async function verifyDaily(proof: Proof, size: number, seed: number): Promise<void> {
  const { check, say } = proof;
  const random = seeded(seed);
  const stack = await openStack();
  const url = await stack.url();
  const db = connect(url, { max: 10 });
  let now = FIRST;
  await yuqing(['migrate'], stack.env);
  const line = await openLine({ db, url, close: async () => {} } as TestDb, { databaseUrl: url }, () => now);
  const serving = await line.serve();
  try {
    const orders = makeOrders(size, { seed, from: new Date(FIRST.getTime() - 20 * HOUR_MS), spanHours: 19 });
    const expected = new Map<string, Expected>(orders.map((o) => [o.工单编号, { revisions: 0, repliedAt: null, closedAt: null }]));
    let updated = 0;
    for (let day = 0; day < DAYS; day += 1) {
      now = new Date(FIRST.getTime() + day * DAY_MS);
      const changed = day === 0 ? 0 : changeSome(orders, expected, now, random);
      const counts = await line.importOrders(orders);
      const asWanted = day === 0 ? counts.stored === size : counts.stored === 0 && counts.duplicate === size && counts.updated === changed;
      updated += counts.updated;
      check(`第 ${day + 1} 天`, asWanted && counts.received === size, `收到 ${counts.received} = 入库 ${counts.stored} + 重复 ${counts.duplicate}(更新 ${counts.updated},应为 ${changed})`);
    }
    await waitForLine(db, undefined, 30);

    const { rows } = await sql<{ no: string; revisions: number; state: string; closed: Date | null; reopened: number; met: { stops: string; at: string | null }[] }>`
      select i.external_id as no, (select count(*) from item_revision r where r.item_id = i.id) as revisions, t.state, t.closed_at as closed,
        (select count(*) from ticket_history h where h.ticket_id = t.id and h.from_state = 'S12') as reopened,
        coalesce((select jsonb_agg(jsonb_build_object('stops', d.stops, 'at', d.met_at)) from deadline d where d.subject_kind = 'ticket' and d.subject_id = t.id), '[]') as met
      from item i join ticket t on t.item_id = i.id`.execute(db);
    const wrong = (test: (row: (typeof rows)[number], e: Expected) => boolean) => rows.filter((row) => !test(row, expected.get(row.no)!)).map((row) => row.no);
    const none = (what: string, bad: string[]) => check(what, bad.length === 0, bad.length === 0 ? '' : `${bad.length} 件不对,如 ${bad[0]}`);
    check('每件一张工单', rows.length === size);
    none('变更次数逐件相符', wrong((row, e) => row.revisions === e.revisions));
    none('办结的都已办结,没办结的都没有', wrong((row, e) => (row.state === 'S12') === (e.closedAt !== null)));
    none('办结时间是行里写的', wrong((row, e) => row.closed?.getTime() === e.closedAt?.getTime()));
    none('没有一件被误重开', wrong((row) => row.reopened === 0));
    none('答复时限停在第一次答复的时刻', wrong((row, e) => stoppedAt(row.met, ['feedback_at', 'pre_replied_at'], e.repliedAt ?? e.closedAt)));
    none('办结时限停在办结的时刻', wrong((row, e) => stoppedAt(row.met, ['result_at'], e.closedAt)));
    say(`  ${size} 件 × ${DAYS} 天,共 ${updated} 次变更;办结 ${rows.filter((r) => r.state === 'S12').length} 件`);
  } finally {
    await serving.stop();
    await line.close();
    await db.destroy();
    await stack.close();
  }
}

function stoppedAt(met: { stops: string; at: string | null }[], stops: string[], at: Date | null): boolean {
  return met.filter((d) => stops.includes(d.stops)).every((d) => (d.at === null ? null : new Date(d.at).getTime()) === (at === null ? null : at.getTime()));
}

/** Changes rows as a day of work does; each row at most once a day. Returns how many were changed. */
function changeSome(orders: Order[], expected: Map<string, Expected>, now: Date, random: () => number): number {
  let changed = 0;
  const during = () => new Date(Math.floor((now.getTime() - (1 + random() * 14) * HOUR_MS) / 1_000) * 1_000);
  for (const order of orders) {
    const e = expected.get(order.工单编号)!;
    const dice = random();
    if (e.closedAt !== null) {
      // An archive clerk renames what is done; that opens nothing.
      if (dice >= 0.02 || order.工单状态 === '已归档') continue;
      order.工单状态 = '已归档';
    } else if (dice < 0.12) {
      const at = during();
      if (e.repliedAt === null) {
        [e.repliedAt, order.答复意见, order.答复时间] = [at, '已派人现场处理。', wall(at)];
      }
      e.closedAt = new Date(Math.max(at.getTime(), e.repliedAt.getTime()));
      [order.工单状态, order.办结时间] = ['已办结', wall(e.closedAt)];
    } else if (dice < 0.22 && e.repliedAt === null) {
      e.repliedAt = during();
      [order.工单状态, order.答复意见, order.答复时间] = ['办理中', '已联系来电人,正在办理。', wall(e.repliedAt)];
    } else if (dice < 0.3 && order.工单状态 === '待办理') {
      order.工单状态 = '办理中';
    } else if (dice < 0.32) {
      order.诉求内容 += `补充:${wall(now).slice(5, 10)} 仍未解决。`;
    } else continue;
    e.revisions += 1;
    changed += 1;
  }
  return changed;
}
