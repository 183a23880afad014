import { rawText } from './raw-text.ts';
import { childrenOf, hasElements, textOf, type Element } from './tree.ts';
import { MAX_ITEMS, type RawFeed, type RawItem, type RawLink } from './types.ts';
import type { Vocabulary } from './namespaces.ts';

type Names = readonly [names: readonly string[], vocabularies: readonly Vocabulary[]];

/** RSS and Atom both, since feeds mix them: an RSS item may carry `atom:published`, an Atom entry `dc:creator`. */
const CORE: readonly Vocabulary[] = ['', 'rss1', 'atom', 'atom03'];

/** Where a date may stand, dearest first: when it was said, when it was made, when it was last touched. */
const DATES: Names[] = [
  [['published', 'issued'], CORE], [['pubdate'], CORE], [['issued'], ['dcterms']], [['created'], [...CORE, 'dcterms']], [['date'], ['dc', '']],
  [['updated', 'modified'], [...CORE, 'dcterms']], [['lastbuilddate'], CORE],
];

/** The channel of RSS and RDF, or the feed of Atom, found wherever a broken document has left it. */
export function extractFeed(document: Element, deep: boolean): RawFeed | null {
  const root = findRoot(document);
  if (!root) return null;
  const core = coreOf(root);
  const channel = root.name === 'feed' ? root : childrenOf(root, ['channel'], core)[0] ?? root;
  const items = collect(root, core, deep);
  return { ...extractHead(channel, core), items: items.slice(0, MAX_ITEMS).map((item) => extractItem(item, core)), cut: Math.max(0, items.length - MAX_ITEMS) };
}

function extractHead(channel: Element, core: readonly Vocabulary[]): Pick<RawFeed, 'title' | 'links'> {
  const title = last(channel, [['title'], core]) ?? last(channel, [['title'], ['dc']]);
  return { title: title && rawText(title), links: linksOf(channel, core) };
}

/** `<rss>` in a namespace of its own speaks it for RSS. */
const coreOf = (root: Element) => (CORE.includes(root.vocabulary) ? CORE : [...CORE, root.vocabulary]);

function findRoot(document: Element): Element | null {
  const level = document.children.filter((c): c is Element => typeof c !== 'string');
  const root = level.find((e) => ['rss', 'rdf', 'feed', 'channel'].includes(e.name));
  if (root) return root;
  for (const element of level) {
    const inner = findRoot(element);
    if (inner) return inner;
  }
  return null;
}

/** Items under the channel and beside it; in a broken document wherever they have come to stand. */
function collect(element: Element, core: readonly Vocabulary[], deep: boolean, found: Element[] = []): Element[] {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    const isItem = (child.name === 'item' || child.name === 'entry') && core.includes(child.vocabulary);
    if (isItem) found.push(child);
    if (deep || (!isItem && (child.name === 'channel' || child.name === 'items'))) collect(child, core, deep, found);
  }
  return found;
}

function extractItem(item: Element, core: readonly Vocabulary[]): RawItem {
  const guid = last(item, [['guid', 'id'], core]);
  const title = last(item, [['title'], core]) ?? last(item, [['title'], ['dc']]) ?? last(item, [['title'], ['media']]);
  return {
    id: (guid && textOf(guid).trim()) || item.attributes['rdf:about']?.trim() || null,
    idIsLink: guid?.attributes['isPermaLink']?.trim().toLowerCase() !== 'false',
    title: title && rawText(title),
    links: linksOf(item, core),
    dates: datesOf(item),
    authors: authorsOf(item, core),
    ...wordsOf(item, core),
  };
}

/** In the order of {@link DATES}; of several of one kind the last one first. */
function datesOf(item: Element): string[] {
  const dates: string[] = [];
  for (const [names, vocabularies] of DATES) {
    const found = childrenOf(item, names, vocabularies);
    for (let i = found.length - 1; i >= 0; i -= 1) dates.push(textOf(found[i]!));
  }
  return dates.filter((text) => text.trim() !== '');
}

/** The text in full where there is one, and the lead beside it. */
function wordsOf(item: Element, core: readonly Vocabulary[]): Pick<RawItem, 'summary' | 'content'> {
  const summary = last(item, [['description'], core]) ?? last(item, [['summary'], core]);
  const second = summary?.name === 'description' ? last(item, [['summary'], core]) : null;
  const content = last(item, [['encoded'], ['content', '']]) ?? last(item, [['content'], core]) ?? last(item, [['body', 'div'], ['xhtml']])
    ?? last(item, [['fullitem', 'fulltext'], core]) ?? second;
  const spare = content || summary ? null : last(item, [['description'], ['media', 'dc']]) ?? last(item, [['summary'], ['itunes']]) ?? last(item, [['abstract'], ['dcterms']]);
  return { summary: summary && rawText(summary), content: (content && rawText(content)) ?? (spare && rawText(spare)) };
}

/** The last that says anything. */
function last(parent: Element, [names, vocabularies]: Names): Element | null {
  for (let i = parent.children.length - 1; i >= 0; i -= 1) {
    const child = parent.children[i]!;
    if (typeof child === 'string' || !names.includes(child.name) || !vocabularies.includes(child.vocabulary)) continue;
    if (child.children.length > 0 || Object.keys(child.attributes).length > 0) return child;
  }
  return null;
}

function linksOf(parent: Element, core: readonly Vocabulary[]): RawLink[] {
  return childrenOf(parent, ['link'], core).flatMap((link) => {
    const text = textOf(link).trim();
    const href = link.attributes['href']?.trim() ?? link.attributes['rdf:resource']?.trim() ?? text;
    if (href === '') return [];
    return [{ href, rel: link.attributes['rel']?.trim().toLowerCase() || 'alternate', type: link.attributes['type'] ?? null, base: link.base }];
  });
}

/** The first element that names somebody; a bare mail address only where nothing does. */
function authorsOf(item: Element, core: readonly Vocabulary[]): string[] {
  const names: Names[] = [[['author'], core], [['creator', 'author'], ['dc']], [['author'], ['itunes']], [['contributor'], ['dc']]];
  let addresses: string[] = [];
  for (const name of names) {
    const found = childrenOf(item, ...name).map((author) => nameOf(author, core)).filter((text) => text !== '');
    if (found.some((text) => !/^\S+@\S+$/.test(text))) return found;
    if (addresses.length === 0) addresses = found;
  }
  return addresses;
}

/** Atom's `<name>`, else its `<email>`; elsewhere the text. */
function nameOf(author: Element, core: readonly Vocabulary[]): string {
  if (!hasElements(author)) return textOf(author).trim();
  for (const part of ['name', 'email']) {
    const text = childrenOf(author, [part], core).map((e) => textOf(e).trim()).find((t) => t !== '');
    if (text !== undefined) return text;
  }
  return '';
}
