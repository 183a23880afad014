import { YuqingError, type Clock, type IncomingItem } from '../../model/index.ts';
import { FetchError } from '../fetch/errors.ts';
import { articleItem, attachmentItem } from './list-article.ts';
import type { PageConfig } from './list-config.ts';
import type { Waiting } from './list-cursor.ts';
import type { Site } from './list-site.ts';
import { isAttachment, normaliseUrl } from './list-urls.ts';

const MOST_TRIES = 3;

/** A document by its headers or its first bytes: its name did not say so. */
const DOCUMENT = /^(?:application\/(?!xhtml|xml|json|octet-stream)|image\/|audio\/|video\/)/i;
const isDocument = (contentType: string | null, bytes: Uint8Array) => DOCUMENT.test(contentType ?? '') || Buffer.from(bytes.subarray(0, 4)).toString('latin1') === '%PDF';

/** One article, or why not and whether it is worth another try. */
export type Visit = { item: IncomingItem } | { error: YuqingError; again: boolean };

/**
 * Opens an article and reads it; documents are only named.
 *
 * @throws what is no failing of the article: the caller gives up, there is no browser, a mistake of ours
 */
export async function visit(site: Site, link: Waiting, config: PageConfig, ctx: { clock: Clock; signal?: AbortSignal | undefined }): Promise<Visit> {
  const known = { ...link, id: normaliseUrl(link.url), url: normaliseUrl(link.url), title: link.title === '' ? null : link.title };
  if (isAttachment(link.url)) return { item: attachmentItem(known, ctx.clock()) };
  try {
    const page = await site.open(link.url, { waitFor: config.body });
    if (page === null) throw new YuqingError('FETCH_FAILED', '对方没有给出内容', '稍后会再试');
    const now = ctx.clock();
    if (isDocument(page.contentType, page.bytes)) return { item: attachmentItem(known, now) };
    const { url, contentType, bytes } = page;
    return { item: articleItem(page, known, config, { url, fetchedAt: now, contentType, bytes }, now) };
  } catch (error) {
    ctx.signal?.throwIfAborted();
    // Without a browser no article comes, and that is the machine's doing.
    if (!(error instanceof YuqingError) || error.code === 'RENDER_NO_BROWSER') throw error;
    const worthIt = error.nextStep === 'retry' || error.code === 'PAGE_NO_ARTICLE';
    return { error, again: worthIt && link.tries + 1 < MOST_TRIES };
  }
}

/** The site asks to be left alone for a while. */
export const wantsRest = (error: YuqingError) => error instanceof FetchError && (error.status === 429 || error.retryAfterSeconds !== null);
