import { expect, it } from 'vitest';
import { addColumns, columnsAfter } from '../../db/source-columns.ts';

const columns = (names: string) => names.split(' ').map((name) => ({ name, group: null }));
const names = (of: readonly { name: string }[] | null) => of?.map((c) => c.name).join(' ');

it('adds what is new of a later header at the end', () => {
  expect(names(addColumns(columns('编号 内容'), columns('内容 时间 编号 单位')))).toBe('编号 内容 时间 单位');
});

it.each([
  [null, '编号 内容', '编号 内容'],
  // A file with fewer columns, in the same order, says nothing new.
  ['编号 时间 内容 单位', '编号 内容', '编号 时间 内容 单位'],
  // The platform has put a column in between, or turned them round.
  ['编号 内容 单位', '编号 时间 内容 单位', '编号 时间 内容 单位'],
  ['编号 内容 单位 旧列', '内容 编号', '内容 编号 单位 旧列'],
])('after %s comes %s: %s', (before, file, after) => {
  expect(names(columnsAfter(before === null ? null : columns(before), columns(file)))).toBe(after);
});
