import { decodeBytes } from '../decode.ts';
import { FetchError } from '../fetch/errors.ts';
import type { Fetched } from '../fetch/guarded.ts';
import { createRobots, type Robots } from '../fetch/robots.ts';
import type { ReadContext } from '../sources/kind.ts';
import { isFront, isSentHome } from './address.ts';
import type { SiteConfig } from './config.ts';
import { readLinks, type LinkKind, type PageLinks } from './links.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { isErrorPage, softGone } from './soft-404.ts';

const KILOBYTE = 1_024;
/** The home page; a page that is searched; one that is only asked for; anything else. More than that of it, and it is there. */
const ROOM = { home: 8_192 * KILOBYTE, search: 2_048 * KILOBYTE, page: 512 * KILOBYTE, other: 64 * KILOBYTE };

/** Requests that are left in this reading. */
export interface Purse {
  left: number;
  /** No new request after this instant. */
  until: number;
  /** Addresses that gave no answer at all; it may be our own line. */
  unanswered: number;
}

/** What one request to the site needs. */
export interface Visitor {
  config: SiteConfig;
  ctx: Pick<ReadContext, 'web' | 'clock' | 'signal'>;
  purse: Purse;
  /** What sites allow; null: not asked. */
  robots: Robots | null;
}

export function newVisitor(config: SiteConfig, ctx: Visitor['ctx'], until: number): Visitor {
  const purse: Purse = { left: config.perReading, until, unanswered: 0 };
  const counted: ReadContext['web']['fetch'] = (url, options) => {
    purse.left -= 1;
    return ctx.web.fetch(url, options);
  };
  return { config, ctx, purse, robots: config.robots ? createRobots(counted, ctx.clock) : null };
}

export const hasLeft = ({ purse, ctx }: Visitor): boolean => purse.left > 0 && ctx.clock().getTime() < purse.until;

/** A page that was asked for: what came of it, and its links where it is one of HTML. */
export interface Visit {
  outcome: Outcome;
  /** Where it was found, after redirects. */
  url: string;
  page: (PageLinks & { html: string }) | null;
  bytes: number;
}

/**
 * Asks for one address and says what came of it; a failure of the address is an answer, not an error.
 *
 * @param room how much of it is wanted
 * @throws the interruption, when the reading was interrupted
 */
export async function visit(visitor: Visitor, url: string, kind: LinkKind, room: keyof typeof ROOM, homeBytes = 0): Promise<Visit> {
  // Pages that the configuration names are asked for by a person.
  if (kind !== 'column' && !(await isAllowed(visitor, url))) {
    return { outcome: { state: 'unknown', why: '网站不许程序访问(robots.txt)', answered: true }, url, page: null, bytes: 0 };
  }
  try {
    const got = await ask(visitor, url, Math.max(ROOM[room], homeBytes * 2));
    const page = pageOf(got);
    return { outcome: judge(got, page, url, kind, visitor.config), url: got.url, page, bytes: got.bytes.length };
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    const outcome = outcomeOf(error, url);
    if (outcome.state !== 'fine' && !outcome.answered) visitor.purse.unanswered += 1;
    return { outcome, url, page: null, bytes: 0 };
  }
}

async function isAllowed({ robots, config, ctx }: Visitor, url: string): Promise<boolean> {
  return robots === null || robots.allows(url, { allowHosts: config.allowHosts, signal: ctx.signal });
}

/** @throws FetchError, as the guarded fetch does */
export async function ask({ config, ctx, purse }: Visitor, url: string, maxBytes = ROOM.home): Promise<Fetched> {
  purse.left -= 1;
  return ctx.web.fetch(url, { allowHosts: config.allowHosts, maxBytes, timeoutMs: config.timeoutSeconds * 1_000, clock: ctx.clock, ...(ctx.signal ? { signal: ctx.signal } : {}) });
}

/** The answer as a page, with its links; null for what is none. */
export function pageOf(got: Fetched): Visit['page'] {
  const contentType = got.headers['content-type'];
  const start = got.bytes.subarray(0, 1_024).toString('latin1');
  const html = contentType === undefined ? /<(?:!doctype\s+html|html|head|body)\b/i.test(start) : /\b(?:html|xhtml)/i.test(contentType);
  if (!html) return null;
  const { text } = decodeBytes(got.bytes, { kind: 'html', contentType });
  return { ...readLinks(text, got.url), html: text };
}

/** What an answer of 200 is worth. */
function judge(got: Fetched, page: Visit['page'], asked: string, kind: LinkKind, config: SiteConfig): Outcome {
  const gone = (why: string): Outcome => ({ state: 'gone', why, answered: true });
  if (isSentHome(asked, got.url, config.url)) return gone('跳转回首页');
  if (isErrorPage(got.url, asked)) return gone('跳转到出错页面');
  if (page === null || isFront(got.url)) return { state: 'fine' };
  if (kind === 'image') return gone('给出的是网页,不是图片');
  const words = softGone(page.title, page.words);
  return words === null ? { state: 'fine' } : gone(`页面上写着“${words}”`);
}
