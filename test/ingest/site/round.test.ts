import { describe, expect, it } from 'vitest';
import { siteConfigSchema } from '../../../ingest/site/config.ts';
import type { PageLink } from '../../../ingest/site/links.ts';
import { endRound, loadRound, markOf, MOST_ADDRESSES, newRound, roundSchema, storeRound, takeLinks, type Round } from '../../../ingest/site/round.ts';
import { noteOutcome, type Suspect } from '../../../ingest/site/suspect.ts';

const config = (more: object = {}) => siteConfigSchema.parse({ url: 'https://a.example/', ...more });
const link = (url: string, text = ''): PageLink => ({ url: `https://a.example/${url}`, kind: 'page', text });
const page = (url: string, ...links: PageLink[]) => ({ url: `https://a.example/${url}`, title: `页${url}`, depth: 1, words: '', links });
const waiting = (round: Round) => [...round.waiting.values()].map((w) => [w.url.replace('https://a.example/', ''), w.pages, round.pages[w.from]?.title]);

function failed(url: string, place: string, round = 1): Suspect {
  const first = { url: `https://a.example/${url}`, kind: 'page' as const, depth: 1, place: { url: `https://a.example/${place}`, title: `页${place}`, text: url }, pages: 1, pagesBefore: 0, round };
  return noteOutcome(first, { state: 'gone', why: '没有这个页面(404)', answered: true }, 0)!;
}

describe('links of a page', () => {
  it('wait in the order in which they are met, and are counted by page', () => {
    const round = newRound(1, 0);
    takeLinks(round, new Map(), page('1', link('a'), link('b')), config());
    takeLinks(round, new Map(), page('2', link('b'), link('c')), config());
    expect(waiting(round)).toEqual([['a', 1, '页1'], ['b', 2, '页1'], ['c', 1, '页2']]);
    expect(round.searched).toBe(2);
  });

  it('that were asked for are not asked for again; ignored ones and, if so set, those of others are not at all', () => {
    const round = newRound(1, 0);
    round.seen.add(markOf('https://a.example/a'));
    takeLinks(round, new Map(), page('1', link('a'), link('old/b'), { url: 'https://b.example/', kind: 'page', text: '' }), config({ ignore: ['/old/'], external: false }));
    expect(waiting(round)).toEqual([]);
  });

  it('end at the most', () => {
    const round = newRound(1, 0);
    for (let i = 0; i < 5; i++) takeLinks(round, new Map(), page(`${i}`, ...Array.from({ length: 5_000 }, (_, n) => link(`${i}/${n}`))), config());
    expect(round.waiting.size).toBe(MOST_ADDRESSES);
  });
});

describe('a link that failed', () => {
  it('is counted on every page of the round that has it', () => {
    const round = newRound(1, 0);
    const dead = failed('x', '1');
    const suspects = new Map([[dead.url, dead]]);
    for (const n of ['2', '3', '4']) takeLinks(round, suspects, page(n, link('x')), config());
    expect(dead).toMatchObject({ pages: 4, place: { title: '页1' } });
    expect(round.waiting.size).toBe(0);
  });

  it('in a new round stands where it is first met, and keeps the count of the whole round before', () => {
    const dead = { ...failed('x', '1'), pages: 300 };
    const suspects = new Map([[dead.url, dead]]);
    endRound(newRound(1, 0), suspects);
    takeLinks(newRound(2, 0), suspects, page('7', link('x', '新的字')), config());
    expect(dead).toMatchObject({ pages: 1, pagesBefore: 300, round: 2, place: { title: '页7', text: '新的字' } });
  });

  it('that its only page has no more is forgotten at once; of several pages, at the end of the round', () => {
    const one = failed('x', '1');
    const many = { ...failed('y', '1'), pages: 3 };
    const suspects = new Map([one, many].map((s) => [s.url, s]));
    const round = newRound(2, 0);
    takeLinks(round, suspects, page('1', link('z')), config());
    expect([...suspects.values()]).toEqual([many]);
    endRound(round, suspects);
    expect(suspects.size).toBe(0);
  });

  it('whose page cannot be opened is kept: nobody has seen that it is gone', () => {
    const place = failed('1', '');
    const behind = { ...failed('x', '1'), pages: 3 };
    const suspects = new Map([{ ...place, round: 2 }, behind].map((s) => [s.url, s]));
    endRound(newRound(2, 0), suspects);
    expect(suspects.size).toBe(2);
  });
});

describe('kept between readings', () => {
  const round = newRound(3, 1_000);
  takeLinks(round, new Map(), page('1', link('a', '甲'), link('b')), config());
  takeLinks(round, new Map(), page('2', link('c')), config());
  round.waiting.delete('https://a.example/a');
  round.waiting.delete('https://a.example/b');

  it('is JSON and comes back the same, without the pages that nothing waits on', () => {
    const stored = JSON.parse(JSON.stringify(storeRound(round))) as unknown;
    const back = loadRound(roundSchema.parse(stored));
    expect(waiting(back)).toEqual([['c', 1, '页2']]);
    expect(back.pages).toHaveLength(1);
    expect(back).toMatchObject({ number: 3, startedAt: 1_000, searched: 2 });
    expect(back.seen).toEqual(round.seen);
    expect(storeRound(back)).toEqual(stored);
  });

  it('the largest there is fits a column', () => {
    const whole = newRound(1, 0);
    for (let i = 0; i < 5; i++) takeLinks(whole, new Map(), page(`${i}`, ...Array.from({ length: 5_000 }, (_, n) => link(`zwgk/czyjs/2026/11/t20261124_${i}${n}.html`, '关于印发清河县养犬管理办法的通知'))), config());
    expect(JSON.stringify(storeRound(whole)).length).toBeLessThan(4_000_000);
  });
});
