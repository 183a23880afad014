import { YuqingError } from '../../model/index.ts';
import { vocabularyFor, vocabularyOf, type Vocabulary } from './namespaces.ts';
import type { Attributes, Element } from './tree.ts';
import { MAX_DEPTH, MAX_NODES } from './types.ts';

export interface TreeBuilder {
  /** Holds the elements of the first level; whole at any time. */
  readonly root: Element;
  /** @throws YuqingError FEED_BROKEN where the document is deeper or larger than any honest feed */
  open(rawName: string, attributes: Attributes, selfClosing: boolean): void;
  text(text: string): void;
  close(rawName: string): void;
}

/** Parts of an item that never hold another part. */
const LEAVES = new Set(['title', 'link', 'guid', 'id', 'pubdate', 'published', 'updated']);
const PARTS = new Set([...LEAVES, 'description', 'summary', 'content', 'author']);

type Bindings = ReadonlyMap<string, Vocabulary>;

interface Open {
  element: Element;
  bindings: Bindings;
}

/**
 * Makes a tree of what a reader sees, whatever it sees: unclosed elements end with their parent or the document, an item
 * that begins inside an item ends it, prefixes are resolved by the namespace they are bound to, and unbound ones by habit.
 */
export function treeBuilder(): TreeBuilder {
  const root: Element = { vocabulary: '', name: '#document', rawName: '', attributes: {}, children: [], base: null };
  const outermost: Open = { element: root, bindings: new Map() };
  const stack: Open[] = [outermost];
  let top = outermost;
  let nodes = 0;
  // A feed has a dozen names, thousands of times.
  const names = new Map<string, Name>();
  const nameOf = (rawName: string) => {
    let name = names.get(rawName);
    if (!name) names.set(rawName, name = split(rawName));
    return name;
  };
  const cutTo = (length: number) => {
    stack.length = length;
    top = stack[length - 1] ?? outermost;
  };
  return {
    root,
    open(rawName, attributes, selfClosing) {
      const { prefix, name } = nameOf(rawName);
      if (name === 'item' || name === 'entry') {
        // The end of an item of this name was forgotten.
        const at = stack.findIndex(({ element }) => element.rawName === rawName);
        if (at > 0) cutTo(at);
      }
      // So was the end of a title or an address, where the next part of the item begins inside it.
      if (PARTS.has(name) && LEAVES.has(top.element.name) && nameOf(top.element.rawName).prefix === prefix) cutTo(stack.length - 1);
      nodes += 1;
      if (stack.length > MAX_DEPTH || nodes > MAX_NODES) {
        throw new YuqingError('FEED_BROKEN', nodes > MAX_NODES ? `订阅源的元素超过 ${MAX_NODES} 个` : `订阅源的层次超过 ${MAX_DEPTH} 层`, '这不像正常的订阅源,请核对网址');
      }
      const bindings = bound(top.bindings, attributes);
      const element: Element = { vocabulary: vocabularyFor(prefix, bindings), name, rawName, attributes, children: [], base: joined(top.element.base, attributes['xml:base']) };
      top.element.children.push(element);
      if (!selfClosing) stack.push(top = { element, bindings });
    },
    text(text) {
      top.element.children.push(text);
    },
    close(rawName) {
      if (top.element.rawName === rawName) return stack.length > 1 ? cutTo(stack.length - 1) : undefined;
      const lower = rawName.toLowerCase();
      const at = stack.findLastIndex(({ element }) => element.rawName.toLowerCase() === lower);
      if (at > 0) cutTo(at);
    },
  };
}

interface Name {
  prefix: string;
  /** Local, lower case. */
  name: string;
}

function split(rawName: string): Name {
  const colon = rawName.indexOf(':');
  return { prefix: colon < 0 ? '' : rawName.slice(0, colon), name: rawName.slice(colon + 1).toLowerCase() };
}

function bound(outer: Bindings, attributes: Attributes): Bindings {
  let own: Map<string, Vocabulary> | null = null;
  for (const name in attributes) {
    if (!name.startsWith('xmlns')) continue;
    if (name !== 'xmlns' && name[5] !== ':') continue;
    own ??= new Map(outer);
    own.set(name.slice(6), vocabularyOf(attributes[name] ?? ''));
  }
  return own ?? outer;
}

function joined(outer: string | null, own: string | undefined): string | null {
  if (own === undefined) return outer;
  try {
    return new URL(own, outer ?? undefined).href;
  } catch {
    return outer ?? own;
  }
}
