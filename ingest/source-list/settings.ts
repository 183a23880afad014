import { checkShape } from '../../profiles/load.ts';
import type { SourceKind } from '../sources/kind.ts';

/** Names of the settings a kind has, where its schema tells them. */
export function settingNames(kind: SourceKind): string[] {
  const { shape } = kind.configSchema as { shape?: Record<string, unknown> };
  return shape ? Object.keys(shape) : Object.keys(kind.example.config as object);
}

/**
 * Settings in the shape of their kind, with its defaults, or what is wrong with them, each fault naming its field.
 *
 *     checkSettings(feedKind, { intervalMinutes: 'soon' })   // { faults: ['intervalMinutes:无效输入:期望 number…'] }
 */
export function checkSettings(kind: SourceKind, config: Record<string, unknown>): { data: Record<string, unknown> } | { faults: string[] } {
  const known = settingNames(kind);
  const unknown = Object.keys(config).filter((name) => !known.includes(name));
  const rest = Object.fromEntries(Object.entries(config).filter(([name]) => known.includes(name)));
  const checked = checkShape(rest, kind.configSchema);
  const faults = 'faults' in checked ? checked.faults.map((fault) => fault.replace(/^整个文件:/, '')) : [];
  for (const name of unknown) faults.unshift(`${name.slice(0, 40)}:${kind.name}没有这项设置,可用的有 ${known.join('、')}`);
  if (!canBeStored(config)) faults.unshift('设置里有不能保存的字符(NUL 或残缺的字)');
  if (hasCredentials(config['url'])) faults.unshift('url:网址里不能带用户名和密码,请去掉 @ 之前的部分');
  return faults.length > 0 || !('data' in checked) ? { faults } : { data: checked.data as Record<string, unknown> };
}

/** PostgreSQL takes neither NUL nor half a character. */
function canBeStored(config: Record<string, unknown>): boolean {
  let fine = true;
  JSON.stringify(config, (key, value: unknown) => {
    for (const text of [key, value]) if (typeof text === 'string' && (text.includes('\0') || !text.isWellFormed())) fine = false;
    return value;
  });
  return fine;
}

function hasCredentials(url: unknown): boolean {
  if (typeof url !== 'string' || !URL.canParse(url)) return false;
  const { username, password } = new URL(url);
  return username !== '' || password !== '';
}

/** Whether two settings of a kind come to the same, defaults included. */
export function sameSettings(kind: SourceKind, a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  const settled = (config: Record<string, unknown>) => {
    const checked = checkSettings(kind, config);
    return inOrder('data' in checked ? checked.data : config);
  };
  return settled(a) === settled(b);
}

/** JSON with the keys of every object in order: the database gives them back in its own. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'object' && inner !== null && !Array.isArray(inner)
    ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner)) ?? '';
}
