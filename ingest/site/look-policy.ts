import { readArticle } from '../page/article.ts';
import type { Documents } from './config.ts';
import { EARLIEST_MS, linkToInterpretation, linkedBack } from './interpret.ts';
import { listed, type Listed } from './listed.ts';
import { openWatched } from './look-columns.ts';
import { matchInterpretations, noteDocuments, noteInterpretations, type Policy } from './policy.ts';
import type { SiteState } from './state.ts';
import { hasLeft, visit, type Visit, type Visitor } from './visit.ts';

const HOUR = 3_600_000;
/** A document without an interpretation is opened this often: its link to one may be put in later. */
const LOOK_AGAIN_MS = 6 * HOUR;
/** Pages of a list that are read the first time; afterwards what is new stands on its first. */
const FIRST_PAGES = 3;

/**
 * Reads the lists of documents and of interpretations, and, as far as the requests go, the pages of documents that have
 * none yet and of interpretations that name none.
 */
export async function lookAtPolicy(visitor: Visitor, state: SiteState, documents: Documents, most: number): Promise<void> {
  const { policy } = state;
  const stop = visitor.purse.left - most;
  const goesOn = () => hasLeft(visitor) && visitor.purse.left > stop;
  const list = await readList(visitor, state, { name: '政策文件', ...documents }, policy.listedAt === null);
  if (list) noteDocuments(policy, list.entries, documents, visitor.ctx.clock().getTime());
  const column = documents.interpretations;
  const other = column && goesOn() ? await readList(visitor, state, { name: '政策解读', ...column }, policy.interpretationsListedAt === null) : null;
  if (other) noteInterpretations(policy, other.entries, visitor.ctx.clock().getTime());
  matchInterpretations(policy);

  // Without the lists' own pages their menus cannot be told from what a page links to itself.
  if (other) for (const next of unread(policy)) if (goesOn()) await readInterpretation(visitor, policy, next, other.furniture);
  matchInterpretations(policy);
  if (!list) return;
  const furniture = new Set([...list.furniture, ...(other?.furniture ?? []), documents.url, ...(column ? [column.url] : [])]);
  const due = policy.documents.filter((d) => d.interpretedBy === null && visitor.ctx.clock().getTime() - (d.lookedAt ?? 0) >= LOOK_AGAIN_MS);
  for (const document of due.sort((a, b) => (a.lookedAt ?? 0) - (b.lookedAt ?? 0))) if (goesOn()) await readDocument(visitor, document, furniture);
}

/** Interpretations that name no document and may still be one's: of the time of those that have none. */
function unread({ documents, interpretations }: Policy): Policy['interpretations'] {
  const without = documents.filter((d) => d.interpretedBy === null).map((d) => (d.at ?? d.firstSeenAt) - EARLIEST_MS);
  const from = Math.min(...without);
  return without.length === 0 ? [] : interpretations.filter((i) => i.back === null && (i.at === null || i.at >= from));
}

interface List {
  entries: Listed[];
  /** What the list's page links to besides its entries: menus. */
  furniture: Set<string>;
}

async function readList(visitor: Visitor, state: SiteState, column: { name: string; url: string; links?: string | undefined }, first: boolean): Promise<List | null> {
  const page = await openWatched(visitor, state, column);
  if (!page) return null;
  const furniture = new Set(page.links.map((link) => link.url));
  let { entries, next } = listed(page, column.links, visitor.ctx.clock());
  for (let i = 1; i < FIRST_PAGES && first && next !== null && hasLeft(visitor); i++) {
    const got: Visit = await visit(visitor, next, 'page', 'search');
    if (!got.page) break;
    const more = listed({ html: got.page.html, url: got.url }, column.links, visitor.ctx.clock());
    entries = [...entries, ...more.entries];
    next = more.next;
  }
  for (const { url } of entries) furniture.delete(url);
  return { entries, furniture };
}

async function readInterpretation(visitor: Visitor, policy: Policy, one: Policy['interpretations'][number], furniture: ReadonlySet<string>): Promise<void> {
  const { outcome, page } = await visit(visitor, one.url, 'page', 'search');
  if (outcome.state === 'ill') return;
  one.back = linkedBack(page?.links ?? [], new Set(policy.documents.map((d) => d.url)), furniture);
}

async function readDocument(visitor: Visitor, document: Policy['documents'][number], furniture: ReadonlySet<string>): Promise<void> {
  const { outcome, page, url } = await visit(visitor, document.url, 'page', 'search');
  if (outcome.state === 'ill') return;
  document.lookedAt = visitor.ctx.clock().getTime();
  if (!page) return;
  document.interpretedBy = linkToInterpretation(document, page.links, furniture);
  document.at ??= readArticle(page.html, { url, now: visitor.ctx.clock() }).publishedAt?.getTime() ?? null;
}
