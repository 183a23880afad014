import type { PageLines } from './lines.ts';
import { measuresOf } from './measure.ts';
import { aroundRank, isHidden } from './names.ts';
import type { PageElement } from './element.ts';
import { elementsOf } from './walk.ts';

/** A share of the page's prose from which on a name proves nothing: `<div class="share-layout">` around everything. */
const SPARED = [1, 0.5, 0.8] as const;

/** Marks the lines of navigation, comments, lists of other news and hidden elements as `aside` and takes away their weight. */
export function markAside(root: PageElement, { lines, spans }: PageLines): void {
  const { prose } = measuresOf(lines);
  const total = prose([0, lines.length]);
  for (const element of elementsOf(root)) {
    const span = spans.get(element);
    if (!span || span[0] === span[1]) continue;
    const rank = isHidden(element) ? 1 : aroundRank(element);
    if (rank === 0 || prose(span) > SPARED[rank] * total) continue;
    for (let i = span[0]; i < span[1]; i++) {
      lines[i]!.aside = true;
      lines[i]!.prose = 0;
    }
  }
}
