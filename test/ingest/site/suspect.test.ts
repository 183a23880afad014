import { describe, expect, it } from 'vitest';
import { deadLink } from '../../../ingest/site/dead-link.ts';
import type { Outcome } from '../../../ingest/site/outcome.ts';
import { askAgainAt, isDead, noteOutcome, type Suspect } from '../../../ingest/site/suspect.ts';

const HOUR = 3_600_000;
const T = Date.parse('2026-11-24T01:00:00Z');
const FIRST = { url: 'https://a.example/fj.doc', kind: 'file' as const, depth: 2, place: { url: 'https://a.example/1.html', title: '关于停水的通知', text: '附件1' }, pages: 1, pagesBefore: 0, round: 1 };
const gone: Outcome = { state: 'gone', why: '没有这个页面(404)', answered: true };
const ill: Outcome = { state: 'ill', why: '没有及时应答', answered: false };

/** A link's record after these answers at these hours. */
function after(...answers: [Outcome, number][]): Suspect | null {
  let suspect: Suspect | null = null;
  for (const [outcome, hour] of answers) suspect = noteOutcome(suspect ?? FIRST, outcome, T + hour * HOUR);
  return suspect;
}

const dead = (suspect: Suspect | null, patience = 2) => suspect !== null && isDead(suspect, patience);

describe('a link is dead', () => {
  it('after two failures an hour apart, not after two in one hour', () => {
    expect(dead(after([gone, 0]))).toBe(false);
    expect(dead(after([gone, 0], [gone, 0.5], [gone, 0.99]))).toBe(false);
    expect(dead(after([gone, 0], [gone, 1]))).toBe(true);
  });

  it('failures close together do not push the hour before them', () => {
    expect(dead(after([gone, 0], [gone, 0.6], [gone, 1.2]))).toBe(true);
  });

  it('after three where the server may just be ill', () => {
    expect(dead(after([ill, 0], [ill, 1]))).toBe(false);
    expect(dead(after([ill, 0], [ill, 1], [ill, 2]))).toBe(true);
    expect(dead(after([ill, 0], [gone, 1]))).toBe(true);
  });

  it('as patient as the configuration says', () => {
    expect(dead(after([gone, 0]), 1)).toBe(true);
    expect(dead(after([gone, 0], [gone, 1]), 3)).toBe(false);
  });

  it('no more when it answers, or will not talk to programs', () => {
    expect(after([gone, 0], [gone, 1], [{ state: 'fine' }, 2])).toBeNull();
    expect(after([gone, 0], [gone, 1], [{ state: 'unknown', why: '', answered: true }, 2])).toBeNull();
    expect(dead(after([gone, 0], [{ state: 'fine' }, 1], [gone, 2]))).toBe(false);
  });

  it('is asked again after an hour, and when it is dead after six', () => {
    expect(askAgainAt(after([gone, 0])!, 2)).toBe(T + HOUR);
    expect(askAgainAt(after([gone, 0], [gone, 1])!, 2)).toBe(T + 7 * HOUR);
  });
});

describe('in words', () => {
  const suspect = after([gone, 0], [gone, 1])!;

  it('the page, the link and why', () => {
    expect(deadLink(suspect)).toEqual({
      kind: 'dead-link', key: 'https://a.example/fj.doc', url: 'https://a.example/1.html',
      words: '死链:《关于停水的通知》页面上的附件“附件1”(https://a.example/fj.doc)打不开:没有这个文件(404)',
    });
  });

  it('one fault for a link on many pages', () => {
    expect(deadLink({ ...suspect, pages: 2, pagesBefore: 300 }).words).toMatch(/;这个链接在 300 个页面上$/);
  });

  it('a picture without words on a page without a name; a column', () => {
    expect(deadLink({ ...suspect, kind: 'image', place: { url: 'https://a.example/1.html', title: '', text: '' } }).words).toBe('死链:https://a.example/1.html 页面上的图片(https://a.example/fj.doc)打不开:没有这个文件(404)');
    expect(deadLink({ ...suspect, kind: 'page', place: { url: 'https://a.example/', title: '《条例》', text: '' } }).words).toContain('《条例》页面上的链接(');
    expect(deadLink({ ...suspect, kind: 'column', place: { url: 'https://a.example/', title: '', text: '财政预决算' } })).toMatchObject({ words: '死链:栏目“财政预决算”(https://a.example/fj.doc)打不开:没有这个页面(404)', url: 'https://a.example/fj.doc' });
  });
});
