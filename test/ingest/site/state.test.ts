import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { siteConfigSchema } from '../../../ingest/site/config.ts';
import { loadState, storeState } from '../../../ingest/site/state.ts';
import { noteOutcome } from '../../../ingest/site/suspect.ts';

const CONFIG = siteConfigSchema.parse({ url: 'https://a.example/', columns: [{ name: '要闻', url: 'https://a.example/yw/' }], documents: { url: 'https://a.example/zc/' } });
const suspect = (url: string, kind: 'column' | 'page') =>
  noteOutcome({ url, kind, depth: 1, place: { url: CONFIG.url, title: '', text: '' }, pages: 1, pagesBefore: 0, round: 1 }, { state: 'gone', why: '', answered: true }, 0)!;

describe('what is kept between readings', () => {
  it('comes back as it was', () => {
    const state = loadState(null, CONFIG, 1_000);
    state.suspects.set('https://a.example/x', suspect('https://a.example/x', 'page'));
    state.columns.set('要闻', { url: 'https://a.example/yw/', newest: { at: 5, title: '甲' }, links: '', changedAt: 1, emptySince: null, lookedAt: 2 });
    const stored = JSON.parse(JSON.stringify(storeState(state))) as unknown;
    expect(storeState(loadState(stored, CONFIG, 2_000))).toEqual(stored);
  });

  it('of another home page is begun anew', () => {
    const stored = storeState(loadState(null, CONFIG, 1_000));
    expect(loadState(stored, { ...CONFIG, url: 'https://b.example/' }, 2_000).round.startedAt).toBe(2_000);
    expect(loadState(stored, CONFIG, 2_000).round.startedAt).toBe(1_000);
  });

  it('columns that the configuration does not name any more are forgotten, with their dead links', () => {
    const state = loadState(null, CONFIG, 1_000);
    for (const url of ['https://a.example/yw/', 'https://a.example/zc/', 'https://a.example/tz/']) state.suspects.set(url, suspect(url, 'column'));
    state.columns.set('通知', { url: 'https://a.example/tz/', newest: null, links: '', changedAt: 1, emptySince: null, lookedAt: 2 });
    const back = loadState(storeState(state), CONFIG, 2_000);
    expect([...back.suspects.keys()]).toEqual(['https://a.example/yw/', 'https://a.example/zc/']);
    expect(back.columns.size).toBe(0);
  });

  it('damaged, whatever it is, is begun anew', () => {
    const whole = storeState(loadState(null, CONFIG, 1_000));
    fc.assert(fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...Object.keys(whole)), fc.jsonValue()).map((d) => ({ ...whole, ...d }))), (cursor) => {
      expect(loadState(cursor, CONFIG, 2_000).url).toBe(CONFIG.url);
    }));
  });
});
