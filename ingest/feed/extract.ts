import { childrenOf, markupOf, textOf, type Element } from './tree.ts';
import { MAX_ITEMS, type RawFeed, type RawItem, type RawLink, type RawText } from './types.ts';
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

export function extractHead(channel: Element, core: readonly Vocabulary[] = CORE): Pick<RawFeed, 'title' | 'links'> {
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

export function extractItem(item: Element, core: readonly Vocabulary[] = CORE): RawItem {
  const guid = last(item, [['guid', 'id'], core]);
  const about = Object.entries(item.attributes).find(([name]) => name === 'rdf:about')?.[1];
  const title = last(item, [['title'], core]) ?? last(item, [['title'], ['dc']]) ?? last(item, [['title'], ['media']]);
  return {
    id: (guid && textOf(guid).trim()) || about?.trim() || null,
    idIsLink: guid?.name === 'guid' && guid.attributes['isPermaLink']?.trim().toLowerCase() !== 'false',
    title: title && rawText(title),
    links: linksOf(item, core),
    dates: DATES.flatMap((names) => childrenOf(item, ...names).map(textOf).reverse()).filter((text) => text.trim() !== ''),
    authors: authorsOf(item, core),
    ...wordsOf(item, core),
  };
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

function last(parent: Element, [names, vocabularies]: Names): Element | null {
  return childrenOf(parent, names, vocabularies).filter((e) => e.children.length > 0 || Object.keys(e.attributes).length > 0).at(-1) ?? null;
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
    const found = childrenOf(item, ...name).map((author) => {
      const part = (local: string) => childrenOf(author, [local], core).map((e) => textOf(e).trim()).find((t) => t !== '');
      return part('name') ?? part('email') ?? (author.children.some((c) => typeof c !== 'string') ? '' : textOf(author).trim());
    }).filter((text) => text !== '');
    if (found.some((text) => !/^\S+@\S+$/.test(text))) return found;
    if (addresses.length === 0) addresses = found;
  }
  return addresses;
}

const PLAIN = /^(?:text|text\/plain)$/i;
const HTML = /^(?:html|text\/html|application\/xhtml\+xml|xhtml|text\/x-html|application\/html)$/i;
/** Text that says nothing of its type and is markup all the same. */
const LOOKS_HTML = /<\/?(?:p|br|div|a|img|b|i|strong|em|span|ul|ol|li|h[1-6]|table|blockquote)(?:\s[^<>]*)?\/?>/i;

/** An element's text with its kind: Atom's `type` and `mode`, RSS's silence (HTML). */
function rawText(element: Element): RawText {
  const type = element.attributes['type']?.trim() ?? '';
  const mode = element.attributes['mode']?.trim().toLowerCase() ?? '';
  const text = () => textOf(element);
  const atom = element.vocabulary === 'atom' || element.vocabulary === 'atom03';
  if (mode === 'base64' || isBinary(type, element)) return { value: fromBase64(text()), type: PLAIN.test(type) ? 'text' : 'html' };
  if (element.children.some((c) => typeof c !== 'string')) return { value: markupOf(element), type: 'html' };
  if (PLAIN.test(type)) return { value: text(), type: 'text' };
  if (HTML.test(type) || mode === 'escaped' || !atom) return { value: text(), type: 'html' };
  return { value: text(), type: LOOKS_HTML.test(text()) ? 'html' : 'text' };
}

/** Atom 1.0 §4.1.3.3: what is neither text nor XML is base64. */
function isBinary(type: string, element: Element): boolean {
  const named = type.includes('/') && !/^text\/|xml$/i.test(type) && !HTML.test(type);
  return named && !element.children.some((c) => typeof c !== 'string') && /^[A-Za-z0-9+/=\s]+$/.test(textOf(element));
}

const fromBase64 = (text: string) => Buffer.from(text.replace(/\s+/g, ''), 'base64').toString('utf8');
