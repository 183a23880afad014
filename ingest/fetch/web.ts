import { YuqingError } from '../../model/index.ts';
import type { Rendered, Renderer, RenderOptions } from '../render/types.ts';
import { fetchGuarded, type Fetched, type FetchOptions } from './guarded.ts';
import { createTurns } from './turns.ts';

/** The web as a reader sees it. Both ways are guarded (fetch/guarded.ts) and wait their turn at each host. */
export interface Web {
  fetch(url: string, options?: FetchOptions): Promise<Fetched>;
  render(url: string, options?: RenderOptions): Promise<Rendered>;
  close(): Promise<void>;
}

/** For readings of files: nothing leaves the house. */
export const OFFLINE: Web = {
  fetch: async () => { throw offline(); },
  render: async () => { throw offline(); },
  async close() {},
};

const offline = () => new YuqingError('FETCH_REFUSED', '读文件时不上网', '请给出已保存到本机的文件');

/**
 * One per process. Requests to one host go one after another with `gapMs` between them; hosts do not wait for one another.
 *
 * @param renderer the browser, made when first needed
 */
export function createWeb(options: { renderer: () => Renderer; gapMs?: number }): Web {
  const turns = createTurns(options.gapMs ?? 1_000);
  let renderer: Renderer | undefined;
  const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : '');
  return {
    fetch: (url, fetchOptions = {}) => turns.take(hostOf(url), () => fetchGuarded(url, fetchOptions), fetchOptions.signal),
    render: (url, renderOptions = {}) => turns.take(hostOf(url), () => (renderer ??= options.renderer()).render(url, renderOptions), renderOptions.signal),
    async close() {
      await renderer?.close();
    },
  };
}
