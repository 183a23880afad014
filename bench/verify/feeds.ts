import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { connect, type Db } from '../../db/connect.ts';
import { ensureSource, schedulePoll } from '../../db/sources.ts';
import { seeded } from '../../test/support/orders.ts';
import { startYuqing, yuqing, type Running } from '../../test/support/yuqing.ts';
import { megabytes, peakOf } from '../command.ts';
import { openStack, type Stack } from '../stack.ts';
import { isGood, ITEMS, openFeedWorld, type FeedWorld } from './feed-world.ts';
import type { Proof } from './proof.ts';

const KILLS = 2;
const MOST_RSS = 300 * 1_000_000;

/**
 * So many feeds of 50 items on loopback servers that are slow, dead, redirecting, gzip-bombing, busy (503): polled by a
 * real `yuqing start --only=ingest` that is killed twice with `kill -9`. Everything good must be stored once, no feed
 * may wait on a dead one, and the process stays under 300 MB.
 */
export async function verifyFeeds(proof: Proof, size: number, seed: number, timeoutSeconds = 30): Promise<void> {
  const { check, say } = proof;
  const random = seeded(seed);
  const [stack, world] = [await openStack(), await openFeedWorld(size)];
  const db = connect(await stack.url(), { max: 4 });
  let reader: Running | undefined;
  let peak = 0;
  const watch = setInterval(() => { peak = Math.max(peak, peakOf(reader?.child.pid) ?? 0); }, 50);
  try {
    await yuqing(['migrate'], stack.env);
    for (const feed of world.feeds) {
      const { id } = await ensureSource(db, { name: feed.name, kind: 'feed', channel: '网站', profileId: 'national', config: { url: feed.url, allowHosts: [feed.host], timeoutSeconds } });
      await schedulePoll(db, id, new Date());
    }
    const good = world.feeds.filter(({ conduct }) => isGood(conduct) && conduct !== 'busy').length;
    const busy = world.feeds.filter(({ conduct }) => conduct === 'busy').length;
    say(`${size} 个订阅源,各 ${ITEMS} 条,随机种子 ${seed}:好的 ${good},先忙后好的 ${busy},读不了的 ${size - good - busy}`);

    say(`一、第一遍,${KILLS} 次在随机处 kill -9:`);
    const points = Array.from({ length: KILLS }, () => Math.floor(random() * 0.9 * good * ITEMS)).sort((a, b) => a - b);
    for (const point of points) {
      reader = begin(stack);
      while ((await countItems(db)) < point && reader.child.exitCode === null) await sleep(20);
      reader.child.kill('SIGKILL');
      const { signal } = await reader.ended;
      if (signal !== 'SIGKILL') throw new Error(`yuqing start ended by itself: ${(await reader.ended).stderr}`);
      check('在中途被 kill -9', true, `已入库 ${await countItems(db)}`);
    }
    reader = begin(stack);
    const first = await round(db, world, reader);
    say(`  重启后 ${first.seconds.toFixed(1)} 秒读完`);
    await checkStore(proof, db, world, '每一条好的都入库一次,坏的一条也没有', ({ conduct }) => isGood(conduct) && conduct !== 'busy');

    say('二、第二遍,忙的好了,不再打断:');
    world.busy = false;
    const before = await countItems(db);
    await sql`delete from host_turn`.execute(db);
    await sql`update source set next_poll_at = clock_timestamp(), polling_until = null, last_poll_at = null`.execute(db);
    const second = await round(db, world, reader);
    await checkStore(proof, db, world, '每一条好的都只有一份', ({ conduct }) => isGood(conduct));
    check('多出来的只是先前忙的', (await countItems(db)) - before === busy * ITEMS, `${(await countItems(db)) - before} 条`);
    const polled = good + busy;
    say(`  好的 ${polled} 个在 ${second.lastGood.toFixed(1)} 秒内读完:${(polled / second.lastGood).toFixed(0)} 个/秒,${((polled * ITEMS) / second.lastGood).toFixed(0)} 条/秒(含入库);全部 ${second.seconds.toFixed(1)} 秒`);
    check('没有一个等死掉的', second.lastGood < second.lastDead, `最后一个好的 ${second.lastGood.toFixed(1)} 秒读完,那时死的还在等(到 ${second.lastDead.toFixed(1)} 秒)`);
    const { rows: [books] } = await sql<{ ok: boolean; silent: number }>`
      select (select bool_and(received = stored + duplicate + rejected + blocked) from run) as ok,
        (select count(*) from source where last_error is null and failures > 0 or last_error is not null and failures = 0) as silent`.execute(db);
    check('账都对得上,失败的各有原因', books!.ok && books!.silent === 0);
    reader.child.kill('SIGTERM');
    check('收尾正常', (await reader.ended).code === 0);
    check('内存峰值不超过 300 MB', peak <= MOST_RSS, megabytes(peak));
  } finally {
    clearInterval(watch);
    reader?.child.kill('SIGKILL');
    await db.destroy();
    await Promise.all([stack.close(), world.close()]);
  }
}

const begin = (stack: Stack) => startYuqing(['start', '--only=ingest'], { ...stack.env, LOG_LEVEL: 'error' });

async function countItems(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from item`.execute(db);
  return rows[0]!.n;
}

/** Waits until every feed has been polled; seconds from the beginning to the last good one and to the last dead one. */
async function round(db: Db, world: FeedWorld, reader: Running): Promise<{ seconds: number; lastGood: number; lastDead: number }> {
  const from = performance.now();
  const conducts = new Map(world.feeds.map(({ name, conduct }) => [name, conduct]));
  const done = new Map<string, number>();
  while (done.size < world.feeds.length) {
    if (reader.child.exitCode !== null) throw new Error(`yuqing start ended by itself: ${(await reader.ended).stderr}`);
    const { rows } = await sql<{ name: string }>`select name from source where last_poll_at is not null and polling_until is null`.execute(db);
    for (const { name } of rows) if (!done.has(name)) done.set(name, (performance.now() - from) / 1_000);
    await sleep(100);
  }
  const times = (wanted: (conduct: string) => boolean) => [...done].filter(([name]) => wanted(conducts.get(name)!)).map(([, at]) => at);
  return { seconds: Math.max(...done.values()), lastGood: Math.max(...times((c) => isGood(c as never))), lastDead: Math.max(...times((c) => c === 'dead')) };
}

async function checkStore({ check }: Proof, db: Db, world: FeedWorld, what: string, wanted: (feed: FeedWorld['feeds'][number]) => boolean): Promise<void> {
  const { rows } = await sql<{ name: string; n: number; once: number }>`
    select s.name, count(*) as n, count(distinct i.title) as once from item i join source s on s.id = i.source_id group by s.name`.execute(db);
  const stored = new Map(rows.map((r) => [r.name, r]));
  const wrong = world.feeds.filter((feed) => {
    const of = stored.get(feed.name);
    return wanted(feed) ? of?.n !== ITEMS || of.once !== ITEMS : of !== undefined;
  });
  check(what, wrong.length === 0, wrong.length === 0 ? `${rows.reduce((sum, r) => sum + r.n, 0)} 条` : `${wrong.length} 个不对,如 ${wrong[0]!.name}(${wrong[0]!.conduct})有 ${stored.get(wrong[0]!.name)?.n ?? 0} 条`);
}
