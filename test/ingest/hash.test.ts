import { describe, expect, it } from 'vitest';
import { rowHash, textHash } from '../../ingest/hash.ts';
import type { IncomingItem } from '../../model/index.ts';
import { incoming } from '../support/incoming.ts';

describe('rowHash', () => {
  const row = incoming('A1', { raw: { 工单编号: 'A1', 状态: '办理中' } });

  it('is the same for the same row, whatever the order of its columns', () => {
    expect(rowHash(incoming('A1', { raw: { 状态: '办理中', 工单编号: 'A1' } }))).toBe(rowHash(row));
    expect(rowHash(row)).toMatch(/^[\w-]{27}$/);
  });

  it.each<Partial<IncomingItem>>([
    { title: '路灯' }, { body: '别的话' }, { url: 'https://a.example/1' }, { publishedAt: new Date('2026-11-20T02:00:01Z') }, { channel: '微信' },
    { requestType: '求助' }, { place: '望江路' }, { categoryPath: ['城建'] }, { mainUnit: '城管局' }, { coUnits: ['街道'] }, { status: '已办结' }, { reply: '已修' },
    { replyAt: new Date(0) }, { closedAt: new Date(0) }, { dueText: '5日' }, { raw: { 工单编号: 'A1', 状态: '已办结' } }, { raw: { 工单编号: 'A1', 备注: '办理中' } },
  ])('changes with %j', (change) => {
    expect(rowHash({ ...row, ...change })).not.toBe(rowHash(row));
  });

  it('a value that moves from one column to the next is a change', () => {
    expect(rowHash({ ...row, status: '已办结', reply: null })).not.toBe(rowHash({ ...row, status: null, reply: '已办结' }));
    expect(rowHash({ ...row, coUnits: ['甲', '乙'] })).not.toBe(rowHash({ ...row, coUnits: ['甲,乙'] }));
  });

  it.each(['time-from-received-at', 'future-time-clamped', 'time-from-fetch'])('a time that we gave (%s) is no word of the row', (mark) => {
    const [a, b] = ['2026-11-20T02:00:00Z', '2026-11-21T02:00:00Z'].map((at) => rowHash({ ...row, marks: [mark], publishedAt: new Date(at) }));
    expect(a).toBe(b);
  });

  it('a time that the order’s number gives is', () => {
    const [a, b] = ['2026-11-20T02:00:00Z', '2026-11-21T02:00:00Z'].map((at) => rowHash({ ...row, marks: ['time-from-order-number'], publishedAt: new Date(at) }));
    expect(a).not.toBe(b);
  });
});

describe('textHash', () => {
  const hash = (body: string, title: string | null = null) => textHash({ title, body });

  it.each([
    ['小区停水两天了', '小区 停水\n两天了。'], ['小区停水两天了', '【小区】停水……两天了!!'], ['电话是 12345', '电话是12345'], ['WiFi 坏了', 'wifi坏了'], ['Ⅲ期', 'III期'], ['停水😡', '停水'],
  ])('%j and %j are the same words', (a, b) => {
    expect(hash(a)).toBe(hash(b));
  });

  it.each([['小区停水两天了', '小区停电两天了'], ['停水2天', '停水3天'], ['', '停水']])('%j and %j are not', (a, b) => {
    expect(hash(a)).not.toBe(hash(b));
  });

  it('counts the title in', () => {
    expect(hash('停水', '急')).not.toBe(hash('停水'));
  });
});
