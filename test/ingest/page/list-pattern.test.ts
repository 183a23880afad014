import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPattern, matcher } from '../../../ingest/page/list-pattern.ts';

const ARTICLE = 'https://www.qinghe.gov.cn/zwgk/202611/t20261124_1.html?id=3';

describe('a pattern for URLs', () => {
  it.each([
    ['/zwgk/*', true], ['/zwgk/*.html', false], ['/zwgk/*.html?id=*', true], ['*/t2026*_*', true], ['https://www.qinghe.gov.cn/*', true], ['http://www.qinghe.gov.cn/*', false], ['/zwgk', false], ['*', true],
    ['/zwgk/*/', false], ['/t2026\\d{4}_/', true], ['/T2026/', true], ['/^https:.*id=4$/', false], ['/a(b/', null],
  ])('%s → %s', (pattern, fits) => {
    expect(isPattern(pattern)).toBe(fits !== null);
    if (fits !== null) expect(matcher(pattern)(ARTICLE)).toBe(fits);
  });

  it('many stars are no slower than few', () => {
    expect(matcher(`/${'*a'.repeat(200)}*b`)(`https://a.example/${'a'.repeat(1_900)}`)).toBe(false);
  });

  it('a path fits itself, and itself with a star in place of any part', () => {
    fc.assert(fc.property(fc.webPath({ size: 'small' }), fc.nat(), fc.nat(), (path, a, b) => {
      fc.pre(!path.startsWith('//') && !path.endsWith('/') && path.length > 1);
      const [from, to] = [Math.min(a % path.length, b % path.length), Math.max(a % path.length, b % path.length)];
      const url = `https://a.example${path}`;
      expect(matcher(`*${path}`)(url)).toBe(true);
      expect(matcher(`*${path.slice(0, from)}*${path.slice(to)}`)(url)).toBe(true);
    }));
  });
});
