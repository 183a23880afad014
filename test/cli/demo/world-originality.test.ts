import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { EVENT_CALLS, EVENT_NEWS, EVENT_POSTS } from '../../../cli/demo/world-event.ts';
import { MESSAGES } from '../../../cli/demo/world-messages.ts';
import { NEWS } from '../../../cli/demo/world-news.ts';
import { UNITS } from '../../../cli/demo/world-units.ts';
import { readXlsx } from '../../../ingest/table/xlsx.ts';
import { CATEGORY_CODES } from '../../../model/index.ts';

const DATA = new URL('../../../../shared/data', import.meta.url).pathname;
const there = existsSync(DATA);
if (!there) console.warn('SKIPPED: ../shared/data is absent, so the sample world was not compared with real messages');

const RUN = 15;

const OURS = [
  ...CATEGORY_CODES.flatMap((code) => [...MESSAGES[code].map(([, , text]) => text), ...UNITS[code].asks, UNITS[code].handled]),
  ...EVENT_CALLS, ...[...EVENT_POSTS, ...EVENT_NEWS, ...NEWS].flatMap((post) => [post.title, post.body]),
].map((text) => text.normalize('NFKC'));

/** Every run of 15 characters of our texts; most positions of the data fail at the pair of characters they begin with. */
const runs = new Set(OURS.flatMap((text) => Array.from({ length: Math.max(0, text.length - RUN + 1) }, (_, i) => text.slice(i, i + RUN))));
const pairs = new Uint8Array(1 << 22);
const pair = (text: string, i: number) => ((text.charCodeAt(i) * 31_337) ^ text.charCodeAt(i + 1)) & (pairs.length - 1);
for (const run of runs) pairs[pair(run, 0)] = 1;

function shared(text: string): string[] {
  const normal = text.normalize('NFKC');
  const found: string[] = [];
  for (let i = 0; i + RUN <= normal.length; i += 1) {
    if (pairs[pair(normal, i)] === 0) continue;
    const run = normal.slice(i, i + RUN);
    if (runs.has(run)) found.push(run);
  }
  return found;
}

const files = there ? readdirSync(DATA, { recursive: true, encoding: 'utf8' }).filter((f) => /\.(jsonl|csv|csv\.gz|xlsx)$/.test(f)) : [];

async function* textsOf(file: string): AsyncGenerator<string> {
  const path = join(DATA, file);
  if (file.endsWith('.xlsx')) {
    for await (const batch of readXlsx(path, {})) yield batch.rows.map((row) => row.cells.join('\n')).join('\n');
  } else {
    const bytes = readFileSync(path);
    yield (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  }
}

describe.skipIf(!there)('no sentence of the sample world is a real person’s', () => {
  it.each(files)('%s', async (file) => {
    for await (const text of textsOf(file)) expect(shared(text)).toEqual([]);
  });

  it('and the comparison would find one', () => {
    expect(shared(`前文${OURS[0]}后文`)).toContain(OURS[0]?.slice(0, RUN));
  });
});
