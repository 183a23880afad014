import type { Vocabulary } from './namespaces.ts';

/** An element of a document as read, whichever reader read it. */
export interface Element {
  /** Which vocabulary it speaks; `''` for RSS without a namespace and for what we do not know. */
  vocabulary: Vocabulary;
  /** Local name, lower case. */
  name: string;
  /** As written, for giving markup back. */
  rawName: string;
  attributes: Attributes;
  children: (Element | string)[];
  base: string | null;
}

export type Attributes = Readonly<Record<string, string>>;

/** Child elements of these names, in the vocabularies given, in document order. */
export function childrenOf(parent: Element, names: readonly string[], vocabularies: readonly Vocabulary[]): Element[] {
  const found: Element[] = [];
  for (const child of parent.children) {
    if (typeof child !== 'string' && names.includes(child.name) && vocabularies.includes(child.vocabulary)) found.push(child);
  }
  return found;
}

export const hasElements = (element: Element): boolean => element.children.some((c) => typeof c !== 'string');

/** All the text inside, markup left out. */
export function textOf(element: Element): string {
  let text = '';
  for (const child of element.children) text += typeof child === 'string' ? child : textOf(child);
  return text;
}

/** What is inside, as markup; text is escaped again. */
export function markupOf(element: Element): string {
  let markup = '';
  for (const child of element.children) {
    if (typeof child === 'string') {
      markup += escaped(child);
      continue;
    }
    // XHTML under a prefix (`xhtml:p`) is plain markup to whoever shows it.
    const name = child.vocabulary === 'xhtml' ? child.name : child.rawName;
    markup += `<${name}`;
    for (const [attribute, value] of Object.entries(child.attributes)) markup += ` ${attribute}="${escaped(value)}"`;
    markup += child.children.length === 0 ? '/>' : `>${markupOf(child)}</${name}>`;
  }
  return markup;
}

/** HTML's own entities, undefined in XML and still here, are left to be read as HTML. */
const AMPERSAND = /&(?!(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,30};)/g;
const escaped = (text: string) => (/[&<>"]/.test(text) ? text.replace(AMPERSAND, '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;') : text);
