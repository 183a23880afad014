import { setTimeout as sleep } from 'node:timers/promises';
import { YuqingError, type Clock } from '../../model/index.ts';
import { createRobots, type Robots } from '../fetch/robots.ts';
import type { Web } from '../fetch/web.ts';
import { openPage, type Opened, type OpenOptions } from './list-open.ts';

/** A site as one source may see it: asked for leave first, and no faster than it wishes. */
export interface Site {
  /** @returns null when the page has not changed; @throws PAGE_ROBOTS, or what the web throws */
  open(url: string, asked?: Pick<OpenOptions, 'etag' | 'lastModified' | 'waitFor'>): Promise<Opened | null>;
}

export interface SiteOptions {
  render: boolean;
  robots: boolean;
  allowHosts: readonly string[];
  maxBytes: number;
}

/** One memory of robots.txt for all sources that share a web, which is to say for the process. */
const remembered = new WeakMap<Web, Robots>();

function robotsOf(web: Web, clock: Clock): Robots {
  const known = remembered.get(web) ?? createRobots((url, options) => web.fetch(url, options), clock);
  remembered.set(web, known);
  return known;
}

/** The pages of one source's reading. */
export function siteOn(web: Web, options: SiteOptions, ctx: { clock: Clock; signal?: AbortSignal | undefined }): Site {
  const robots = options.robots ? robotsOf(web, ctx.clock) : null;
  const asking = { allowHosts: options.allowHosts, signal: ctx.signal };
  let leftAt = -Infinity;
  return {
    async open(url, asked) {
      if (robots) {
        if (!(await robots.allows(url, asking))) throw forbidden(url);
        const wait = leftAt + (await robots.delayMs(url, asking)) - performance.now();
        if (wait > 0) await sleep(wait, undefined, ctx.signal ? { signal: ctx.signal } : {});
      }
      try {
        return await openPage(web, url, { ...options, signal: ctx.signal, ...asked });
      } finally {
        leftAt = performance.now();
      }
    },
  };
}

const forbidden = (url: string) => new YuqingError(
  'PAGE_ROBOTS', `该网站的 robots.txt 不许程序抓取这个页面:${url}`,
  '请换一个页面或征得对方同意;是本单位自己的网站,或对方已同意时,在该信源设 robots: false',
);
