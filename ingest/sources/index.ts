import { YuqingError } from '../../model/index.ts';
import { feedKind } from './feed.ts';
import { hotlistKind } from './hotlist.ts';
import { hotlineKind } from './hotline.ts';
import type { SourceKind } from './kind.ts';

/** Every kind of source, by its name. */
export const SOURCE_KINDS: Record<string, SourceKind> = Object.fromEntries(
  [feedKind as SourceKind, hotlistKind as SourceKind, hotlineKind as SourceKind].map((kind) => [kind.kind, kind]),
);

/** @throws YuqingError SOURCE_UNKNOWN, with the kinds there are */
export function sourceKind(name: string): SourceKind {
  const kind = SOURCE_KINDS[name];
  if (!kind) throw new YuqingError('SOURCE_UNKNOWN', `没有“${name}”这种信源`, `可用的种类:${Object.keys(SOURCE_KINDS).join('、')}`);
  return kind;
}
