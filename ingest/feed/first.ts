import Parser from 'rss-parser';
import { extractHead, extractItem } from './extract.ts';
import { bindsAsUsual, namespaceOf } from './namespaces.ts';
import { replaceSections } from './sections.ts';
import type { Element } from './tree.ts';
import { MAX_ITEMS, type RawFeed } from './types.ts';

/** What xml2js makes of an element: text, or text `_` and attributes `$` beside its children by name. */
type Node = string | { _?: string; $?: Record<string, string>; [child: string]: Node[] | string | Record<string, string> | undefined };

interface Internals {
  parseString(xml: string): Promise<{ rawTitle?: Node[]; rawLinks?: Node[]; items: { node: Node }[] }>;
  parseItemRss(item: Node): { node: Node };
  parseItemAtom(entry: Node): { node: Node };
}

/**
 * rss-parser up to the items, and the items as it read them: its own way with them reads dates in the process's zone,
 * throws a whole feed away for one bad date, forgets `isPermaLink` and `type`, and runs a quadratic expression over every text.
 */
class ItemsAsRead extends (Parser as unknown as new (options: object) => Internals) {
  override parseItemRss(item: Node) { return { node: item }; }
  override parseItemAtom(entry: Node) { return { node: entry }; }
}

/** What it would read otherwise than the document means: bases, XHTML and modes, document types, strange prefixes. */
const BEYOND = /<!DOCTYPE|\bxml:base\s*=|\bxml:space\s*=|\stype\s*=\s*["'](?:xhtml|application\/xhtml)|\smode\s*=\s*["']/i;
const ROOT = /<(?:rss\s[^>]*?version\s*=\s*["'](?:2|0\.9)|rdf:RDF[\s>]|feed[\s>])/;

/** Whether the first reader can be trusted with the document: the plain RSS, RDF and Atom that most of the world writes. */
export function isPlain(xml: string): boolean {
  return !BEYOND.test(xml) && ROOT.test(xml.slice(0, 4_096)) && bindsAsUsual(xml);
}

/**
 * Reads a plain, well-formed feed with rss-parser.
 *
 * @throws where the document is not well-formed, or markup stands inside a text (xml2js would lose the order of its words)
 */
export async function readPlain(xml: string): Promise<RawFeed> {
  const parser = new ItemsAsRead({
    customFields: { feed: [['title', 'rawTitle', { keepArray: true }], ['link', 'rawLinks', { keepArray: true }]] },
  });
  const { short, whole } = withoutCdata(xml);
  const feed = await parser.parseString(short);
  const atom = /<feed[\s>]/.test(xml.slice(0, 4_096));
  const bindings = new Map(atom ? [['', /purl\.org\/atom\/ns/.test(xml.slice(0, 4_096)) ? 'http://purl.org/atom/ns#' : 'http://www.w3.org/2005/Atom']] : []);
  const head: Node = { title: feed.rawTitle, link: feed.rawLinks };
  const element = (name: string, node: Node) => elementOf(name, node, { bindings, whole });
  return {
    ...extractHead(element('channel', head)),
    items: feed.items.slice(0, MAX_ITEMS).map(({ node }) => extractItem(element('item', node))),
    cut: Math.max(0, feed.items.length - MAX_ITEMS),
  };
}

/** sax walks texts letter by letter, and whole articles stand in CDATA: they are set aside, a token in their place. */
function withoutCdata(xml: string): { short: string; whole(text: string): string } {
  if (!xml.includes('<![CDATA[') || /[\ue000\ue001]/.test(xml)) return { short: xml, whole: (text) => text };
  const aside: string[] = [];
  const short = replaceSections(xml, ({ kind, inner, whole }) => (kind === 'cdata' && whole.endsWith(']]>') ? `\ue000${aside.push(inner) - 1}\ue001` : whole));
  return { short, whole: (text) => (text.includes('\ue000') ? text.replace(/\ue000(\d+)\ue001/g, (_, n: string) => aside[Number(n)] ?? '') : text) };
}

/** Where the order of words and markup is meaning; xml2js has lost it. */
const TEXTS = new Set(['title', 'description', 'summary', 'content', 'encoded', 'fullitem', 'body', 'div']);

interface Context {
  bindings: ReadonlyMap<string, string>;
  whole(text: string): string;
}

function elementOf(rawName: string, node: Node, ctx: Context): Element {
  const colon = rawName.indexOf(':');
  const [prefix, name] = [colon < 0 ? '' : rawName.slice(0, colon), rawName.slice(colon + 1).toLowerCase()];
  const element: Element = { vocabulary: namespaceOf(prefix, ctx.bindings), name, rawName, attributes: {}, children: [], base: null };
  if (typeof node === 'string') {
    if (node !== '') element.children.push(ctx.whole(node));
    return element;
  }
  element.attributes = node.$ ?? {};
  if (node._ !== undefined) element.children.push(ctx.whole(node._));
  for (const [child, value] of Object.entries(node)) {
    if (child === '_' || child === '$' || !Array.isArray(value)) continue;
    if (TEXTS.has(name) && element.vocabulary !== 'media') throw new Error(`markup inside <${rawName}>`);
    for (const one of value) element.children.push(elementOf(child, one, ctx));
  }
  return element;
}
