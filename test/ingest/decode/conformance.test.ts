import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeBytes } from '../../../ingest/decode.ts';

const root = new URL('../../../../shared/conformance/feeds/feedparser/', import.meta.url);
const there = existsSync(root);
if (!there) console.warn('跳过:没有 ../shared/conformance/feeds/feedparser,编码的一致性测试没有运行');

interface Case {
  path: string;
  headers: string[];
  facts: { encoding?: string; bozo?: boolean } | null;
}

/** ASCII is UTF-8 and GB 2312 is GB 18030, by our reading of the suite. */
const sameAs: Record<string, string> = { 'us-ascii': 'utf-8', gb2312: 'gb18030' };

describe.skipIf(!there)('the encodings of the feedparser suite', () => {
  const { cases } = there ? (JSON.parse(readFileSync(new URL('cases.json', root), 'utf8')) as { cases: Case[] }) : { cases: [] };
  const read = (c: Case) => decodeBytes(readFileSync(new URL(c.path, root)), {
    kind: 'xml', contentType: c.headers.flatMap((h) => /^content-type:\s*(.*)$/i.exec(h)?.[1] ?? [])[0],
  });

  it('all 40 agree', () => {
    const stated = cases.filter((c) => c.facts?.encoding !== undefined);
    expect(stated).toHaveLength(40);
    const wrong = stated.flatMap((c) => {
      const want = c.facts!.encoding!.toLowerCase();
      const got = read(c).encoding;
      return got === (sameAs[want] ?? want) ? [] : [`${c.path}: ${want} ≠ ${got}`];
    });
    expect(wrong).toEqual([]);
  });

  it('no feed that the suite calls sound is called malformed for its encoding', () => {
    expect(cases.filter((c) => c.facts?.bozo === false && read(c).malformed).map((c) => c.path)).toEqual([]);
  });
});
