import { tmpdir } from 'node:os';
import { YuqingError } from '../../model/index.ts';
import { checkAddress } from './address.ts';
import { attempt } from './attempt.ts';
import { browserLost, closed, timedOut } from './errors.ts';
import { findBrowser } from './find.ts';
import { makeHouse, type House } from './house.ts';
import { MOST_HTML, READING_MS, RENDER_DEFAULTS, RENDERER_DEFAULTS } from './limits.ts';
import { BrowserGone } from './pipe.ts';
import { makeSlots } from './slots.ts';
import type { Rendered, Renderer, RendererOptions, RenderOptions } from './types.ts';


/**
 * Pages that are made by their scripts, shown in a Chromium that is started for the first and shared by all. Every
 * request of a page is made by fetchGuarded; time, memory, size and number of pages are limited.
 *
 *     const renderer = createRenderer();
 *     const { html } = await renderer.render('https://www.example.gov.cn/#/news', { waitFor: '.news-list li' });
 *     await renderer.close();
 */
export function createRenderer(options: RendererOptions = {}): Renderer {
  const { maxPages, maxRssBytes, idleMs } = { ...RENDERER_DEFAULTS, ...options };
  const executable = () => findBrowser(options.executablePath, process.env, process.platform);
  const house = makeHouse({ executable, tmpDir: options.tmpDir ?? tmpdir(), maxRssBytes, idleMs });
  const slots = makeSlots(maxPages);
  let stop = new AbortController();

  return {
    render: async (address, asked = {}) => {
      const url = checkAddress(address);
      const stopping = stop.signal;
      const release = await slots.take(AbortSignal.any([stopping, ...(asked.signal ? [asked.signal] : [])])).catch((error: unknown) => {
        throw stopping.aborted ? closed(url) : error;
      });
      try {
        return await withinTime(house, url, asked, stopping);
      } finally {
        release();
      }
    },
    close: async () => {
      stop.abort();
      stop = new AbortController();
      await house.close();
    },
  };
}

/** One render with its time, which starts when its turn comes. */
async function withinTime(house: House, url: string, asked: RenderOptions, stopping: AbortSignal): Promise<Rendered> {
  const timeoutMs = asked.timeoutMs ?? RENDER_DEFAULTS.timeoutMs;
  const readAt = performance.now() + timeoutMs - Math.min(READING_MS, timeoutMs / 4);
  const over = new AbortController();
  const stopWhen = (signal: AbortSignal | undefined, reason: () => unknown) => {
    const stop = () => over.abort(reason());
    signal?.addEventListener('abort', stop, { once: true });
    return () => signal?.removeEventListener('abort', stop);
  };
  const timer = setTimeout(() => over.abort(timedOut(url, timeoutMs)), timeoutMs);
  const undo = [stopWhen(stopping, () => closed(url)), stopWhen(asked.signal, () => asked.signal?.reason), () => clearTimeout(timer)];
  const maxBytes = Math.min(asked.maxBytes ?? RENDER_DEFAULTS.maxBytes, MOST_HTML);
  const once = () => attempt(house, url, { ...asked, timeoutMs, maxBytes, readAt, signal: over.signal });
  try {
    return await once().catch((error: unknown) => {
      // The browser died under it: most likely another page's doing, so it has a second try.
      if (error instanceof BrowserGone && !over.signal.aborted) return once();
      throw error;
    });
  } catch (error) {
    if (over.signal.aborted) throw over.signal.reason;
    throw error instanceof YuqingError ? error : browserLost(url, error);
  } finally {
    for (const each of undo) each();
    // What is still being fetched for the page is wanted no more.
    over.abort();
  }
}
