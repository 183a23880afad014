import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/requirements.md', ROOT), 'utf8');

interface Row {
  id: string;
  need: string;
  files: string[];
  tests: string[];
  status: string;
}

const paths = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map((m) => m[1] ?? '');

const rows: Row[] = [...page.matchAll(/^\| ([A-Z]{2}-\d{3}) \|(.*)\|$/gm)].map(([, id = '', rest = '']) => {
  const cells = rest.split('|').map((cell) => cell.trim());
  if (cells.length !== 4) throw new Error(`docs/requirements.md: ${id} must have four cells behind its number`);
  const [need = '', files = '', tests = '', status = ''] = cells;
  return { id, need, files: paths(files), tests: paths(tests), status };
});

const inState = (state: string) => rows.filter((r) => r.status.startsWith(state)).length;

describe('docs/requirements.md', () => {
  it('has one row for each of the 125 requirements of level A', () => {
    expect(rows).toHaveLength(125);
    expect(new Set(rows.map((r) => r.id)).size).toBe(rows.length);
    expect(page).toContain('A 级（监测与回应的核心）125 条');
  });

  it('says of each what is needed and where it stands', () => {
    expect(rows.filter((r) => r.need.length < 6)).toEqual([]);
    expect(rows.filter((r) => !/^(已实现|部分|待建\(#([2-9]|10)\))$/.test(r.status))).toEqual([]);
  });

  it('names a file and a test for everything that is said to be there, and claims none for what is not', () => {
    const planned = rows.filter((r) => r.status.startsWith('待建'));
    const there = rows.filter((r) => !r.status.startsWith('待建'));
    expect(there.filter((r) => r.files.length === 0 || r.tests.length === 0)).toEqual([]);
    expect(planned.filter((r) => r.files.length > 0 || r.tests.length > 0)).toEqual([]);
  });

  it('names only files and tests that exist', () => {
    const named = new Set(rows.flatMap((r) => [...r.files, ...r.tests]));
    expect([...named].filter((path) => !existsSync(new URL(path, ROOT)) || !statSync(new URL(path, ROOT)).isFile())).toEqual([]);
    expect(rows.flatMap((r) => r.tests).filter((path) => !/^test\/.*\.test\.ts$/.test(path))).toEqual([]);
  });

  it('adds up its own states', () => {
    expect(page).toContain(`已实现 ${inState('已实现')} 条，部分 ${inState('部分')} 条，待建 ${inState('待建')} 条`);
  });
});

const HANDBOOK = new URL('../shared/domain/handbook.md', ROOT);
const there = existsSync(HANDBOOK);
if (!there) console.warn('SKIPPED: ../shared/domain/handbook.md is absent, so docs/requirements.md was not compared with the handbook');

const words = (text: string) => text.normalize('NFKC').replace(/[\s\p{P}]/gu, '');

describe.skipIf(!there)('docs/requirements.md beside the handbook', () => {
  const lines = there ? readFileSync(HANDBOOK, 'utf8').matchAll(/^\| ([A-Z]{2}-\d{3}) \|(.*)\|$/gm) : [];
  const listed = [...lines].map(([, id = '', rest = '']) => {
    const cells = rest.split('|').map((cell) => cell.trim());
    return { id, quote: cells[1] ?? '', need: cells[2] ?? '', level: cells.at(-1) };
  });
  const levelA = listed.filter((r) => r.level === 'A');

  it('misses no requirement of level A, invents none, and keeps their order', () => {
    expect(listed).toHaveLength(231);
    expect(rows.map((r) => r.id)).toEqual(levelA.map((r) => r.id));
  });

  it('says them in our own words', () => {
    const copied = levelA.filter(({ id, quote, need }) => {
      const ours = words(rows.find((r) => r.id === id)?.need ?? '');
      return ours === words(need) || ours === words(quote);
    });
    expect(copied.map((r) => r.id)).toEqual([]);
  });
});
