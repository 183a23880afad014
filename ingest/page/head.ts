import type { PageElement } from './element.ts';
import { elementsOf, rawText } from './walk.ts';
import { MAX_SCRIPT } from './limits.ts';

/** What the head of a page says: metas by their lower-case name, and the values of its JSON-LD. */
export interface PageHead {
  title: string | null;
  /** `name`, `property` and `itemprop` alike; the first one stands. */
  metas: Map<string, string>;
  article: { title: string | null; date: string | null; author: string | null; source: string | null; body: string | null };
}

export function readHead(root: PageElement): PageHead {
  const metas: PageHead['metas'] = new Map();
  const article: PageHead['article'] = { title: null, date: null, author: null, source: null, body: null };
  let title: string | null = null;
  for (const element of elementsOf(root)) {
    const { name, property, itemprop, content, type = '' } = element.attributes;
    if (element.tag === 'title' && element.parent?.tag !== 'svg') title ??= rawText(element).replace(/\s+/g, ' ').trim() || null;
    else if (element.tag === 'meta' && content !== undefined) {
      const value = content.trim();
      for (const key of [name, property, itemprop]) if (key && value !== '' && !metas.has(key.toLowerCase())) metas.set(key.toLowerCase(), value);
    } else if (element.tag === 'script' && /ld\+json/i.test(type)) readLinkedData(rawText(element), article);
  }
  return { title, metas, article };
}

const LINKED_TYPES = /article|posting|report|webpage|newsitem/i;

function readLinkedData(source: string, into: PageHead['article']): void {
  if (source.length > MAX_SCRIPT) return;
  let value: unknown;
  try {
    value = JSON.parse(source.replace(/\p{Cc}+/gu, ' ').trim().replace(/;$/, ''));
  } catch {
    return;
  }
  const queue: unknown[] = [value];
  for (let seen = 0; queue.length > 0 && seen < 1_000; seen++) {
    const next = queue.shift();
    if (Array.isArray(next)) queue.push(...next.slice(0, 100));
    if (typeof next !== 'object' || next === null || Array.isArray(next)) continue;
    const one = next as Record<string, unknown>;
    queue.push(one['@graph'], one['mainEntity']);
    // Baidu's own kind carries no type but the date by its own name.
    if (!typesOf(one['@type']).some((type) => LINKED_TYPES.test(type)) && one['pubDate'] === undefined) continue;
    into.title ??= words(one['headline']) ?? words(one['title']);
    into.date ??= words(one['datePublished']) ?? words(one['pubDate']) ?? words(one['upDate']);
    into.author ??= nameOf(one['author']);
    into.source ??= nameOf(one['publisher']);
    into.body ??= words(one['articleBody']);
  }
}

const typesOf = (value: unknown) => (Array.isArray(value) ? value.slice(0, 20) : [value]).filter((type) => typeof type === 'string');

const words = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);

function nameOf(value: unknown): string | null {
  if (Array.isArray(value)) return value.slice(0, 10).map(nameOf).filter((name) => name !== null).join(' ') || null;
  return words(value) ?? (typeof value === 'object' && value !== null ? words((value as Record<string, unknown>)['name']) : null);
}
