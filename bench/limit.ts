import { Client } from 'pg';
import { OFFLINE } from '../ingest/fetch/web.ts';
import { sourceKind } from '../ingest/sources/index.ts';
import { systemClock, type IncomingItem } from '../model/index.ts';

const CHUNK = 500;

/** Seconds for the same rows as plain multi-row INSERTs into one table without indexes: what no line can beat. */
export async function timePlainInsert(databaseUrl: string, file: string): Promise<{ rows: number; seconds: number }> {
  const kind = sourceKind('hotline');
  const items: IncomingItem[] = [];
  for await (const event of kind.read(kind.configSchema.parse({}), { cursor: null, clock: systemClock, web: OFFLINE, file })) {
    if (event.type === 'item') items.push(event.item);
  }
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('create table plain (no text, at timestamptz, body text, place text, unit text, categories text[], raw jsonb)');
  const from = performance.now();
  for (let k = 0; k < items.length; k += CHUNK) {
    const rows = items.slice(k, k + CHUNK);
    const values = rows.flatMap((i) => [i.externalId, i.publishedAt, i.body, i.place, i.mainUnit, i.categoryPath, JSON.stringify(i.raw)]);
    const marks = rows.map((_, r) => `(${Array.from({ length: 7 }, (__, c) => `$${r * 7 + c + 1}`).join(',')})`).join(',');
    await client.query(`insert into plain values ${marks}`, values);
  }
  const seconds = (performance.now() - from) / 1_000;
  await client.end();
  return { rows: items.length, seconds };
}
