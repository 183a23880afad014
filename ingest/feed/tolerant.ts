import { treeBuilder } from './build-tree.ts';
import { FORBIDDEN } from './characters.ts';
import { scanMarkup } from './markup.ts';
import type { Element } from './tree.ts';

/**
 * The tolerant reader: any text becomes a tree. Stray `&` and `<` are text, tags need not match.
 *
 * @throws YuqingError FEED_BROKEN where the document is deeper or larger than any honest feed
 */
export function readTolerant(xml: string): Element {
  const tree = treeBuilder();
  scanMarkup(xml.replace(new RegExp(FORBIDDEN, 'g'), ''), 'xml', tree);
  return tree.root;
}
