import { badSelector, htmlTooLarge } from './errors.ts';
import type { Tab } from './tab.ts';

/** A world apart from the page's scripts: what they have changed in `document` and its prototypes is not changed here. */
const WORLD = 'yuqing';

interface Evaluated {
  result: { value?: unknown };
  exceptionDetails?: unknown;
}

/** @returns undefined where the document has just changed, or the expression throws */
async function evaluate(tab: Tab, expression: string): Promise<{ value: unknown; threw: boolean } | undefined> {
  try {
    const { executionContextId } = await tab.send<{ executionContextId: number }>('Page.createIsolatedWorld', { frameId: tab.id, worldName: WORLD });
    const answer = await tab.send<Evaluated>('Runtime.evaluate', { expression, contextId: executionContextId, returnByValue: true });
    return { value: answer.result.value, threw: answer.exceptionDetails !== undefined };
  } catch (error) {
    if (/context|frame|navigated/i.test((error as Error).message)) return undefined;
    throw error;
  }
}

/** Whether an element that fits is there. @throws YuqingError RENDER_FAILED where that is no selector */
export async function isThere(tab: Tab, selector: string): Promise<boolean> {
  const found = await evaluate(tab, `document.querySelector(${JSON.stringify(selector)}) !== null`);
  if (found?.threw) throw badSelector(selector);
  return found?.value === true;
}

/** Whether the document has been read to its end; no event tells, where a script sent it on meanwhile and that came to nothing. */
export async function isParsed(tab: Tab): Promise<boolean> {
  return (await evaluate(tab, `document.readyState !== 'loading'`))?.value === true;
}

/** The length is looked at inside, so that a page of a gigabyte never comes through the pipe. */
const READ = (most: number) => `(() => {
  const type = document.doctype ? new XMLSerializer().serializeToString(document.doctype) : '';
  const html = type + (document.documentElement?.outerHTML ?? '');
  return { url: document.URL, html: html.length > ${most} ? null : html };
})()`;

/**
 * The document as it stands.
 *
 * @param maxBytes of the HTML in UTF-8
 * @returns undefined where the document has just changed
 * @throws FetchError FETCH_TOO_LARGE
 */
export async function readDocument(tab: Tab, maxBytes: number, address: string): Promise<{ url: string; html: string } | undefined> {
  const answer = await evaluate(tab, READ(maxBytes));
  if (answer === undefined) return undefined;
  const read = answer.value as { url: string; html: string | null } | undefined;
  // A string beyond V8's longest throws.
  if (answer.threw || read === undefined || read.html === null || Buffer.byteLength(read.html) > maxBytes) throw htmlTooLarge(address, maxBytes);
  return { url: read.url, html: read.html };
}
