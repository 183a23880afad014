import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHIPPED } from './read.ts';

const namesIn = (file: string): string[] => readFileSync(join(SHIPPED, 'divisions', file), 'utf8').split(/\s+/).filter(Boolean);

let countyNames: ReadonlySet<string> | undefined;
let cityNames: ReadonlySet<string> | undefined;

/** Every county-level division by its full name: 天河区, 桃源县, 义乌市; read once. Bare words (城区, 东区) are left out. */
export const counties = (): ReadonlySet<string> => (countyNames ??= new Set(namesIn('counties.txt')));

/** Every city above the counties as people say it, without 市: 海口, 苏州; read once. */
export const cities = (): ReadonlySet<string> => (cityNames ??= new Set(namesIn('cities.txt').map((name) => name.slice(0, -1))));
