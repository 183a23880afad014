import { FetchError } from '../fetch/errors.ts';
import type { Web } from '../fetch/web.ts';
import { asksForBrowser } from './list-shell.ts';

/** A page as it came, by request or out of the browser. */
export interface Opened {
  url: string;
  contentType: string | null;
  bytes: Uint8Array;
  etag: string | null;
  lastModified: string | null;
}

export interface OpenOptions {
  render: boolean;
  waitFor?: string | undefined;
  allowHosts: readonly string[];
  maxBytes: number;
  signal?: AbortSignal | undefined;
  etag?: string | null;
  lastModified?: string | null;
}

/**
 * Fetches a page, or renders it and gives its HTML in UTF-8.
 *
 * @returns null when it has not changed since `etag` or `lastModified`
 * @throws what the web throws; where the server asks for a browser, with that advice
 */
export async function openPage(web: Web, url: string, options: OpenOptions): Promise<Opened | null> {
  const { render, waitFor, allowHosts, maxBytes, signal, etag, lastModified } = options;
  if (render) {
    const page = await web.render(url, { allowHosts, maxBytes, signal, ...(waitFor === undefined ? {} : { waitFor }) });
    return { url: page.url, contentType: 'text/html; charset=utf-8', bytes: Buffer.from(page.html, 'utf8'), etag: null, lastModified: null };
  }
  try {
    const page = await web.fetch(url, { allowHosts, maxBytes, signal, etag: etag ?? undefined, lastModified: lastModified ?? undefined });
    if (page.notModified) return null;
    const header = (name: string) => page.headers[name] ?? null;
    return { url: page.url, contentType: header('content-type'), bytes: page.bytes, etag: header('etag'), lastModified: header('last-modified') };
  } catch (error) {
    if (!(error instanceof FetchError) || !asksForBrowser(error.status)) throw error;
    const { code, message, status, retryAfterSeconds } = error;
    throw new FetchError(code, `${message},对方先要浏览器运行一段脚本`, '请在该信源设 render: true', { ...(status === null ? {} : { status }), retryAfterSeconds, cause: error });
  }
}
