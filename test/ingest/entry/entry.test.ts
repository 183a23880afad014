import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyedBy } from '../../../ingest/entry/enter.ts';
import { readEntry, type Entry } from '../../../ingest/entry/entry.ts';
import { ENTRY_NUMBER } from '../../../ingest/entry/number.ts';
import { ENTRY_CHANNELS } from '../../../ingest/entry/channels.ts';
import { createSeal } from '../../../ingest/seal.ts';
import { YuqingError } from '../../../model/index.ts';

const NOW = new Date('2026-11-24T10:30:00Z');
const keyed = keyedBy(createSeal('b'.repeat(64)));
const read = (over: Partial<Entry> = {}, now = NOW) => readEntry({ channel: '电话', body: '三楼楼道灯坏了一个月', ...over }, now, keyed);
const number = (over: Partial<Entry> = {}, now = NOW) => read(over, now).externalId;

describe('readEntry', () => {
  it('takes every field, the person apart and hidden in the words', () => {
    const item = read({
      channel: '来信', title: '楼道灯', body: '我是陈明红,三楼楼道灯坏了,请回电13812345678', receivedAt: '2026-11-23 16:20', place: '清河市文昌花园', name: '陈明红', phone: '13812345678', type: '求助', mainUnit: '住建局', refNo: '信〔2026〕15号',
    });
    expect(item).toMatchObject({
      externalId: '信〔2026〕15号', kind: 'message', channel: '来信', title: '楼道灯', body: '我是陈*,三楼楼道灯坏了,请回电138****5678', publishedAt: new Date('2026-11-23T08:20:00Z'), place: '清河市文昌花园', requestType: '求助', mainUnit: '住建局', marks: [],
      contact: { name: '陈明红', phone: '13812345678' },
    });
    expect(JSON.stringify({ ...item, contact: null })).not.toMatch(/陈明红|13812345678/);
  });

  it('a motion is marked: its reply is published in full', () => {
    for (const channel of ENTRY_CHANNELS) expect(read({ channel, receivedAt: '2026-11-24' }).marks).toEqual(channel === '人大建议' || channel === '政协提案' ? ['motion'] : []);
  });

  it('the time as people write it; now where none is given', () => {
    expect(read({ receivedAt: '昨天下午3点' }).publishedAt).toEqual(new Date('2026-11-23T07:00:00Z'));
    expect(read({ receivedAt: '2026年11月20日' }).publishedAt).toEqual(new Date('2026-11-19T16:00:00Z'));
    expect(read({ receivedAt: '  ' })).toMatchObject({ publishedAt: NOW, precision: 'second', marks: ['time-from-received-at'] });
  });

  it.each<[string, Partial<Entry>, string]>([
    ['no words', { body: ' \n\u3000', name: '陈明红' }, '没有登记:没有内容'],
    ['a book', { body: '陈明红'.repeat(20_000) }, '内容超过 50000 个字'],
    ['a time that is none', { receivedAt: '陈明红说的那天' }, '收到时间认不出'],
    ['tomorrow', { receivedAt: '2026-11-25 18:30' }, '收到时间在将来'],
    ['a number that Excel spoilt', { refNo: '1.12E+17' }, '科学计数'],
    ['a number that is a text', { refNo: '陈明红13812345678'.repeat(20) }, '不像工单编号'],
  ])('%s is refused and nothing of the person repeated', (_what, over, message) => {
    let thrown: unknown;
    try {
      read({ phone: '13812345678', ...over });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: 'REQUEST_INVALID', message: expect.stringContaining(message) });
    expect(`${(thrown as YuqingError).message}${(thrown as YuqingError).remedy}`).not.toMatch(/陈明红|1381234/);
  });

  it('keeps a telephone as it was heard, and none where none was left', () => {
    expect(read({ phone: '8123转3' }).contact).toEqual({ phone: '8123转3' });
    expect(read({ phone: '未留', name: '匿名' }).contact).toBeNull();
  });

  it('any words are an entry or refused', () => {
    const text = fc.option(fc.string({ unit: 'binary', maxLength: 40 }), { nil: undefined });
    fc.assert(fc.property(fc.record({ channel: fc.constantFrom(...ENTRY_CHANNELS), body: fc.string({ unit: 'binary', maxLength: 100 }), title: text, receivedAt: text, place: text, name: text, phone: text, mainUnit: text, refNo: text }), (entry) => {
      try {
        expect(readEntry(entry, NOW, keyed).externalId).not.toBe('');
      } catch (error) {
        expect(error).toBeInstanceOf(YuqingError);
      }
    }), { numRuns: 400 });
  });
});

describe('the number of an entry', () => {
  it('names the day of Shanghai on which it was entered', () => {
    expect(number()).toMatch(ENTRY_NUMBER);
    expect(number({}, new Date('2026-11-24T15:59:59Z'))).toMatch(/^RG20261124-/);
    expect(number({}, new Date('2026-11-24T16:00:00Z'))).toMatch(/^RG20261125-/);
  });

  it('is the same when the same is entered again that day, whatever the hour, the spaces and the width', () => {
    const first = number();
    expect(number({}, new Date('2026-11-24T00:30:00Z'))).toBe(first);
    expect(number({ body: ' 三楼楼道灯,坏了一个月!\n' })).toBe(first);
    expect(number({ body: '\uff13楼路灯' })).toBe(number({ body: '3楼路灯' }));
  });

  it.each<[string, Partial<Entry>]>([
    ['words', { body: '四楼楼道灯坏了一个月' }], ['way', { channel: '来信' }], ['title', { title: '楼道灯' }], ['place', { place: '文昌花园' }], ['time', { receivedAt: '2026-11-24 08:00' }],
    ['telephone', { phone: '13812345678' }], ['name', { name: '陈明红' }],
  ])('is another for another %s', (_what, over) => {
    expect(number(over)).not.toBe(number());
    expect(number(over)).toBe(number(over));
  });

  it('cannot be made without the house’s key, so that no telephone can be guessed from it', () => {
    expect(readEntry({ channel: '电话', body: '路灯', phone: '13812345678' }, NOW, keyedBy(createSeal('c'.repeat(64)))).externalId).not.toBe(number({ body: '路灯', phone: '13812345678' }));
    const bare = (phone: string) => readEntry({ channel: '电话', body: '路灯', phone }, NOW, null).externalId;
    expect(bare('13812345678')).toBe(bare('13987654321'));
  });

  it('is never the same for other words, among very many', () => {
    const numbers = new Set(Array.from({ length: 3_000 }, (_, k) => number({ body: `第${k}号楼的灯坏了` })));
    expect(numbers.size).toBe(3_000);
  });
});
