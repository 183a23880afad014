import type { Db } from '../../db/connect.ts';
import { allSources, type SourceRow } from '../../db/sources.ts';
import { SOURCE_KINDS } from '../../ingest/sources/index.ts';
import { YuqingError } from '../../model/index.ts';
import { plain } from './words.ts';

/**
 * The sources that a command names, in the order of their names there, each once.
 *
 * @throws YuqingError SOURCE_UNKNOWN naming those that do not exist and what is alike; USAGE where none is named
 */
export async function namedSources(db: Db, names: readonly string[], every: boolean): Promise<SourceRow[]> {
  if (names.length > 0 && every) throw new YuqingError('USAGE', '既给了名称又给了 --all', '只用其中一种');
  const all = await allSources(db);
  if (every) return all;
  if (names.length === 0) throw new YuqingError('USAGE', '没有给出信源名称', '给出一个或几个名称,或用 --all;名称见 yuqing source list');
  const found = names.map((name) => all.find((source) => source.name === name.trim()));
  const missing = names.filter((_, i) => found[i] === undefined);
  if (missing.length > 0) throw unknown(missing, all);
  return [...new Set(found.filter((source) => source !== undefined))];
}

function unknown(missing: readonly string[], all: readonly SourceRow[]): YuqingError {
  const alike = all.filter((source) => missing.some((name) => source.name.includes(name.trim()) || name.includes(source.name))).slice(0, 5);
  const remedy = alike.length > 0 ? `是不是 ${alike.map((s) => `“${plain(s.name)}”`).join('、')}?` : '用 yuqing source list 查看已有信源';
  return new YuqingError('SOURCE_UNKNOWN', `没有名为${missing.map((name) => `“${plain(name).slice(0, 50)}”`).join('、')}的信源`, remedy);
}

/** Whether anybody asks it by itself; one whose settings are broken is asked, to tell so. */
export function isPolled({ kind, config }: Pick<SourceRow, 'kind' | 'config'>): boolean {
  const known = SOURCE_KINDS[kind];
  const checked = known?.configSchema.safeParse(config);
  return !known || !checked?.success || known.rhythm(checked.data) !== null;
}
