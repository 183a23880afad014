import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPage } from '../../../ingest/page/read.ts';
import { AWKWARD } from './fixtures/awkward.ts';
import { GOVERNMENT } from './fixtures/government.ts';
import { MEDIA } from './fixtures/media.ts';

const now = new Date('2026-11-25T12:00:00Z');
const fixtures = [...GOVERNMENT, ...MEDIA, ...AWKWARD].map(({ html }) => Buffer.from(html));
const contentTypes = fc.constantFrom(undefined, 'text/html', 'text/html; charset=gb2312', 'text/html; charset=utf-16', 'x; charset=nonsense');

/** Whatever comes in, what goes out can be stored, and says either an article or why there is none. */
function holds(bytes: Uint8Array, contentType: string | undefined) {
  const { ok, error, article } = readPage(bytes, { now, ...(contentType === undefined ? {} : { contentType }) });
  expect([error === undefined, article.body !== '', article.by !== 'none']).toEqual([ok, ok, ok]);
  if (error) expect([error.code, error.remedy === undefined]).toEqual(['PAGE_NO_ARTICLE', false]);
  for (const text of [article.title ?? '', article.body, article.author ?? '', article.source ?? '']) {
    expect(text.isWellFormed()).toBe(true);
    expect(text).not.toContain('\0');
  }
  for (const line of article.body.split('\n')) expect(line).toBe(line.trim());
  expect((article.title ?? '').length).toBeLessThanOrEqual(400);
  expect((article.author ?? '').length + (article.source ?? '').length).toBeLessThanOrEqual(200);
  expect(Number.isNaN(article.publishedAt?.getTime() ?? 0)).toBe(false);
}

test('any bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), contentTypes, holds), { numRuns: 500 });
});

test('our pages, cut, overwritten and spliced', () => {
  const mutated = fc.record({
    base: fc.constantFrom(...fixtures), other: fc.constantFrom(...fixtures), cut: fc.double({ min: 0, max: 1, noNaN: true }),
    edits: fc.array(fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('<>&"\'/!=: ')))), { maxLength: 20 }), splice: fc.boolean(),
  }).map(({ base, other, cut, edits, splice }) => {
    const at = Math.floor(base.length * cut);
    const bytes = splice ? Buffer.concat([base.subarray(0, at), other, base.subarray(at)]) : Buffer.from(base.subarray(0, at));
    for (const [where, what] of edits) if (bytes.length > 0) bytes[where % bytes.length] = what;
    return bytes;
  });
  fc.assert(fc.property(mutated, contentTypes, holds), { numRuns: 300 });
});

test('pages made of any tags and phrases', () => {
  const tag = fc.constantFrom('div', 'p', 'table', 'tr', 'td', 'ul', 'li', 'h1', 'title', 'a href=x', 'br', 'script', 'style', 'article', 'form', 'pre', 'section id=zoom', 'div class="content"', 'div class="comment share"', 'div style="display:none"', 'meta name=PubDate content=2026-11-24', 'script type="application/ld+json"', 'frameset', 'svg', 'textarea');
  const word = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('发布时间:2026年11月24日 10:03', '来源:', '作者:王某', '相关阅读', '责任编辑:', '这是一句话,有标点。', '网友评论', '昨天', '"content":"', '{"@type":"NewsArticle","headline":', '&lt;p&gt;', '页面不存在', '上一篇'));
  const piece = fc.oneof(tag.map((name) => `<${name}>`), tag.map((name) => `</${name.split(' ')[0]}>`), word, fc.constant('这是一个足够长的段落,里面有标点,也有内容,可以当作正文来读。'));
  fc.assert(fc.property(fc.array(piece, { maxLength: 60 }).map((pieces) => Buffer.from(pieces.join(''))), contentTypes, holds), { numRuns: 800 });
});
