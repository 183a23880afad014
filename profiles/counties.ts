import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHIPPED } from './read.ts';

let names: ReadonlySet<string> | undefined;

/** Every county-level division by its full name: 天河区, 桃源县, 义乌市; read once. Bare words (城区, 东区) are left out. */
export function counties(): ReadonlySet<string> {
  return (names ??= new Set(readFileSync(join(SHIPPED, 'divisions', 'counties.txt'), 'utf8').split(/\s+/).filter(Boolean)));
}
