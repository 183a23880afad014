import { SaxesParser } from 'saxes';
import { treeBuilder } from './build-tree.ts';
import { FORBIDDEN } from './characters.ts';
import { sectionsOf } from './sections.ts';
import type { Element } from './tree.ts';
import { MAX_DEPTH } from './types.ts';

/** So much is read before a fault is looked at. */
const STEP = 16_384;

/**
 * The strict reader: a document that is well-formed by the book (XML 1.0 and 1.1, with namespaces) becomes a tree.
 *
 * @param external the document type lies elsewhere, and an unknown entity may be declared there (XML 1.0 §4.1)
 * @returns null at the first fault
 * @throws YuqingError FEED_BROKEN where the document is deeper or larger than any honest feed
 */
export function readSound(xml: string, external: boolean): Element | null {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const tree = treeBuilder();
  let attributes: Record<string, string> = {};
  let sound = true;
  // The parser walks all open elements for each name that it resolves, and the builder does not count items in items.
  let depth = 0;
  parser.on('error', ({ message }) => {
    if (!external || !message.includes('undefined entity')) sound = false;
  });
  parser.on('attribute', ({ name, value }) => { attributes[name] = value; });
  parser.on('opentag', ({ name }) => {
    depth += 1;
    if (depth > MAX_DEPTH) sound = false;
    tree.open(name, attributes, false);
    attributes = {};
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    tree.close(name);
  });
  parser.on('text', tree.text);
  for (const { kind, inner, whole } of sectionsOf(xml)) {
    // Whole articles stand in CDATA, where no letter means anything: the parser need not walk through them.
    const article = kind === 'cdata' && whole.endsWith(']]>') && !FORBIDDEN.test(inner);
    const rest = article ? '<![CDATA[]]>' : whole;
    for (let start = 0; start < rest.length && sound; start += STEP) parser.write(rest.slice(start, start + STEP));
    if (!sound) return null;
    if (article) tree.text(inner);
  }
  parser.close();
  return sound ? tree.root : null;
}
