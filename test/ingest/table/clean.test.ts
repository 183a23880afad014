import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareCell, cleanLine, cleanText } from '../../../ingest/table/clean.ts';

describe('cleanText', () => {
  it.each([
    ['\u3000A&nbsp;B_x000D_\r\n\r\nC\0', 'A B\nC'],
    ['a\ud800b😀c\udc00', 'ab😀c'],
    ['\ufeff零\u200b宽\u00ad', '零宽'],
    ['<p>一</p><p>二<br/>三</p>', '一\n二\n三'],
    ['<span style="color:red">红</span>', '红'],
    ['关于<路灯>的a<b', '关于<路灯>的a<b'],
    ['&#20320;&#x597D;&amp;&lt;p&gt;&unknown;', '你好&<p>&unknown;'],
    ['&#0;&#xD800;&#9999999;', ''],
    ['\t\t一  二 \n\n\n 三\t', '一 二\n三'],
    ['\r一\r二', '一\n二'],
    ['\u2028一\u000b二', '一\n二'],
    ['什么都不用改', '什么都不用改'],
    ['', ''],
  ])('%j → %j', (dirty, clean) => {
    expect(cleanText(dirty)).toBe(clean);
  });

  it('leaves nothing that PostgreSQL refuses, and nothing to clean twice', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const clean = cleanText(text);
      expect(clean).not.toContain('\0');
      expect(clean.isWellFormed()).toBe(true);
      expect(clean.trim()).toBe(clean);
    }), { numRuns: 2_000 });
  });

  it('is not held up by a page of tags without an end', () => {
    expect(cleanText(`<p ${' '.repeat(2_000)}`.repeat(300)).length).toBeGreaterThan(0);
  });

  it('makes one line of a name', () => {
    expect(cleanLine('诉求\r\n内容 ')).toBe('诉求 内容');
  });
});

describe('bareCell', () => {
  it.each([
    ["'20260304", '20260304'], ['\u2019-1', '-1'], ["'你好", "'你好"], ['="007"', '007'], ['=1+1', '=1+1'], ['#REF!', ''], ['#N/A ', ''], ['#话题', '#话题'], ['', ''],
  ])('%s → %s', (cell, bare) => {
    expect(bareCell(cell)).toBe(bare);
  });
});
