import { setMaxListeners } from 'node:events';
import { isListed } from '../fetch/addresses.ts';
import { fetchGuarded, type Fetched } from '../fetch/guarded.ts';
import { fileError, isRedirect, reasonOf } from './answer.ts';
import { passedHeaders, sentHeaders, type HeaderEntry } from './headers.ts';
import { FETCHES_AT_ONCE, MOST_NAVIGATIONS, MOST_PAGE_BYTES, MOST_REQUESTS, MOST_RESPONSE, REQUEST_TIMEOUT_MS } from './limits.ts';
import { ruleFor, type PausedRequest } from './rules.ts';
import { makeSlots } from './slots.ts';
import type { Tab } from './tab.ts';

/** What the page has asked for so far. */
export interface Traffic {
  blocked: Record<string, number>;
  /** Not answered yet. */
  open: number;
  /** When the last that we fetched was answered; `performance.now()`. */
  lastAt: number;
  /** HTTP status of the last document. */
  status: number;
  /** Why the first document did not come. */
  failure: Error | null;
}

interface GuardOptions {
  allowHosts: readonly string[];
  userAgent: string;
  /** For the page's own document, which may be slow. */
  timeoutMs: number;
  /** Aborted when the render is over. */
  signal: AbortSignal;
}

/** How Chromium is told that a request came to nothing. */
type Refusal = 'Aborted' | 'BlockedByClient' | 'Failed';

/**
 * Answers every request of the page ourselves, by fetchGuarded: Chromium connects to nobody. Redirects go back to it,
 * and where they lead is asked for, and checked, as a request of its own.
 */
export async function guardRequests(tab: Tab, options: GuardOptions): Promise<Traffic> {
  // Each fetch listens to it.
  setMaxListeners(MOST_REQUESTS, options.signal);
  const traffic: Traffic = { blocked: {}, open: 0, lastAt: performance.now(), status: 0, failure: null };
  const slots = makeSlots(FETCHES_AT_ONCE);
  let document: URL | null = null;
  let documents = 0;
  let requests = 0;
  let bytes = 0;

  const count = (reason: string) => { traffic.blocked[reason] = (traffic.blocked[reason] ?? 0) + 1; };

  const fail = (paused: PausedRequest, reason: string, as: Refusal = 'BlockedByClient') => {
    count(reason);
    // An error page would take the place of what the page shows; an aborted navigation leaves it.
    const errorReason = isMain(paused) ? 'Aborted' : as;
    return tab.send('Fetch.failRequest', { requestId: paused.requestId, errorReason });
  };
  const fulfil = (paused: PausedRequest, status: number, headers: HeaderEntry[], body: Buffer) =>
    tab.send('Fetch.fulfillRequest', { requestId: paused.requestId, responseCode: status, responseHeaders: headers, body: body.toString('base64') });
  const isMain = (paused: PausedRequest) => paused.resourceType === 'Document' && paused.frameId === tab.id;

  /** Whom the page may reach: internal hosts only from a page that is on one, so that a public page cannot look inside. */
  const reach = (paused: PausedRequest) => (isMain(paused) || (document !== null && isListed(document, options.allowHosts)) ? options.allowHosts : []);

  const answer = async (paused: PausedRequest): Promise<unknown> => {
    requests += 1;
    if (isMain(paused)) documents += 1;
    if (requests > MOST_REQUESTS || documents > MOST_NAVIGATIONS || bytes > MOST_PAGE_BYTES) return fail(paused, 'limit');
    const rule = ruleFor(paused, tab.id, (document ?? new URL(paused.request.url)).hostname);
    if ('refuse' in rule) return fail(paused, rule.refuse);
    // A page of another origin may ask for its stylesheet with CORS.
    if ('empty' in rule) {
      count('stylesheet');
      return fulfil(paused, 200, [{ name: 'content-type', value: 'text/css' }, { name: 'access-control-allow-origin', value: '*' }], Buffer.alloc(0));
    }
    let fetched: Fetched;
    try {
      fetched = await fetchFor(paused, rule.fetch);
    } catch (error) {
      if (isMain(paused) && document === null) traffic.failure = error as Error;
      return fail(paused, reasonOf(error), 'Failed');
    }
    bytes += fetched.bytes.length;
    if (isMain(paused)) traffic.status = fetched.status;
    if (isMain(paused) && !isRedirect(fetched)) {
      const no = fileError(fetched);
      if (no !== null) {
        if (document === null) traffic.failure = no;
        return fail(paused, 'download');
      }
      document = new URL(fetched.url);
    }
    return fulfil(paused, fetched.status, passedHeaders(fetched), fetched.bytes);
  };

  const fetchFor = async (paused: PausedRequest, body: Buffer | undefined): Promise<Fetched> => {
    const release = await slots.take(options.signal);
    try {
      return await fetchGuarded(paused.request.url, {
        asIs: true, method: paused.request.method, body, headers: sentHeaders(paused.request.headers), allowHosts: reach(paused),
        userAgent: options.userAgent, signal: options.signal, maxBytes: MOST_RESPONSE, timeoutMs: isMain(paused) ? options.timeoutMs : REQUEST_TIMEOUT_MS,
      });
    } finally {
      traffic.lastAt = performance.now();
      release();
    }
  };

  tab.on('Fetch.requestPaused', (paused: PausedRequest) => {
    traffic.open += 1;
    answer(paused).catch(() => {
      // the page has gone on, or is gone: nobody waits for this answer
    }).finally(() => {
      traffic.open -= 1;
    });
  });
  await tab.send('Fetch.enable', { patterns: [{ urlPattern: 'http://*', requestStage: 'Request' }, { urlPattern: 'https://*', requestStage: 'Request' }] });
  return traffic;
}
