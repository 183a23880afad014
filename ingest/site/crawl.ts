import { isSameSite } from './address.ts';
import { roundMs } from './config.ts';
import type { LinkKind } from './links.ts';
import { endRound, markOf, newRound, takeLinks, type Waiting } from './round.ts';
import type { SiteState } from './state.ts';
import { askAgainAt, noteOutcome, type Place, type Suspect } from './suspect.ts';
import { hasLeft, visit, type Visit, type Visitor } from './visit.ts';

/** Links that failed, at most: beyond that the site is broken as a whole, and the first say so. */
const MOST_SUSPECTS = 2_000;

/** Goes on with the round until it is finished or the reading's requests are spent; begins one when it is time. */
export async function crawl(visitor: Visitor, state: SiteState, home: NonNullable<Visit['page']> & { url: string }): Promise<void> {
  const { config, ctx } = visitor;
  if (state.round.waiting.size === 0 && state.round.searched > 0) {
    if (ctx.clock().getTime() - state.round.startedAt < roundMs(config)) return;
    state.round = newRound(state.round.number + 1, ctx.clock().getTime());
  }
  const { round } = state;
  if (round.searched === 0) {
    for (const url of [config.url, home.url]) round.seen.add(markOf(url));
    takeLinks(round, state.suspects, { ...home, depth: 0 }, config);
  }
  while (round.waiting.size > 0 && hasLeft(visitor)) {
    const [next] = round.waiting.values();
    if (!next) break;
    await askWaiting(visitor, state, next);
  }
  if (round.waiting.size === 0) endRound(round, state.suspects);
}

async function askWaiting(visitor: Visitor, state: SiteState, link: Waiting): Promise<void> {
  const { config } = visitor;
  const { round, suspects } = state;
  const own = isSameSite(link.url, config.url);
  const search = own && (link.kind === 'page' || link.kind === 'frame') && link.depth <= config.depth && round.searched < config.mostPages;
  const room = search ? 'search' : own && link.kind === 'page' ? 'page' : 'other';
  const got = await visit(visitor, link.url, link.kind, room, own ? state.homeBytes : 0);
  round.waiting.delete(link.url);
  const page = round.pages[link.from];
  const first = { url: link.url, kind: link.kind, depth: link.depth, place: { url: page?.url ?? config.url, title: page?.title ?? '', text: link.text }, pages: link.pages };
  record(state, visitor, first, got);
  if (got.outcome.state !== 'fine' || !search || !got.page || !isSameSite(got.url, config.url)) return;
  if (got.url !== link.url) {
    // Two addresses of one page: it is searched under the first.
    if (round.seen.has(markOf(got.url)) && !round.waiting.has(got.url)) return;
    round.seen.add(markOf(got.url));
    round.waiting.delete(got.url);
  }
  takeLinks(round, suspects, { ...got.page, url: got.url, depth: link.depth }, config);
}

/** Asks again for what failed and is due, the longest waiting first. */
export async function askSuspects(visitor: Visitor, state: SiteState, most: number): Promise<void> {
  for (const suspect of due(visitor, state).slice(0, most)) {
    if (!hasLeft(visitor)) return;
    const own = isSameSite(suspect.url, visitor.config.url);
    const got = await visit(visitor, suspect.url, suspect.kind, own ? 'page' : 'other', own ? state.homeBytes : 0);
    record(state, visitor, suspect, got);
    // Its own links were not seen in this round, which goes on for them if it was over.
    const back = got.outcome.state === 'fine' && own && suspect.kind === 'page' && suspect.depth <= visitor.config.depth;
    if (back) {
      const from = state.round.pages.push({ url: suspect.place.url, title: suspect.place.title }) - 1;
      state.round.waiting.set(suspect.url, { url: suspect.url, kind: suspect.kind, depth: suspect.depth, from, text: suspect.place.text, pages: suspect.pages });
    }
  }
}

export function due({ config, ctx }: Visitor, state: SiteState): Suspect[] {
  const now = ctx.clock().getTime();
  return [...state.suspects.values()].filter((s) => askAgainAt(s, config.patience) <= now).sort((a, b) => a.askedAt - b.askedAt);
}

type First = { url: string; kind: LinkKind; depth: number; place: Place; pages: number };

/** One answer into the books: a link that failed is kept, one that did not is forgotten. */
export function record(state: SiteState, { ctx }: Visitor, link: First | Suspect, got: Pick<Visit, 'outcome'>): void {
  const before = state.suspects.get(link.url) ?? { ...link, pagesBefore: 0, round: state.round.number };
  const after = noteOutcome(before, got.outcome, ctx.clock().getTime());
  if (after === null) state.suspects.delete(link.url);
  else if (state.suspects.has(link.url) || state.suspects.size < MOST_SUSPECTS) state.suspects.set(link.url, after);
}
