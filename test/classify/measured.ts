import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { readTexts } from '../../cli/try/texts.ts';
import { fileURLToPath } from 'node:url';

/** Real messages stay outside the repository: a label names a file of it, a row, and the part that was read. */
interface Reference {
  file: string;
  row: number;
  start?: number;
  length: number;
  sha: string;
  half: 'rules' | 'held';
}

const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
export const present = existsSync(DATA);
if (!present) console.warn('跳过真实留言上的测量:找不到 ../shared/data');

async function textsOf(file: string): Promise<string[]> {
  if (file.endsWith('.gz')) return gunzipSync(readFileSync(DATA + file)).toString().split('\n').map((line) => line.trim());
  const texts: string[] = [];
  for await (const row of readTexts(DATA + file, file.endsWith('.csv') ? '诉求内容' : 'text')) texts.push('text' in row ? row.text : '');
  return texts;
}

/** The labelled texts of one half, each as it was read when it was labelled; throws where one reads otherwise now. */
export async function measured<T extends Reference>(labels: URL, half: T['half']): Promise<(T & { text: string })[]> {
  const rows = (JSON.parse(readFileSync(labels, 'utf8')) as T[]).filter((row) => row.half === half);
  const files = new Map<string, string[]>();
  for (const file of new Set(rows.map((row) => row.file))) files.set(file, await textsOf(file));
  return rows.map((row) => {
    const text = files.get(row.file)![row.row]!.slice(row.start ?? 0, (row.start ?? 0) + row.length);
    if (!createHash('sha256').update(text).digest('hex').startsWith(row.sha)) throw new Error(`${row.file} row ${row.row} is not the labelled text`);
    return { ...row, text };
  });
}

/** `{precision, recall, f1}` of `hits` among `given` answers and `wanted` ones. */
export function figures(hits: number, given: number, wanted: number): { precision: number; recall: number; f1: number } {
  return { precision: hits / Math.max(1, given), recall: hits / Math.max(1, wanted), f1: (2 * hits) / Math.max(1, given + wanted) };
}
