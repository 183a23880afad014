import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { OFFLINE } from '../../ingest/fetch/web.ts';
import { previewSource, type PreviewLimits } from '../../ingest/preview.ts';
import { feedKind } from '../../ingest/sources/feed.ts';
import type { ReadContext, SourceKind } from '../../ingest/sources/kind.ts';
import { YuqingError, type ReadEvent } from '../../model/index.ts';
import { incoming } from '../support/incoming.ts';

const ctx: ReadContext = { cursor: null, clock: () => new Date('2026-11-24T08:00:00Z'), web: OFFLINE };

/** A kind whose reader is what the test says. */
const kindOf = (read: SourceKind<object>['read']): SourceKind<object> => ({ ...(feedKind as unknown as SourceKind<object>), configSchema: z.object({}), read });
const preview = (read: SourceKind<object>['read'], limits: Partial<PreviewLimits> = {}, more: Partial<ReadContext> = {}) => previewSource(kindOf(read), {}, { ...ctx, ...more }, limits);
const item = (k: number, marks: string[] = []): ReadEvent => ({ type: 'item', item: incoming(`N${k}`, { marks }), at: { row: k } });
const reject = (row: number): ReadEvent => ({ type: 'reject', reject: { row, column: null, code: 'ROW_NO_CONTENT', reason: `第 ${row} 条空`, cells: [] } });

describe('a source that is read to its end', () => {
  it('tells counts, the first of each, marks and what is wrong with it', async () => {
    const fault = { kind: 'dead-link' as const, key: '/a', words: '死链', url: null };
    const got = await preview(async function* () {
      yield { type: 'progress', done: 1, total: 2 };
      for (let k = 1; k <= 5; k += 1) yield item(k, k > 3 ? ['text-garbled', 'feed-malformed'] : ['feed-malformed']);
      for (let k = 6; k <= 9; k += 1) yield reject(k);
      return { cursor: 'x', faults: [fault] };
    }, { show: 2 });
    expect(got).toMatchObject({ counts: { received: 9, items: 5, rejected: 4 }, marks: { 'feed-malformed': 5, 'text-garbled': 2 }, faults: [fault], cut: null });
    expect([got.items.map((i) => i.externalId), got.rejects.map((r) => r.row)]).toEqual([['N1', 'N2'], [6, 7]]);
  });

  it('carries no pages about', async () => {
    const snapshot = { url: 'https://a.example/', fetchedAt: new Date(0), contentType: null, bytes: new Uint8Array(10) };
    const got = await preview(async function* () {
      yield { type: 'item', item: incoming('N', { snapshot }), at: { row: 1 } };
      return { cursor: null };
    });
    expect(got.items[0]).not.toHaveProperty('snapshot');
  });

  it('a mark named like a property of objects is counted', async () => {
    const got = await preview(async function* () {
      yield item(1, ['__proto__', 'constructor']);
      return { cursor: null };
    });
    expect(Object.entries(got.marks)).toEqual([['__proto__', 1], ['constructor', 1]]);
  });
});

describe('a source that is not', () => {
  it('ends after so many, and its reader is told to go', async () => {
    let left = false;
    const got = await preview(async function* () {
      try {
        for (let k = 1; ; k += 1) yield item(k);
      } finally {
        left = true;
      }
    }, { most: 30, show: 3 });
    expect([got.counts.received, got.items.length, got.cut, left]).toEqual([30, 3, 'items', true]);
  });

  it('ends when its time is over, with what came until then', async () => {
    const got = await preview(async function* () {
      yield item(1);
      await new Promise(() => {});
      return { cursor: null };
    }, { mostMs: 50 });
    expect([got.counts.items, got.cut]).toEqual([1, 'time']);
  });

  it('says so where nothing came at all', async () => {
    await expect(preview(async function* () {
      await new Promise(() => {});
      yield item(1);
      return { cursor: null };
    }, { mostMs: 50 })).rejects.toMatchObject({ code: 'FETCH_TIMEOUT' });
  });

  it('its reader sees the time run out too', async () => {
    let reason: unknown;
    await preview(async function* (_, { signal }) {
      yield item(1);
      await new Promise<void>((resolve) => { signal!.addEventListener('abort', () => { reason = signal!.reason; resolve(); }); });
      return { cursor: null };
    }, { mostMs: 50 });
    expect(reason).toBeInstanceOf(Error);
  });

  it('what its reader throws is thrown on, and so is the wish to stop', async () => {
    const refused = new YuqingError('FETCH_REFUSED', '不抓取');
    await expect(preview(async function* () {
      yield item(1);
      throw refused;
    })).rejects.toBe(refused);
    const stop = new AbortController();
    const waiting = preview(async function* () {
      yield item(1);
      await new Promise(() => {});
      return { cursor: null };
    }, {}, { signal: stop.signal });
    stop.abort(refused);
    await expect(waiting).rejects.toBe(refused);
  });
});
