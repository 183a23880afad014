import { describe, expect, it } from 'vitest';
import { readArticle } from '../../../ingest/page/article.ts';
import { MAX_BODY, MAX_DEPTH, MAX_ELEMENTS } from '../../../ingest/page/limits.ts';
import { parsePage } from '../../../ingest/page/tree.ts';
import { elementsOf } from '../../../ingest/page/walk.ts';

const now = new Date('2026-11-25T12:00:00Z');
const line = '这是一个完整的句子,它有逗号,也有句号。';
const text = `<p>${line.repeat(12)}</p>`;

/** Each would hang, overflow or eat the memory of a reader that trusts it; the time limit of the run is the judge. */
const HOSTILE: Record<string, string> = {
  'a million open divs': '<div>'.repeat(1_000_000),
  'tables in tables': '<table><tr><td>'.repeat(100_000),
  'nothing is closed': '<p><font><b>字,'.repeat(60_000),
  'closing tags of what is far up': `<div><table><tr><td>${'<b>'.repeat(190)}${'</div>'.repeat(300_000)}`,
  'ten megabytes of junk': 'x<>&'.repeat(2_500_000),
  'only ampersands': '&'.repeat(3_000_000),
  'an attribute of megabytes': `<div class="${'content '.repeat(500_000)}">${text}</div>`,
  'a hundred thousand attributes': `<div ${Array.from({ length: 100_000 }, (_, i) => `a${i}=1`).join(' ')}>${text}</div>`,
  'titles within titles': '<div class=title><h1>某某某</h1>'.repeat(30_000),
  'a title of separators': `<title>${'某-_'.repeat(50_000)}</title>${'<h1>某某某某某</h1>'.repeat(2_000)}${text}`,
  'literals that never end': `<script>${'"content":"'.repeat(100_000)}</script>${text}`,
  'thousands of scripts': '<script>content="a"</script>'.repeat(30_000),
  'JSON-LD without end': `<script type="application/ld+json">${'['.repeat(500_000)}</script>${text}`,
  'JSON-LD with traps': `<script type="application/ld+json">${JSON.stringify({ '@type': { toString: 1 }, '@graph': [{ '@type': 'NewsArticle', author: { toString: 1, name: { name: 1 } }, articleBody: 1 }] })}</script>${text}`,
  'lines that tempt patterns': [`${'返回顶部'.repeat(70)}x`, `${'1 '.repeat(140)}x`, '1'.repeat(290), '【[(<'.repeat(70), '来源 '.repeat(90), '编辑张某'.repeat(60), '2026-11-24 '.repeat(26)].map((one) => `<p>${one}</p>`.repeat(300)).join(''),
  'a table of one row': `<table><tr>${'<td>a</td>'.repeat(50_000)}</tr></table>`,
};

describe('hostile pages', () => {
  it.each(Object.entries(HOSTILE))('%s', (_, html) => {
    const { body } = readArticle(html, { now });
    expect(body.length).toBeLessThanOrEqual(MAX_BODY);
  });

  it('depth and number of elements are bounded', () => {
    const depthOf = (html: string) => {
      let deepest = 0;
      for (const element of elementsOf(parsePage(html))) {
        let depth = 0;
        for (let at = element.parent; at; at = at.parent) depth++;
        deepest = Math.max(deepest, depth);
      }
      return deepest;
    };
    expect(depthOf('<div>'.repeat(3_000))).toBeLessThanOrEqual(MAX_DEPTH + 2);
    expect([...elementsOf(parsePage('<i></i>'.repeat(MAX_ELEMENTS + 5_000)))]).toHaveLength(MAX_ELEMENTS);
  });

  it('an article survives what is beyond the depth', () => {
    const article = readArticle(`<title>通告</title>${'<div>'.repeat(500)}<div id="zoom">${text}</div>`, { now });
    expect(article.body).toBe(line.repeat(12));
  });

  it('a picture of megabytes inside the page costs its words nothing', () => {
    const article = readArticle(`<title>通告</title><img src="data:image/png;base64,${'A'.repeat(5_000_000)}"><div id="zoom">${text}</div>`, { now });
    expect(article.body).toBe(line.repeat(12));
  });
});
