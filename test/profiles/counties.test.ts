import { expect, it } from 'vitest';
import { cities, counties } from '../../profiles/counties.ts';

it('counties by full name, none that is a bare word', () => {
  expect(counties().size).toBeGreaterThan(2_800);
  for (const name of ['天河区', '桃源县', '义乌市', '达尔罕茂明安联合旗']) expect(counties().has(name)).toBe(true);
  for (const word of ['城区', '矿区', '东区', '市辖区', '新城区', '老城区']) expect(counties().has(word)).toBe(false);
  for (const name of counties()) expect(name).toMatch(/^\p{Script=Han}{2,15}$/u);
});

it('cities as people say them', () => {
  for (const name of ['苏州', '海口', '北京']) expect(cities().has(name)).toBe(true);
  expect(cities().has('苏州市')).toBe(false);
});
