import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../../ingest/page/read.ts';
import { AWKWARD } from './fixtures/awkward.ts';
import { GOVERNMENT } from './fixtures/government.ts';
import { MEDIA } from './fixtures/media.ts';
import { NOT_ARTICLES } from './fixtures/not-articles.ts';
import type { PageCase } from './fixtures/types.ts';

const now = new Date('2026-11-25T12:00:00Z');
const bytesOf = ({ html, encoding }: Pick<PageCase, 'html' | 'encoding'>) => (encoding ? iconv.encode(html, encoding) : Buffer.from(html));

/** An instant on Shanghai's wall clock, as exact as it was said. */
function wallClock(at: Date | null, precision: 'second' | 'minute' | 'day'): string | null {
  const text = at && new Date(at.getTime() + 8 * 3_600_000).toISOString().replace('T', ' ');
  return text && text.slice(0, { second: 19, minute: 16, day: 10 }[precision]);
}

describe.each([['government', GOVERNMENT], ['media', MEDIA], ['awkward', AWKWARD]])('%s pages', (_, cases) => {
  it.each(cases)('$name', (one) => {
    const { ok, article } = readPage(bytesOf(one), { now, ...(one.url === undefined ? {} : { url: one.url }) });
    const { title, publishedAt, precision, source, author } = article;
    expect({ ok, title, body: article.body.split('\n'), date: wallClock(publishedAt, precision), source, author })
      .toEqual({ ok: true, title: one.title, body: one.body, date: one.date, source: one.source, author: one.author });
  });
});

describe('pages without an article', () => {
  it.each(NOT_ARTICLES)('$name', ({ html, message, remedy }) => {
    const { ok, article, error } = readPage(Buffer.from(html), { now });
    expect({ ok, body: article.body, by: article.by, code: error?.code }).toEqual({ ok: false, body: '', by: 'none', code: 'PAGE_NO_ARTICLE' });
    expect(error?.message).toMatch(message);
    expect(error?.remedy).toMatch(remedy);
  });
});
