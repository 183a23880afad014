/**
 * A reading in a process of its own, to be killed: `node --import tsx read-child.ts '{"databaseUrl":…,"sourceId":…,"config":…,"password":…}'`.
 * With `haltAfter` it says `halted` after so many mails and goes no further.
 */
import { connect } from '../../../../db/connect.ts';
import { sourceById } from '../../../../db/sources.ts';
import { OFFLINE } from '../../../../ingest/fetch/web.ts';
import { runIngest } from '../../../../ingest/run.ts';
import { createSeal } from '../../../../ingest/seal.ts';
import type { ReadEnd } from '../../../../ingest/sources/kind.ts';
import { mailboxKind } from '../../../../ingest/sources/mailbox.ts';
import type { ReadEvent } from '../../../../model/index.ts';

interface Task {
  databaseUrl: string;
  sourceId: number;
  config: unknown;
  password: string;
  haltAfter?: number;
}

const { databaseUrl, sourceId, config, password, haltAfter } = JSON.parse(process.argv[2] ?? '{}') as Task;
const db = connect(databaseUrl);
const { cursor } = await sourceById(db, sourceId);
const clock = () => new Date('2026-11-25T00:00:00Z');

async function* halting(events: AsyncGenerator<ReadEvent, ReadEnd>): AsyncGenerator<ReadEvent, ReadEnd> {
  for (let items = 0; ;) {
    const next = await events.next();
    if (next.done) return next.value;
    yield next.value;
    if (next.value.type === 'item') items += 1;
    if (items !== haltAfter) continue;
    process.stdout.write('halted\n');
    // Stdin stays open, and with it the process.
    await new Promise(() => process.stdin.resume());
  }
}

await runIngest(db, { id: sourceId, fileName: null }, {
  channel: '信箱', seal: createSeal('ab'.repeat(32)), now: clock(), historical: false, historicalBefore: new Date(0),
}, halting(mailboxKind.read(mailboxKind.configSchema.parse(config), { cursor, clock, web: OFFLINE, secrets: { password } })));
await db.destroy();
