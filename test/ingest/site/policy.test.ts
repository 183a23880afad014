import { describe, expect, it } from 'vitest';
import { siteConfigSchema } from '../../../ingest/site/config.ts';
import { askedFrom, matchInterpretations, missingInterpretations, newPolicy, noteDocuments, noteInterpretations, policySchema, type Policy } from '../../../ingest/site/policy.ts';
import { loadCalendar } from '../../../profiles/load.ts';

const calendar = loadCalendar();
const at = (day: string) => Date.parse(`${day}T09:00:00+08:00`);
const midnight = (day: string) => Date.parse(`${day}T00:00:00+08:00`);
const config = (more: object = {}) => siteConfigSchema.parse({ url: 'https://a.example/', documents: { url: 'https://a.example/zc/', interpretations: { url: 'https://a.example/jd/' }, ...more } }).documents!;
const listed = (n: number, title: string, day: string | null) => ({ url: `https://a.example/zc/${n}.html`, title, at: day === null ? null : midnight(day) });

/** A policy that was read on this day, documents' own pages with it. */
function read(day: string, documents: ReturnType<typeof listed>[], interpretations: ReturnType<typeof listed>[] = [], more: object = {}): Policy {
  const policy = newPolicy(at(day));
  noteDocuments(policy, documents, config(more), at(day));
  noteInterpretations(policy, interpretations, at(day));
  matchInterpretations(policy);
  for (const document of policy.documents) document.lookedAt = at(day);
  return policy;
}

const missing = (policy: Policy, day: string, more: object = {}) => missingInterpretations(policy, config(more), at(day), calendar).map((fault) => fault.words);

describe('a document without its interpretation', () => {
  const policy = read('2026-11-11', [listed(1, '清河县养犬管理办法', '2026-11-10')]);

  it('is a fault after three working days', () => {
    // A Tuesday: 11, 12, 13, then Monday 16.
    expect(missing(policy, '2026-11-13')).toEqual([]);
    expect(missing(policy, '2026-11-15')).toEqual([]);
    expect(missing(policy, '2026-11-16')).toEqual(['《清河县养犬管理办法》2026-11-10 公开,至今 4 个工作日没有解读(应在 3 个工作日内)']);
  });

  it('within the days that the office sets', () => {
    expect(missing(policy, '2026-11-17', { withinWorkdays: 5 })).toEqual([]);
    expect(missing(policy, '2026-11-18', { withinWorkdays: 5 })).toHaveLength(1);
  });

  it('is named by its address, where it can be seen', () => {
    expect(missingInterpretations(policy, config(), at('2026-11-20'), calendar)[0]).toMatchObject({ kind: 'missing-interpretation', key: 'https://a.example/zc/1.html', url: 'https://a.example/zc/1.html' });
  });

  it('is none before its page was looked at, or the interpretation column was read', () => {
    expect(missing({ ...policy, documents: policy.documents.map((d) => ({ ...d, lookedAt: null })) }, '2026-11-20')).toEqual([]);
    expect(missing({ ...policy, interpretationsListedAt: null }, '2026-11-20')).toEqual([]);
    expect(missingInterpretations({ ...policy, interpretationsListedAt: null }, siteConfigSchema.parse({ url: 'https://a.example/', documents: { url: 'https://a.example/zc/' } }).documents!, at('2026-11-20'), calendar)).toHaveLength(1);
  });

  it('closes when one is published, and stays closed when that scrolls off the list', () => {
    const later = structuredClone(policy);
    noteInterpretations(later, [{ url: 'https://a.example/jd/1.html', title: '一图读懂《清河县养犬管理办法》', at: midnight('2026-11-18') }], at('2026-11-18'));
    noteInterpretations(later, [], at('2026-11-19'));
    matchInterpretations(later);
    expect(missing(later, '2026-11-20')).toEqual([]);
  });

  it('is owed although it scrolled off its own list', () => {
    const later = structuredClone(policy);
    noteDocuments(later, [listed(9, '关于停水的通知', '2026-11-19')], config(), at('2026-11-19'));
    expect(missing(later, '2026-11-20')).toHaveLength(1);
  });

  it('an interpretation that links back to it closes it, whatever it is called', () => {
    const later = structuredClone(policy);
    later.interpretations.push({ url: 'https://a.example/jd/2.html', title: '文明遛狗,这些事要知道', at: null, back: ['https://a.example/zc/1.html'] });
    noteInterpretations(later, [{ url: 'https://a.example/jd/2.html', title: '文明遛狗,这些事要知道', at: midnight('2026-11-18') }], at('2026-11-18'));
    expect(later.interpretations).toMatchObject([{ at: midnight('2026-11-18'), back: ['https://a.example/zc/1.html'] }]);
    matchInterpretations(later);
    expect(missing(later, '2026-11-20')).toEqual([]);
  });
});

describe('what is asked for', () => {
  it('by default documents from thirty days before the first reading; else since the day that is set', () => {
    expect(askedFrom(config(), at('2026-11-11'))).toBe('2026-10-12');
    const documents = [listed(1, '甲办法', '2026-10-11'), listed(2, '乙办法', '2026-10-12'), listed(3, '丙办法', '2026-11-01')];
    expect(read('2026-11-11', documents).documents.map((d) => d.title)).toEqual(['乙办法', '丙办法']);
    expect(read('2026-11-11', documents, [], { since: '2026-11-01' }).documents.map((d) => d.title)).toEqual(['丙办法']);
  });

  it('only what makes rules', () => {
    expect(read('2026-11-11', [listed(1, '任免通知', '2026-11-10'), listed(2, '甲细则', '2026-11-10'), listed(3, '公告栏', '2026-11-10')]).documents.map((d) => d.title)).toEqual(['甲细则']);
  });

  it('without a date: not what the first reading finds, afterwards from the day it was seen', () => {
    const policy = read('2026-11-11', [listed(1, '甲办法', null)]);
    expect(policy.documents).toEqual([]);
    noteDocuments(policy, [listed(2, '乙办法', null)], config(), at('2026-11-12'));
    policy.documents[0]!.lookedAt = at('2026-11-12');
    expect(missing(policy, '2026-11-18')).toEqual(['《乙办法》2026-11-12 首次见到(没有写日期),至今 4 个工作日没有解读(应在 3 个工作日内)']);
  });

  it('of a list without end the newest', () => {
    const policy = read('2026-11-11', Array.from({ length: 700 }, (_, i) => listed(i, `第${i}号办法`, i % 2 ? '2026-11-10' : '2026-11-01')));
    expect(policy.documents).toHaveLength(500);
    expect(policy.documents.filter((d) => d.at === midnight('2026-11-10'))).toHaveLength(350);
  });

  it('what is known is JSON', () => {
    const policy = read('2026-11-11', [listed(1, '甲办法', '2026-11-10')], [listed(2, '甲办法解读', null)]);
    expect(policySchema.parse(JSON.parse(JSON.stringify(policy)))).toEqual(policy);
  });
});
