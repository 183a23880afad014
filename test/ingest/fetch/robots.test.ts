import type { RequestListener } from 'node:http';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchGuarded } from '../../../ingest/fetch/guarded.ts';
import { createRobots } from '../../../ingest/fetch/robots.ts';
import { serveBytes, serveSite, type Site } from './site.ts';

let now = new Date('2026-11-24T08:00:00Z');
let site: Site | undefined;
afterEach(async () => {
  await site?.close();
  site = undefined;
  now = new Date('2026-11-24T08:00:00Z');
});

async function robotsOf(answer: RequestListener | string) {
  site = await serveSite(typeof answer === 'string' ? (_, response) => void response.setHeader('content-type', 'text/plain').end(answer) : answer);
  const robots = createRobots(fetchGuarded, () => now);
  const options = { allowHosts: [site.host] };
  return { asks: site.asked, allows: (path: string) => robots.allows(`${site?.url}${path}`, options), delay: () => robots.delayMs(`${site?.url}/`, options), robots };
}

describe('rules', () => {
  it('the group that names us counts, else the one for all', async () => {
    const { allows } = await robotsOf('User-agent: *\nDisallow: /\n\nUser-Agent: Yuqing\nDisallow: /neibu/\nAllow: /neibu/gongkai/\nDisallow: /*.php$\n');
    expect(await Promise.all(['/zwgk/', '/neibu/1.html', '/neibu/gongkai/1.html', '/a.php', '/a.php?x=1'].map(allows))).toEqual([true, false, true, false, true]);
  });

  it('paths in Chinese, a byte order mark, old line ends', async () => {
    const { allows } = await robotsOf('\ufeffUser-agent: *\rDisallow: /内部/\r');
    expect(await Promise.all(['/内部/1', '/公开/1'].map((path) => allows(encodeURI(path))))).toEqual([false, true]);
  });

  it('the asked delay counts up to ten seconds', async () => {
    expect(await (await robotsOf('User-agent: *\nCrawl-delay: 2.5')).delay()).toBe(2_500);
    await site?.close();
    expect(await (await robotsOf('User-agent: *\nCrawl-delay: 86400')).delay()).toBe(10_000);
    await site?.close();
    expect(await (await robotsOf('User-agent: *\nCrawl-delay: -4\nDisallow: /x')).delay()).toBe(0);
  });

  it('a page in place of the file has no rules', async () => {
    expect(await (await robotsOf('<html>\nUser-agent: *\nDisallow: /\n</html>')).allows('/a')).toBe(true);
  });
});

describe('asks', () => {
  it('once a day, however many pages are wanted at once', async () => {
    const { allows, asks } = await robotsOf('User-agent: *\nDisallow: /a');
    expect(await Promise.all([allows('/a'), allows('/b'), allows('/c')])).toEqual([false, true, true]);
    now = new Date('2026-11-25T07:59:00Z');
    await allows('/b');
    expect(asks).toEqual(['/robots.txt']);
    now = new Date('2026-11-25T08:01:00Z');
    await allows('/b');
    expect(asks).toHaveLength(2);
  });

  it('a site without the file allows all, for a day', async () => {
    const { allows, asks } = await robotsOf((_, response) => void response.writeHead(404).end('没有'));
    expect(await allows('/a')).toBe(true);
    now = new Date('2026-11-24T20:00:00Z');
    expect(await allows('/a')).toBe(true);
    expect(asks).toHaveLength(1);
  });

  it('a site that is down allows all and is asked again soon', async () => {
    let down = true;
    const { allows, asks } = await robotsOf((_, response) => void (down ? response.writeHead(502).end() : response.end('User-agent: *\nDisallow: /')));
    expect(await allows('/a')).toBe(true);
    down = false;
    expect(await allows('/a')).toBe(true);
    now = new Date('2026-11-24T08:11:00Z');
    expect(await allows('/a')).toBe(false);
    expect(asks).toHaveLength(2);
  });

  it('an inside address that one source may not reach is asked anew for one that may', async () => {
    const { allows, robots, asks } = await robotsOf('User-agent: *\nDisallow: /');
    expect(await robots.allows(`${site?.url}/a`)).toBe(true);
    expect(asks).toEqual([]);
    expect(await allows('/a')).toBe(false);
  });

  it('whoever gives up takes nobody with them', async () => {
    const { robots, allows } = await robotsOf('User-agent: *\nDisallow: /');
    await expect(robots.allows(`${site?.url}/a`, { allowHosts: [site?.host ?? ''], signal: AbortSignal.abort(new Error('不要了')) })).rejects.toThrow();
    expect(await allows('/a')).toBe(false);
  });
});

describe('hostile files', () => {
  it('one that never ends is given up at the limit', async () => {
    site = await serveBytes((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\nUser-agent: *\nDisallow: /\n');
      const more = () => { while (!socket.destroyed && socket.write('Disallow: /无穷\n'.repeat(500))); };
      socket.on('drain', more);
      more();
    });
    expect(await createRobots(fetchGuarded, () => now).allows(`${site.url}/a`, { allowHosts: [site.host] })).toBe(true);
  });

  it('thousands of wildcards do not hold up a page', async () => {
    const { allows } = await robotsOf(`User-agent: *\nDisallow: /secret\n${`Disallow: /${'*a'.repeat(140)}b\n`.repeat(1_600)}`);
    expect(await allows(`/${'a'.repeat(4_000)}`)).toBe(true);
    expect(await allows('/secret/1')).toBe(false);
  });

  it('whatever it says, the answer is yes or no', async () => {
    const line = fc.oneof(fc.string(), fc.constantFrom('User-agent: *', 'User-agent: __proto__', 'User-agent: constructor', 'Disallow: /', 'Allow: %zz', 'Crawl-delay: NaN', 'Crawl-delay: 1e999', 'Disallow: *$*', 'Host:', ':::'));
    await fc.assert(fc.asyncProperty(fc.array(line, { maxLength: 20 }), fc.webPath(), async (lines, path) => {
      const bytes = Buffer.from(lines.join('\n'));
      const robots = createRobots((url) => Promise.resolve({ status: 200, url, headers: {}, cookies: [], bytes, notModified: false, retryAfterSeconds: null }), () => now);
      expect(typeof await robots.allows(`http://a.example${path}`)).toBe('boolean');
      const delay = await robots.delayMs('http://a.example/');
      expect(delay >= 0 && delay <= 10_000).toBe(true);
    }), { numRuns: 300 });
  });
});
