import type { OpmlFeed } from './types.ts';

export type WrittenFeed = Pick<OpmlFeed, 'title' | 'xmlUrl'> & Partial<Pick<OpmlFeed, 'htmlUrl' | 'groups'>>;

interface Group {
  inner: Map<string, Group>;
  feeds: WrittenFeed[];
}

/**
 * A list of feeds as OPML 2.0, which any feed reader imports; feeds of one group stand together.
 *
 *     writeOpml('清河信源', [{ title: '清河政务', xmlUrl: 'https://…/rss.xml', groups: ['网站'] }], now)
 */
export function writeOpml(title: string, feeds: readonly WrittenFeed[], createdAt: Date): string {
  const root: Group = { inner: new Map(), feeds: [] };
  for (const feed of feeds) groupAt(root, feed.groups ?? []).feeds.push(feed);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', '  <head>', `    <title>${escaped(title)}</title>`,
    `    <dateCreated>${createdAt.toUTCString()}</dateCreated>`, '  </head>', '  <body>', ...linesOf(root, '    '), '  </body>', '</opml>', '',
  ].join('\n');
}

function groupAt(root: Group, path: readonly string[]): Group {
  let group = root;
  for (const name of path) {
    let inner = group.inner.get(name);
    if (!inner) group.inner.set(name, (inner = { inner: new Map(), feeds: [] }));
    group = inner;
  }
  return group;
}

function linesOf(group: Group, indent: string): string[] {
  const feeds = group.feeds.map(({ title, xmlUrl, htmlUrl }) => {
    const label = escaped(title ?? xmlUrl);
    return `${indent}<outline type="rss" text="${label}"${title === null ? '' : ` title="${label}"`} xmlUrl="${escaped(xmlUrl)}"${htmlUrl ? ` htmlUrl="${escaped(htmlUrl)}"` : ''}/>`;
  });
  const inner = [...group.inner].flatMap(([name, child]) => [`${indent}<outline text="${escaped(name)}">`, ...linesOf(child, `${indent}  `), `${indent}</outline>`]);
  return [...feeds, ...inner];
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\t': '&#9;' };
/** What XML 1.0 does not allow at all. */
const FORBIDDEN = /[^\P{Cc}\n\t\u0080-\u009f]|[\ufffe\uffff]/gu;

const escaped = (text: string): string => text.toWellFormed().replace(FORBIDDEN, '').replace(/[&<>"\n\t]/g, (c) => ENTITIES[c] ?? c);
