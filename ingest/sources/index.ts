import { YuqingError } from '../../model/index.ts';
import { commentsKind } from './comments.ts';
import { entryKind } from './entry.ts';
import { feedKind } from './feed.ts';
import { hotlineKind } from './hotline.ts';
import { hotlistKind } from './hotlist.ts';
import type { SourceKind } from './kind.ts';
import { mailboxKind } from './mailbox.ts';
import { pageKind } from './page.ts';
import { policyKind } from './policy.ts';
import { siteKind } from './site.ts';
import { webhookKind } from './webhook.ts';

const KINDS = [feedKind, pageKind, hotlistKind, siteKind, hotlineKind, commentsKind, mailboxKind, webhookKind, entryKind, policyKind] as SourceKind[];

/** Every kind of source, by its name. */
export const SOURCE_KINDS: Record<string, SourceKind> = Object.fromEntries(KINDS.map((kind) => [kind.kind, kind]));

/** @throws YuqingError SOURCE_UNKNOWN, with the kinds there are */
export function sourceKind(name: string): SourceKind {
  const kind = SOURCE_KINDS[name];
  if (!kind) throw new YuqingError('SOURCE_UNKNOWN', `没有“${name}”这种信源`, `可用的种类:${Object.keys(SOURCE_KINDS).join('、')}`);
  return kind;
}
