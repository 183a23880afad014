import { createWeb, type Web } from '../../ingest/fetch/web.ts';
import { createRenderer } from '../../ingest/render/browser.ts';

/** The web without pauses between two requests to a host. */
export const testWeb = (): Web => createWeb({ renderer: () => createRenderer(), gapMs: 0 });
