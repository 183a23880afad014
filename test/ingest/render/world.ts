import type { RequestListener } from 'node:http';
import { createRenderer } from '../../../ingest/render/browser.ts';
import type { Rendered, Renderer, RendererOptions, RenderOptions } from '../../../ingest/render/types.ts';
import { serveSite, type Site } from '../fetch/site.ts';
import { findChromium } from '../../web/chromium.ts';

/** The Chromium under test; null where there is none, which is said loudly. */
export const CHROMIUM = findChromium();

export interface World {
  site: Site;
  renderer: Renderer;
  /** Renders a path of the site, which is listed in allowHosts. */
  render(path: string, options?: RenderOptions): Promise<Rendered>;
  end(): Promise<void>;
}

/** A site on loopback and a renderer for it. */
export async function makeWorld(answer: RequestListener, options: RendererOptions = {}): Promise<World> {
  const site = await serveSite(answer);
  const renderer = createRenderer({ executablePath: CHROMIUM ?? '', ...options });
  return {
    site, renderer,
    render: (path, more = {}) => renderer.render(site.url + path, { allowHosts: [site.host], ...more }),
    end: async () => {
      await renderer.close();
      await site.close();
    },
  };
}

/** A site of fixed HTML pages: `{ '/': '<p>…' }`; all else is not found. */
export const pages = (bodies: Record<string, string>): RequestListener => (request, response) => {
  const body = bodies[(request.url ?? '').split('?')[0] ?? ''];
  response.setHeader('content-type', 'text/html; charset=utf-8');
  if (body === undefined) response.writeHead(404).end('<p>没有这个页面');
  else response.end(body);
};
