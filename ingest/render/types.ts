/** What one render may do and take; what is absent has a default in limits.ts. */
export interface RenderOptions {
  /** Internal hosts (`host` or `host:port`) that this source's admin lists; all else must be public. */
  allowHosts?: readonly string[];
  /** For everything together, from the launch of the browser to the last byte of the HTML. */
  timeoutMs?: number;
  /** Of the HTML, in UTF-8. */
  maxBytes?: number;
  /** CSS selector that must be there before the page is read: `'.news-list li'`. */
  waitFor?: string;
  signal?: AbortSignal | undefined;
  userAgent?: string;
}

export interface Rendered {
  /** Where the page ended, after redirects and what its scripts did to the address. */
  url: string;
  /** HTTP status of the last document. */
  status: number;
  /** The document as it stood, serialised; frames and shadow roots are not in it. */
  html: string;
  /** Requests that were refused or came to nothing, by reason: `{ image: 12, private: 1 }`. */
  blocked: Record<string, number>;
}

export interface Renderer {
  /** @throws YuqingError RENDER_NO_BROWSER, RENDER_FAILED, or a FETCH_ code */
  render(url: string, options?: RenderOptions): Promise<Rendered>;
  /** Ends the browser and every render in it; a later render would start it again. */
  close(): Promise<void>;
}

export interface RendererOptions {
  /** Chromium, Chrome or Edge; absent: the usual places. */
  executablePath?: string | undefined;
  /** Pages at once; the others wait in the order they came. */
  maxPages?: number;
  /** Of the browser and all its processes together. */
  maxRssBytes?: number;
  /** The browser ends after so long without a page. */
  idleMs?: number;
  /** Where the browser's profile lies while it runs; absent: the system's temporary folder. */
  tmpDir?: string;
}
