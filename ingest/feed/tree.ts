import { YuqingError } from '../../model/index.ts';
import type { Entities } from './doctype.ts';
import { scanMarkup } from './markup.ts';
import { namespaceOf, type Vocabulary } from './namespaces.ts';
import { MAX_DEPTH, MAX_NODES } from './types.ts';

export interface Element {
  /** Which vocabulary it speaks; `''` for RSS without a namespace and for what we do not know. */
  vocabulary: Vocabulary;
  /** Local name, lower case. */
  name: string;
  /** As written, for giving markup back. */
  rawName: string;
  attributes: Record<string, string>;
  children: (Element | string)[];
  base: string | null;
}

/**
 * The tolerant reader: any text becomes a tree. Unclosed elements end with their parent or the document, an item that
 * begins inside an item ends it, stray `&` and `<` are text, prefixes are resolved by the namespace they are bound to,
 * and unbound ones by habit (`dc:`, `content:`).
 *
 * @throws YuqingError FEED_BROKEN where the document is deeper or larger than any honest feed
 */
export function parseTree(xml: string, entities: Entities): Element {
  const root: Element = { vocabulary: '', name: '#document', rawName: '', attributes: {}, children: [], base: null };
  const stack: Open[] = [{ element: root, bindings: new Map() }];
  const top = () => stack.at(-1) ?? { element: root, bindings: new Map<string, string>() };
  let nodes = 0;
  scanMarkup(entities.expand(xml), 'xml', {
    open(rawName, attributes, selfClosing) {
      nodes += 1;
      const [prefix, local] = split(rawName);
      const name = local.toLowerCase();
      if (isItem(name)) closeItem(stack, rawName);
      if (stack.length > MAX_DEPTH || nodes > MAX_NODES) {
        throw new YuqingError('FEED_BROKEN', stack.length > MAX_DEPTH ? `订阅源的层次超过 ${MAX_DEPTH} 层` : `订阅源的元素超过 ${MAX_NODES} 个`, '这不像正常的订阅源,请核对网址');
      }
      const parent = top();
      const bindings = bound(parent.bindings, attributes);
      const element: Element = {
        vocabulary: namespaceOf(prefix, bindings), name, rawName, attributes, children: [], base: joined(parent.element.base, attributes['xml:base']),
      };
      parent.element.children.push(element);
      if (!selfClosing) stack.push({ element, bindings });
    },
    text(text) {
      top().element.children.push(text);
    },
    close(rawName) {
      const lower = rawName.toLowerCase();
      const at = stack.findLastIndex(({ element }) => element.rawName === rawName || element.rawName.toLowerCase() === lower);
      if (at > 0) stack.length = at;
    },
  });
  return root;
}

interface Open {
  element: Element;
  bindings: Map<string, string>;
}

const isItem = (name: string) => name === 'item' || name === 'entry';

/** An item that opens while another of its name is open: the end of that one was forgotten. */
function closeItem(stack: Open[], rawName: string): void {
  const at = stack.findIndex(({ element }) => element.rawName === rawName);
  if (at > 0) stack.length = at;
}

function bound(outer: Map<string, string>, attributes: Record<string, string>): Map<string, string> {
  let bindings = outer;
  for (const [name, value] of Object.entries(attributes)) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    if (bindings === outer) bindings = new Map(outer);
    bindings.set(name === 'xmlns' ? '' : name.slice(6), value);
  }
  return bindings;
}

function split(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

function joined(outer: string | null, own: string | undefined): string | null {
  if (own === undefined) return outer;
  try {
    return new URL(own, outer ?? undefined).href;
  } catch {
    return outer ?? own;
  }
}

/** Child elements of these names, in the vocabularies given, in document order. */
export function childrenOf(parent: Element, names: readonly string[], vocabularies: readonly Vocabulary[]): Element[] {
  return parent.children.filter((c): c is Element => typeof c !== 'string' && names.includes(c.name) && vocabularies.includes(c.vocabulary));
}

/** All the text inside, markup left out. */
export function textOf(element: Element): string {
  return element.children.map((c) => (typeof c === 'string' ? c : textOf(c))).join('');
}

/** What is inside, as markup; text is escaped again. */
export function markupOf(element: Element): string {
  return element.children.map((child) => {
    if (typeof child === 'string') return escaped(child);
    const attributes = Object.entries(child.attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`).join('');
    // XHTML under a prefix (`xhtml:p`) is plain markup to whoever shows it.
    const name = child.vocabulary === 'xhtml' ? child.name : child.rawName;
    return child.children.length === 0 ? `<${name}${attributes}/>` : `<${name}${attributes}>${markupOf(child)}</${name}>`;
  }).join('');
}

/** HTML's own entities, undefined in XML and still here, are left to be read as HTML. */
const AMPERSAND = /&(?!(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,30};)/g;
const escaped = (text: string) => text.replace(AMPERSAND, '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
