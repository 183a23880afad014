import { posix } from 'node:path';
import { numberKind, type NumberKind } from './serial.ts';
import { readWholeXml, unescapeCell } from './xml.ts';
import type { Package } from './zip.ts';

export interface Workbook {
  sheets: { name: string; part: string; hidden: boolean }[];
  date1904: boolean;
  /** Part with the shared strings, null where the workbook has none. */
  strings: string | null;
  /** How numbers of each cell style are to be read, by style index. */
  styles: NumberKind[];
}

/** Names and parts of the worksheets in the order of their tabs, and how their numbers are meant. */
export async function readWorkbook(pack: Package): Promise<Workbook> {
  const main = (await relations(pack, '_rels/.rels', ''))?.find((r) => r.type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const links = (await relations(pack, posix.join(posix.dirname(main), '_rels', `${posix.basename(main)}.rels`), posix.dirname(main))) ?? [];
  const sheets: Workbook['sheets'] = [];
  let date1904 = false;
  await readWholeXml(pack.read(main), {
    open(name, a) {
      if (name === 'workbookPr') date1904 = a['date1904'] === '1' || a['date1904'] === 'true';
      if (name !== 'sheet') return;
      const id = Object.entries(a).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1];
      const link = links.find((r) => r.id === id && r.type === 'worksheet');
      if (link) sheets.push({ name: unescapeCell(a['name'] ?? ''), part: link.target, hidden: /hidden/i.test(a['state'] ?? '') });
    },
  });
  const part = (type: string) => {
    const target = links.find((r) => r.type === type)?.target;
    return target !== undefined && pack.has(target) ? target : null;
  };
  const styles = part('styles');
  return { sheets, date1904, strings: part('sharedStrings'), styles: styles ? await readStyles(pack, styles) : [] };
}

interface Relation {
  id: string;
  type: string;
  target: string;
}

async function relations(pack: Package, part: string, base: string): Promise<Relation[] | null> {
  if (!pack.has(part)) return null;
  const found: Relation[] = [];
  await readWholeXml(pack.read(part), {
    open(name, a) {
      if (name !== 'Relationship') return;
      const target = a['Target'] ?? '';
      found.push({
        id: a['Id'] ?? '', type: posix.basename(a['Type'] ?? ''),
        target: target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(base, target)),
      });
    },
  });
  return found;
}

async function readStyles(pack: Package, part: string): Promise<NumberKind[]> {
  const codes = new Map<number, string>();
  const styles: NumberKind[] = [];
  let inCells = false;
  await readWholeXml(pack.read(part), {
    open(name, a) {
      if (name === 'numFmt') codes.set(Number(a['numFmtId']), a['formatCode'] ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) styles.push(numberKind(Number(a['numFmtId'] ?? 0), codes.get(Number(a['numFmtId']))));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}
