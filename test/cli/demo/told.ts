import type { World } from '../../../cli/demo/world.ts';
import { shanghaiDay } from '../../../model/index.ts';

/** The three styles of the column, read by a reader that shares nothing with the writer. */
export function moment(cell: unknown): Date | null {
  if (typeof cell === 'number') return new Date(Date.UTC(1899, 11, 30, -8) + Math.round(cell * 86_400) * 1000);
  const parts = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2}) (\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(String(cell ?? ''));
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map((p) => Number(p ?? 0));
  const at = new Date(Date.UTC(year, month - 1, day, hour - 8, minute, second));
  return shanghaiDay(at).endsWith(`-${String(day).padStart(2, '0')}`) ? at : null;
}

/** Rows of the sheet that have an order number. */
export const ordersOf = (world: World) => world.sheet.filter((row) => /^\d{14}$/.test(String(row[0])));

/** The feed decoded, and its entries. */
export function feedOf(world: World) {
  const text = new TextDecoder('gb18030', { fatal: true }).decode(world.feedXml);
  const items = [...text.matchAll(/<item>([\s\S]*?)<\/item>/g)].map(([, item = '']) => {
    const written = /<pubDate>(.*)<\/pubDate>/.exec(item)?.[1] ?? '';
    const part = (tag: RegExp) => tag.exec(item)?.[1] ?? '';
    return {
      text: item, title: part(/<title>(.*)<\/title>/), body: part(/<p>(.*)<\/p>/),
      at: new Date(written.includes('+') ? written : `${written.replace(' ', 'T')}+08:00`),
    };
  });
  return { text, items };
}
