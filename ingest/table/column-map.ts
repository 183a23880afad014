import { YuqingError } from '../../model/index.ts';
import { exactKey } from './names.ts';

/** Column name (as `exactKey` compares it) → field, from `--map`. */
export type ColumnMap<Field extends string> = ReadonlyMap<string, Field>;

/**
 * Reads `--map 列=field`.
 *
 * @param fieldOf the field that a name means; null where it means none
 * @param fieldList fields with their words, for the error
 * @throws MAP_INVALID listing the fields
 */
export function readColumnMap<Field extends string>(entries: readonly string[], fieldOf: (name: string) => Field | null, fieldList: () => string): ColumnMap<Field> {
  const map = new Map<string, Field>();
  for (const entry of entries) {
    const at = entry.lastIndexOf('=');
    const column = entry.slice(0, Math.max(0, at)).trim();
    const field = fieldOf(entry.slice(at + 1).trim());
    if (at <= 0 || column === '' || field === null) throw new YuqingError('MAP_INVALID', `--map 写法不对:${entry}`, `应写成 --map 列名=字段,字段可用:${fieldList()}`);
    map.set(exactKey(column), field);
  }
  return map;
}

/**
 * @param names of the columns that there are, with their groups (`承办信息·姓名`)
 * @throws MAP_INVALID where `--map` names columns that are not among them
 */
export function refuseUnknownNames(map: ColumnMap<string>, names: readonly string[], shown: (name: string) => string): void {
  const there = new Set(names.flatMap((n) => [exactKey(n), exactKey(n.slice(n.indexOf('·') + 1))]));
  const missing = [...map.keys()].filter((key) => !there.has(key));
  if (missing.length === 0) return;
  throw new YuqingError('MAP_INVALID', `--map 指的列表里没有:${missing.join('、')}`, `表里有这些列:${[...new Set(names)].map(shown).join('、')}`);
}

/** Names shown to a person who has to map them. */
const MOST_SHOWN = 40;

/**
 * What to tell a person whose file has no column that we know.
 *
 * @param problem `工单.csv 前 30 行里没有认出表头`
 * @param what the words that are looked for: 诉求内容, 评论内容
 * @param seen the row with the most cells; without a header it is somebody's message, so it comes masked, and is cut short
 */
export function unrecognisedColumns(problem: string, what: string, seen: readonly string[], longestName: number, fieldList: () => string): YuqingError {
  const names = seen.filter((n) => n !== '').slice(0, MOST_SHOWN).map((n) => (n.length > longestName ? `${n.slice(0, longestName)}…` : n));
  const example = names[0] ?? '列名';
  return new YuqingError(
    'HEADER_UNRECOGNISED',
    `${problem},看到的列是:${names.length > 0 ? names.join('、') : '(空)'}`,
    `请指明哪一列是${what}、哪一列是编号和时间,例如:--map "${example}=content" --map "${names[1] ?? example}=source_no" --map "${names[2] ?? example}=received_at"。字段可用:${fieldList()}`,
  );
}
