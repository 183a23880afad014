import robotsParser from 'robots-parser';
import type { Clock } from '../../model/index.ts';
import { decodeBytes } from '../decode.ts';
import { FetchError } from './errors.ts';
import type { FetchOptions, Fetched } from './guarded.ts';

/** What sites allow to programs, by their robots.txt. */
export interface Robots {
  /** Whether the site lets us fetch a page. */
  allows(url: string, options?: RobotsOptions): Promise<boolean>;
  /** How long the site asks programs to wait between two requests, in ms; ten seconds at most, 0 where it asks for nothing. */
  delayMs(url: string, options?: RobotsOptions): Promise<number>;
}

export type RobotsOptions = Pick<FetchOptions, 'allowHosts' | 'signal'>;

interface Rules {
  isAllowed(url: string, agent: string): boolean | undefined;
  getCrawlDelay(agent: string): number | undefined;
}

/** Its types describe a default export that Node does not see. */
const parseRules = robotsParser as unknown as (url: string, text: string) => Rules;

interface Known {
  until: number;
  /** Null: everything is allowed. */
  rules: Promise<Rules | null>;
}

/** The product token of our user agent. */
const AGENT = 'yuqing';
const DAY_MS = 86_400_000;
const RETRY_MS = 600_000;
const MOST_SITES = 1_000;
const MAX_BYTES = 500_000;
const TIMEOUT_MS = 15_000;
const LONGEST_DELAY_MS = 10_000;
/** Bounds on matching: its work is pattern × path for every rule with a wildcard. */
const LONGEST_LINE = 300;
const MOST_LINES = 10_000;
const MOST_WILD = 200;
const LONGEST_PATH = 1_000;

/**
 * Asks each site once a day and remembers the answer.
 *
 *     const robots = createRobots(web.fetch, systemClock);
 *     if (await robots.allows('https://www.example.gov.cn/zwgk/')) …
 *
 * A site without the file (4xx) allows all. One whose file cannot be had (5xx, no answer, too large) allows all as well,
 * and is asked again after ten minutes: RFC 9309 would have us stay away, but the page itself is asked next and one
 * that is down answers for itself, while a half-configured server of a county would else be watched no more.
 */
export function createRobots(fetch: (url: string, options: FetchOptions) => Promise<Fetched>, clock: Clock): Robots {
  const sites = new Map<string, Known>();

  const rulesFor = (url: URL, options: RobotsOptions): Promise<Rules | null> => {
    const now = clock().getTime();
    const known = sites.get(url.origin);
    if (known && known.until > now) return known.rules;
    const fresh: Known = { until: now + DAY_MS, rules: Promise.resolve(null) };
    const shorten = (ms: number) => {
      fresh.until = Math.min(fresh.until, now + ms);
    };
    fresh.rules = ask(fetch, url.origin, options, shorten).catch((error: unknown) => {
      // Whoever asked has gone; the next asks anew.
      if (sites.get(url.origin) === fresh) sites.delete(url.origin);
      throw error;
    });
    sites.delete(url.origin);
    sites.set(url.origin, fresh);
    for (const [oldest] of sites) {
      if (sites.size <= MOST_SITES) break;
      sites.delete(oldest);
    }
    return fresh.rules;
  };

  return {
    async allows(address, options = {}) {
      const url = new URL(address);
      const rules = await rulesFor(url, options);
      return rules?.isAllowed(`${url.origin}${`${url.pathname}${url.search}`.slice(0, LONGEST_PATH)}`, AGENT) ?? true;
    },
    async delayMs(address, options = {}) {
      const seconds = (await rulesFor(new URL(address), options))?.getCrawlDelay(AGENT) ?? 0;
      return Math.min(Math.max(seconds * 1_000, 0), LONGEST_DELAY_MS);
    },
  };
}

async function ask(fetch: Parameters<typeof createRobots>[0], origin: string, options: RobotsOptions, shorten: (ms: number) => void): Promise<Rules | null> {
  const url = `${origin}/robots.txt`;
  try {
    const { bytes } = await fetch(url, { ...options, maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS });
    const { text } = decodeBytes(bytes, { kind: 'text' });
    return /^\s*</.test(text) ? null : parseRules(url, bounded(text));
  } catch (error) {
    if (options.signal?.aborted) throw error;
    const status = error instanceof FetchError ? error.status : null;
    // What one source's allowHosts forbid another's may allow.
    if (error instanceof FetchError && error.code === 'FETCH_REFUSED') shorten(0);
    else if (status === null || status >= 500 || status === 429) shorten(RETRY_MS);
    return null;
  }
}

/** The file within bounds; rules beyond them are not followed. */
function bounded(text: string): string {
  let wild = 0;
  return text.split(/\r\n?|\n/, MOST_LINES).filter((line) => {
    if (line.length > LONGEST_LINE) return false;
    return !line.includes('*') || /^\s*user-agent/i.test(line) || ++wild <= MOST_WILD;
  }).map((line) => line.replace(/\*{2,}/g, '*')).join('\n');
}
