import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodeBytes } from '../../../ingest/decode.ts';
import { adaptFeed } from '../../../ingest/feed/adapt.ts';
import { readDoctype } from '../../../ingest/feed/doctype.ts';
import { extractFeed } from '../../../ingest/feed/extract.ts';
import { isPlain, readPlain } from '../../../ingest/feed/first.ts';
import { parseTree } from '../../../ingest/feed/tree.ts';
import { hiddenFaultOf } from '../../../ingest/feed/wellformed.ts';

/** Both readers are asked what a plain feed holds; the tolerant one must not read it otherwise than rss-parser. */
async function bothRead(bytes: Uint8Array) {
  const { text } = decodeBytes(bytes);
  if (!isPlain(text) || hiddenFaultOf(text) !== null) return null;
  const first = await readPlain(text).catch(() => null);
  const second = extractFeed(parseTree(text, readDoctype(text)), false);
  return first && second && { first: adaptFeed(first, undefined), second: adaptFeed(second, undefined) };
}

const ours = new URL('../../fixtures/feeds/', import.meta.url);

test('the two readers agree on our plain fixtures', async () => {
  let plain = 0;
  for (const name of readdirSync(ours)) {
    const both = await bothRead(readFileSync(new URL(name, ours)));
    if (!both) continue;
    plain += 1;
    expect(both.second, name).toEqual(both.first);
  }
  expect(plain).toBeGreaterThanOrEqual(5);
});

test('markup inside a text goes to the second reader, because xml2js loses the order of words', async () => {
  const xml = '<rss version="2.0"><channel><item><description>先<b>中</b>后</description></item></channel></rss>';
  expect(isPlain(xml)).toBe(true);
  await expect(readPlain(xml)).rejects.toThrow('markup inside <description>');
});

const suites = new URL('../../../../shared/conformance/feeds/', import.meta.url);
const there = existsSync(suites);
if (!there) console.warn('跳过:没有 ../shared/conformance/feeds,两个解析器的对照只用了自己的样例');

test.skipIf(!there)('the two readers agree on every plain feed of the conformance suites', async () => {
  let plain = 0;
  for (const name of readdirSync(suites, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:xml|rss|atom)$/.test(name)) continue;
    const both = await bothRead(readFileSync(new URL(name, suites)));
    if (!both) continue;
    plain += 1;
    expect(both.second, name).toEqual(both.first);
  }
  expect(plain).toBeGreaterThanOrEqual(200);
});
