import { expect, it } from 'vitest';
import { pairColumns, scorePairs } from '../../../cli/reply/columns.ts';

it('knows the columns by their names here and elsewhere', () => {
  expect(pairColumns(['留言编号', '留言用户', '留言主题', '留言时间', '留言详情', '答复意见', '答复时间'])).toEqual({ id: 0, title: 2, askedAt: 3, message: 4, reply: 5, repliedAt: 6 });
  expect(pairColumns(['message', 'reply', 'askedAt', 'repliedAt'])).toEqual({ message: 0, reply: 1, askedAt: 2, repliedAt: 3 });
  expect(pairColumns(['来信内容', '回复内容', '来信时间', '回复时间', '承办单位'])).toEqual({ message: 0, reply: 1, askedAt: 2, repliedAt: 3 });
});

it('of several columns for one field the best named counts', () => {
  expect(pairColumns(['办理情况', '答复意见', '诉求内容'])).toEqual({ message: 2, reply: 1 });
});

it('a table without messages or without answers is none', () => {
  expect(scorePairs(['留言详情', '留言时间'])).toBe(0);
  expect(scorePairs(['答复意见', '答复时间'])).toBe(0);
  expect(scorePairs(['留言详情', '答复意见'])).toBe(2);
});
