import { z } from 'zod';
import { YuqingError } from '../../model/index.ts';
import { checkShape } from '../../profiles/load.ts';
import { LONGEST_NAME, LONGEST_WORD, type ListEvent, type WantedSource } from './types.ts';

const word = (longest: number) => z.string().trim().min(1).max(longest).refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), '有不能用的字符');
/** A source as `yuqing source export` writes it. */
const sourceSchema = z.object({
  name: word(LONGEST_NAME),
  kind: word(LONGEST_WORD),
  channel: word(LONGEST_WORD).optional(),
  profile: word(LONGEST_WORD).optional(),
  enabled: z.boolean().default(true),
  config: z.record(z.string(), z.unknown()),
});

export type ExportedSource = z.infer<typeof sourceSchema>;

/** The whole file; the mark tells it from any other JSON. */
const MARK = 'sources';

/** Everything `source import` needs to make the same sources again. */
export function writeListJson(sources: readonly ExportedSource[]): string {
  return `${JSON.stringify({ yuqing: MARK, version: 1, sources }, null, 2)}\n`;
}

/** Whether a JSON value is what {@link writeListJson} writes, or a bare list of such sources. */
export function sourcesIn(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  const inside = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)['sources'] : undefined;
  return Array.isArray(inside) ? inside : null;
}

/** Sources of an exported list; one that has another shape is put aside with the field. */
export function* readListJson(entries: readonly unknown[]): Generator<ListEvent> {
  if (entries.length === 0) throw new YuqingError('FILE_EMPTY', '清单里没有一个信源', '请核对文件');
  for (const [i, entry] of entries.entries()) {
    const row = i + 1;
    const checked = checkShape(entry, sourceSchema);
    const cells = cellsOf(entry);
    if ('faults' in checked) {
      yield { type: 'reject', reject: { row, column: null, code: 'CONFIG_INVALID', reason: `第 ${row} 个:${checked.faults.join(';')}`, cells } };
      continue;
    }
    const { name, kind, channel, profile, enabled, config } = checked.data;
    const source: WantedSource = { at: { row }, kind, name, named: true, hints: [], channel: channel ?? null, profileId: profile ?? null, enabled, config, cells };
    yield { type: 'source', source };
  }
}

function cellsOf(entry: unknown): string[] {
  if (typeof entry !== 'object' || entry === null) return [JSON.stringify(entry) ?? ''];
  return Object.values(entry).map((value) => (typeof value === 'string' ? value : JSON.stringify(value) ?? ''));
}
