import { isIP } from 'node:net';
import { MOST_POST } from './limits.ts';

/** `Fetch.requestPaused` of the DevTools protocol, as far as we read it. */
export interface PausedRequest {
  requestId: string;
  request: {
    url: string;
    method: string;
    headers: Record<string, string>;
    hasPostData?: boolean;
    postDataEntries?: { bytes?: string }[];
  };
  /** `Document`, `Script`, `XHR`, … */
  resourceType: string;
  frameId: string;
  /** Set where a redirect led here. */
  redirectedRequestId?: string;
}

/** What becomes of a request: fetched for the page, answered with nothing, or refused for a reason. */
export type Rule = { fetch: Buffer | undefined } | { empty: true } | { refuse: string };

const FETCHED = new Set(['Document', 'Script', 'XHR', 'Fetch', 'Preflight']);
const METHODS = new Set(['GET', 'POST', 'OPTIONS']);

/**
 * Only what makes text is fetched: documents of the page itself, scripts and what scripts ask for. A stylesheet is
 * answered empty: loaders of lazy routes wait for theirs, and give up the whole route when it fails.
 *
 * @param mainFrame the page's own frame; others' documents are not part of its HTML
 * @param host of the document that asks, for POST: `www.example.gov.cn`
 */
export function ruleFor(paused: PausedRequest, mainFrame: string, host: string): Rule {
  const { resourceType: type, request } = paused;
  if (type === 'Stylesheet') return { empty: true };
  if (!FETCHED.has(type)) return { refuse: type.toLowerCase() };
  if (type === 'Document' && paused.frameId !== mainFrame) return { refuse: 'frame' };
  if (!METHODS.has(request.method)) return { refuse: 'method' };
  if (request.method !== 'POST') return { fetch: undefined };
  if (!isSameSite(new URL(request.url).hostname, host)) return { refuse: 'post' };
  const body = Buffer.concat((request.postDataEntries ?? []).map((entry) => Buffer.from(entry.bytes ?? '', 'base64')));
  // A body of files or streams is not handed to us.
  if (body.length > MOST_POST || (body.length === 0 && request.hasPostData === true)) return { refuse: 'post' };
  return { fetch: body };
}

/** Under these, everybody's neighbour is a stranger: `a.gov.cn` and `b.gov.cn`. */
const SHARED = /^((gov|com|org|net|edu|ac|mil)\.[a-z]{2}|[^.]+)$/;

/** Whether two hosts are one site: the same, one below the other, or neighbours: `api.example.gov.cn` and `www.example.gov.cn`. */
export function isSameSite(one: string, other: string): boolean {
  if (one === other) return true;
  if (isIP(one.replace(/^\[|\]$/g, '')) !== 0) return false;
  if (one.endsWith(`.${other}`) || other.endsWith(`.${one}`)) return true;
  const above = (host: string) => host.slice(host.indexOf('.') + 1);
  return above(one) === above(other) && !SHARED.test(above(one));
}
