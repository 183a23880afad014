import { YuqingError, type ErrorCode } from '../../model/index.ts';
import { loadProfile } from '../../profiles/load.ts';
import { sourceKind } from '../sources/index.ts';
import type { SourceKind } from '../sources/kind.ts';
import { checkSettings, sameSettings } from './settings.ts';
import { LONGEST_NAME, type ListEvent, type WantedSource } from './types.ts';

/** A source that exists already. */
export interface KnownSource {
  name: string;
  kind: string;
  config: Record<string, unknown>;
}

/** A source that can be made: its settings are checked. */
export interface PlannedSource extends KnownSource {
  channel: string;
  profileId: string;
  enabled: boolean;
  sourceKind: SourceKind;
  /** Where in the list it stood, and its row. */
  at: WantedSource['at'];
  cells: string[];
}

export type Placed =
  | { type: 'add'; source: PlannedSource }
  /** `inList`: the list names it twice. `differs`: it stands with other settings, and keeps them. */
  | { type: 'there'; name: string; inList: boolean; differs: boolean }
  | Extract<ListEvent, { type: 'reject' }>;

export interface PlanDefaults {
  channel: string | null;
  profileId: string;
}

/**
 * Finds each wanted source its place: it is new, or there already (by its address; without one by its name), or it
 * cannot be. Reading one list twice finds everything there the second time.
 */
export function createPlan(known: readonly KnownSource[], defaults: PlanDefaults): { place(wanted: WantedSource): Placed } {
  const byName = new Map(known.map((source) => [source.name, source]));
  const byAddress = new Map(known.map((source) => [addressKey(source), source]));
  const inList = new Set<string>();
  const place = (wanted: WantedSource): Placed => {
    const reject = (code: ErrorCode, column: string | null, reason: string): Placed => ({
      type: 'reject', reject: { ...wanted.at, column, code, reason: `第 ${wanted.at.row} 行:${reason}`, cells: wanted.cells },
    });
    const there = (source: KnownSource, kind: SourceKind): Placed => ({
      type: 'there', name: source.name, inList: inList.has(source.name), differs: !sameSettings(kind, source.config, wanted.config),
    });
    try {
      const kind = sourceKind(wanted.kind);
      const profileId = wanted.profileId ?? defaults.profileId;
      loadProfile(profileId);
      const checked = checkSettings(kind, wanted.config);
      if ('faults' in checked) return reject('CONFIG_INVALID', null, checked.faults.join(';'));
      const standing = byAddress.get(addressKey(wanted));
      if (standing) return there(standing, kind);
      const name = freeName(wanted, byName);
      if (name === null) return reject('SOURCE_CONFLICT', null, `已有名为“${wanted.name}”的信源,网址或种类不同;请换一个名称`);
      const source: PlannedSource = {
        name, kind: wanted.kind, config: wanted.config, channel: wanted.channel ?? defaults.channel ?? kind.channel, profileId, enabled: wanted.enabled, sourceKind: kind, at: wanted.at, cells: wanted.cells,
      };
      byName.set(name, source);
      byAddress.set(addressKey(wanted), source);
      inList.add(name);
      return { type: 'add', source };
    } catch (error) {
      if (!(error instanceof YuqingError)) throw error;
      return reject(error.code, null, error.message);
    }
  };
  return { place };
}

/** What makes a source this one and no other. */
export function addressKey({ name, kind, config }: KnownSource): string {
  const url = config['url'];
  return typeof url === 'string' && URL.canParse(url) ? `${kind} ${new URL(url).href}` : `${kind} #${name}`;
}

/** A name nobody has; null where somebody chose it and it is taken. */
function freeName(wanted: WantedSource, taken: ReadonlyMap<string, unknown>): string | null {
  if (!taken.has(wanted.name)) return wanted.name;
  if (wanted.named) return null;
  const made = (more: string) => `${wanted.name.slice(0, LONGEST_NAME - more.length - 2)}(${more.slice(0, LONGEST_NAME / 2)})`;
  for (const hint of wanted.hints) if (!taken.has(made(hint))) return made(hint);
  for (let n = 2; n < 10_000; n += 1) if (!taken.has(made(String(n)))) return made(String(n));
  return null;
}
