import { fold, spellOut } from './fold.ts';
import { blocksOfPage, looksHtml } from './html.ts';
import { joined, type Line } from './join.ts';
import { MAX_CHARACTERS, MAX_LINES } from './limits.ts';
import { isNoise, isRelated, labelsOf, promisesMore } from './noise.ts';
import { tableAt } from './text-table.ts';
import type { Block, TableBlock } from './types.ts';

/** A document without its site: paragraphs and tables in their order, and the labels that stood around them. */
export interface Paragraphs {
  parts: (string | TableBlock)[];
  labels: [label: string, value: string][];
  html: boolean;
  /** The site says that there is more, or more was there than is read. */
  cut: boolean;
}

/** Text or HTML → paragraphs, whole again where lines were broken. */
export function paragraphsOf(input: string): Paragraphs {
  const html = looksHtml(input);
  const cut = input.length > MAX_CHARACTERS;
  const text = spellOut(input.slice(0, MAX_CHARACTERS));
  const page = html ? blocksOfPage(text) : { blocks: blocksOfText(text), around: [] };
  const out: Paragraphs = { parts: [], labels: [], html, cut };
  takeLabels(page.around, out.labels);
  let lines: Line[] = [];
  const flush = () => {
    out.parts.push(...joined(lines));
    lines = [];
  };
  const { blocks, more } = withoutSite(page.blocks);
  out.cut ||= more;
  const labelled = takeLabels(blocks.map((block) => (block.kind === 'line' ? block.text : '')), out.labels);
  for (const [i, block] of blocks.entries()) {
    if (block.kind === 'table') {
      flush();
      out.parts.push(block);
    } else if (!labelled.has(i)) lines.push({ text: block.text.trim(), indented: block.indented });
  }
  flush();
  return out;
}

/** The labels of lines, and which lines hold them; a label and its value may stand on two lines. */
function takeLabels(lines: readonly string[], labels: Paragraphs['labels']): Set<number> {
  const taken = new Set<number>();
  for (const [i, line] of lines.entries()) {
    const found = taken.has(i) ? null : labelsOf(fold(line).trim());
    if (!found) continue;
    taken.add(i);
    const next = fold(lines[i + 1] ?? '').trim();
    if (found.length === 1 && found[0]![1] === '' && next !== '' && next.length < 60 && labelsOf(next) === null && !/[。,;]/.test(next)) {
      found[0]![1] = next;
      taken.add(i + 1);
    }
    labels.push(...found);
  }
  return taken;
}

function blocksOfText(text: string): Block[] {
  const lines = text.split(/\r\n?|[\n\v\f\u2028\u2029\u0085]/).slice(0, MAX_LINES);
  const out: Block[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (plainText(line) === '') continue;
    const found = tableAt(lines, i);
    if (found) {
      out.push(found.table);
      i = found.next - 1;
    } else out.push({ kind: 'line', text: plainText(line), indented: /^(?:\s{3,}|[ ]?\u3000{1,4}|\t|\u00a0{2,})\S/.test(line) });
  }
  return out;
}

/** Signs of Markdown and of lists are no words. */
const plainText = (line: string) => line.trim().replace(/^(?:#{1,6}|[-*•●■◆▪])\s+/, '').replace(/\*\*|__/g, '').trim();

function withoutSite(blocks: readonly Block[]): { blocks: Block[]; more: boolean } {
  const out: Block[] = [];
  let more = false;
  for (const [i, block] of blocks.entries()) {
    if (block.kind === 'table') {
      out.push(block);
      continue;
    }
    const folded = fold(block.text).trim();
    if (isRelated(folded) && titlesOnly(blocks, i + 1)) break;
    if (promisesMore(folded)) more = true;
    else if (!isNoise(folded)) out.push(block);
  }
  return { blocks: out, more };
}

/** Whether nothing but other documents' titles follows. */
function titlesOnly(blocks: readonly Block[], from: number): boolean {
  for (let i = from; i < blocks.length; i++) {
    const block = blocks[i]!;
    if (block.kind === 'table' || /[。;]/.test(block.text) || block.text.length > 120) return false;
  }
  return true;
}
