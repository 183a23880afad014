import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONCEPT_NAMES, findConcepts, MOST_CONCEPTS_OF_A_WORD } from '../../../classify/concepts/find.ts';
import { CONCEPTS } from '../../../classify/concepts/words.ts';
import { CATEGORY_CODES } from '../../../model/index.ts';

const unitsOf = (text: string) => Uint16Array.from(text, (c) => c.charCodeAt(0));
const find = (text: string) => findConcepts(unitsOf(text), text.length).map(({ concept, start, length }) => [CONCEPT_NAMES[concept], text.slice(start, start + length)] as const);

describe('findConcepts', () => {
  it('says which concepts stand where, the longest word at each place', () => {
    expect(find('护工来自养老机构')).toContainEqual(['ELD.home', '养老机构']);
    expect(find('护工来自养老机构')).not.toContainEqual(['x.old', '养老']);
    expect(find('天空很蓝')).toEqual([]);
    expect(find('')).toEqual([]);
  });

  it('finds every word of every concept, and nothing that is not there', () => {
    const words = Object.values(CONCEPTS).flatMap((line) => line.split(' '));
    assert(property(array(constantFrom(...words, '，', '啊')), (pieces) => {
      const text = pieces.join('');
      const found = find(text);
      for (const [concept, word] of found) expect(CONCEPTS[concept!].split(' ')).toContain(word);
      const places = new Set(findConcepts(unitsOf(text), text.length).map((f) => f.start));
      for (const word of pieces) if (words.includes(word)) expect(places).toContain(text.indexOf(word));
    }), { numRuns: 200 });
  });
});

describe('the concepts', () => {
  it('belong to a code or to all of them, and have plain words as matching needs them: half width, lower case, digits as 0', () => {
    for (const [name, line] of Object.entries(CONCEPTS)) {
      expect([...CATEGORY_CODES, 'x']).toContain(name.split('.')[0]);
      for (const word of line.split(' ')) expect(word, name).toMatch(/^[\p{Script=Han}a-z0+]+$/u);
    }
  });

  it('share a word between few of them', () => {
    const count = new Map<string, Set<string>>();
    for (const [name, line] of Object.entries(CONCEPTS)) for (const word of line.split(' ')) count.set(word, (count.get(word) ?? new Set()).add(name));
    expect(Math.max(...[...count.values()].map((names) => names.size))).toBeLessThanOrEqual(MOST_CONCEPTS_OF_A_WORD);
  });
});
