import { FetchError } from '../fetch/errors.ts';
import type { Fetched } from '../fetch/guarded.ts';
import { noContent, notAPage } from './errors.ts';

export function isRedirect(answer: Fetched): boolean {
  return answer.status >= 300 && answer.status < 400 && answer.headers['location'] !== undefined;
}

/** Chromium would save these, or show them in a viewer of its own; null where it is a page. */
export function fileError({ status, headers, url }: Fetched): Error | null {
  if (status === 204 || status === 205) return noContent(url);
  const type = (headers['content-type'] ?? 'text/html').split(';')[0]?.trim().toLowerCase() ?? '';
  const isText = /^$|^text\/|[/+](html|xml|json)$/.test(type);
  if (isText && !/^\s*attachment/i.test(headers['content-disposition'] ?? '')) return null;
  return notAPage(type, url);
}

/** Under what a fetch that failed is counted: `blocked` has no words, only reasons. */
export function reasonOf(error: unknown): string {
  const reasons: Partial<Record<string, string>> = { FETCH_REFUSED: 'private', FETCH_TOO_LARGE: 'limit', FETCH_TIMEOUT: 'timeout' };
  return (error instanceof FetchError && reasons[error.code]) || 'failed';
}
