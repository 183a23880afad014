const MB = 1_048_576;

export const RENDER_DEFAULTS = { timeoutMs: 30_000, maxBytes: 5 * MB };
export const RENDERER_DEFAULTS = { maxPages: 3, maxRssBytes: 1_024 * MB, idleMs: 60_000 };

/** Nothing of a page is more than this, whatever the caller asks for: it comes through the pipe in one message. */
export const MOST_HTML = 10 * MB;
/** One message of the browser; a longer one can only be a page that floods us. HTML grows at most sixfold by escapes. */
export const MOST_MESSAGE = 64 * MB;
/** JavaScript heap of one page. */
export const HEAP_MB = 256;

/** Of one page: what it may ask for, in all. */
export const MOST_REQUESTS = 400;
export const MOST_PAGE_BYTES = 40 * MB;
export const MOST_RESPONSE = 10 * MB;
export const MOST_POST = 256 * 1_024;
/** A page that sends itself on and on is stopped where it stands. */
export const MOST_NAVIGATIONS = 20;
/** Requests of one page at once. */
export const FETCHES_AT_ONCE = 8;
/** One script that hangs must not cost the whole time. */
export const REQUEST_TIMEOUT_MS = 10_000;

/** The page is done when its document is read and nothing was asked for so long. */
export const QUIET_MS = 500;
/** How often we look whether it is done. */
export const LOOK_MS = 50;
/** Kept for reading a page that is never done. */
export const READING_MS = 3_000;
/** For the browser to start, and to end by itself. */
export const LAUNCH_MS = 30_000;
export const CLOSE_MS = 3_000;
export const MEMORY_LOOK_MS = 200;
/** A browser leaks; after so many pages a new one takes over. */
export const PAGES_A_BROWSER = 200;
