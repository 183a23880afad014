import { z } from 'zod';
import { columnStateSchema, type ColumnState } from './column.ts';
import type { SiteConfig } from './config.ts';
import { newPolicy, policySchema, type Policy } from './policy.ts';
import { loadRound, newRound, roundSchema, storeRound, type Round } from './round.ts';
import { suspectSchema, type Suspect } from './suspect.ts';

/** All that is kept between two readings. */
export interface SiteState {
  /** The home page it belongs to; another one begins anew. */
  url: string;
  round: Round;
  /** Links that failed, by address. */
  suspects: Map<string, Suspect>;
  /** By the column's name. */
  columns: Map<string, ColumnState>;
  policy: Policy;
  /** Bytes of the home page: what an answer must have room for, to be known again where a server sends all that is missing. */
  homeBytes: number;
}

const cursorSchema = z.object({
  url: z.string(),
  round: roundSchema,
  suspects: z.array(suspectSchema),
  columns: z.array(z.tuple([z.string(), columnStateSchema])),
  policy: policySchema,
  homeBytes: z.number().int(),
});

/** The state a cursor holds; a damaged one, or one of another site, is begun anew. */
export function loadState(cursor: unknown, config: SiteConfig, now: number): SiteState {
  const read = cursorSchema.safeParse(cursor);
  if (!read.success || read.data.url !== config.url) {
    return { url: config.url, round: newRound(1, now), suspects: new Map(), columns: new Map(), policy: newPolicy(now), homeBytes: 0 };
  }
  const { round, suspects, columns, policy, homeBytes } = read.data;
  const names = new Map(config.columns.map((c) => [c.name, c.url]));
  const watched = new Set(watchedUrls(config));
  return {
    url: config.url, policy, homeBytes, round: loadRound(round),
    columns: new Map(columns.filter(([name, column]) => names.get(name) === column.url)),
    suspects: new Map(suspects.filter((s) => s.kind !== 'column' || watched.has(s.url)).map((s) => [s.url, s])),
  };
}

/** JSON, as it is stored. */
export function storeState(state: SiteState): z.infer<typeof cursorSchema> {
  return { ...state, round: storeRound(state.round), suspects: [...state.suspects.values()], columns: [...state.columns] };
}

/** The pages that the configuration names. */
export const watchedUrls = (config: SiteConfig): string[] => [
  ...config.columns.map((c) => c.url), ...(config.documents ? [config.documents.url] : []),
  ...(config.documents?.interpretations ? [config.documents.interpretations.url] : []),
];
