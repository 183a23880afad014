import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { errorText } from '../../../model/index.ts';
import { FetchError } from '../../../ingest/fetch/errors.ts';
import { fetchGuarded, type FetchOptions } from '../../../ingest/fetch/guarded.ts';
import { until } from '../../support/wait.ts';
import { serveBytes, serveSite, type Site } from './site.ts';

const sites: Site[] = [];
afterEach(async () => {
  await Promise.all(sites.splice(0).map((s) => s.close()));
});

async function site(answer: RequestListener): Promise<Site> {
  const made = await serveSite(answer);
  sites.push(made);
  return made;
}

const from = (s: Site, path = '/', options: FetchOptions = {}) => fetchGuarded(s.url + path, { allowHosts: [s.host], ...options });

/** The error a fetch ended in, and that every one of them says what happened and what to do, in Chinese. */
async function failure(fetched: Promise<unknown>): Promise<FetchError> {
  const error = await fetched.then(() => null, (e: unknown) => e);
  expect(error).toBeInstanceOf(FetchError);
  expect(errorText(error)).toMatch(/[一-鿿]{2,}.*。.*[一-鿿]{2,}/s);
  return error as FetchError;
}

const RSS = Buffer.from('<rss version="2.0"><channel><title>清河</title></channel></rss>');

describe('what comes back', () => {
  it('the bytes, where they were found, and the headers', async () => {
    const s = await site((_, res) => res.setHeader('ETag', '"1"').setHeader('X-Twice', ['a', 'b']).end(RSS));
    expect(await from(s, '/rss.xml#part')).toMatchObject({ status: 200, url: `${s.url}/rss.xml`, bytes: RSS, notModified: false, retryAfterSeconds: null, headers: { etag: '"1"', 'x-twice': expect.any(String) } });
  });

  it('nothing, where the server says that nothing changed', async () => {
    const s = await site((req, res) => {
      const same = req.headers['if-none-match'] === '"1"' && req.headers['if-modified-since'] === 'Tue, 24 Nov 2026 01:00:00 GMT';
      res.writeHead(same ? 304 : 200).end(same ? undefined : RSS);
    });
    const again = await from(s, '/', { etag: '"1"', lastModified: 'Tue, 24 Nov 2026 01:00:00 GMT' });
    expect(again).toMatchObject({ status: 304, notModified: true });
    expect(again.bytes).toHaveLength(0);
  });

  it('a 304 that nobody asked for is no answer', async () => {
    const s = await site((_, res) => res.writeHead(304).end());
    expect(await failure(from(s))).toMatchObject({ code: 'FETCH_STATUS', status: 304 });
  });

  it.each([
    ['gzip', gzipSync(RSS)], ['x-gzip', gzipSync(RSS)], ['br', brotliCompressSync(RSS)], ['deflate', deflateSync(RSS)], ['Deflate', deflateRawSync(RSS)],
    ['gzip, gzip', gzipSync(gzipSync(RSS))], ['identity', RSS], ['', gzipSync(RSS)], ['gzip', gzipSync(RSS).subarray(0, -8)],
  ])('is unpacked (%s)', async (encoding, body) => {
    const s = await site((_, res) => {
      if (encoding) res.setHeader('content-encoding', encoding);
      res.end(body);
    });
    expect((await from(s)).bytes.toString()).toBe(RSS.toString());
  });

  it('after redirects, also to a name in Chinese sent as it is', async () => {
    const s = await site((req, res) => {
      if (req.url === '/a') res.writeHead(302, { location: '/b?x=1' }).end('moved');
      else if (req.url === '/b?x=1') res.writeHead(308, { location: Buffer.from('/订阅.xml').toString('latin1') }).end();
      else res.end(RSS);
    });
    expect(await from(s, '/a')).toMatchObject({ status: 200, url: `${s.url}/${encodeURIComponent('订阅')}.xml`, bytes: RSS });
  });
});

describe('addresses inside', () => {
  it('a name that leads inside is refused after it resolved, and nobody is asked', async () => {
    const s = await site((_, res) => res.end(RSS));
    for (const url of [`http://localhost:${s.port}/`, s.url, `http://[::ffff:127.0.0.1]:${s.port}/`]) {
      expect(await failure(fetchGuarded(url))).toMatchObject({ code: 'FETCH_REFUSED', message: expect.stringContaining('不抓取内部地址') });
    }
    expect(await failure(fetchGuarded(s.url, { allowHosts: ['127.0.0.1:1', 'example.com'] }))).toMatchObject({ code: 'FETCH_REFUSED' });
    expect(s.asked).toEqual([]);
    expect((await fetchGuarded(`http://localhost:${s.port}/`, { allowHosts: ['localhost'] })).bytes).toEqual(RSS);
  });

  it('a redirect inside is refused, whoever sends it', async () => {
    const inner = await site((_, res) => res.end('secret'));
    for (const to of [inner.url, `http://localhost:${inner.port}/`, 'http://169.254.169.254/latest/meta-data/', 'http://[fd00:ec2::254]/']) {
      const outer = await site((_, res) => res.writeHead(302, { location: to }).end());
      expect(await failure(from(outer))).toMatchObject({ code: 'FETCH_REFUSED' });
    }
    expect(inner.asked).toEqual([]);
  });

  it.each([
    ['file:///etc/passwd', '只抓取 http 和 https'], ['ftp://example.com/', '只抓取 http 和 https'], ['gopher://x/', '只抓取 http 和 https'],
    ['http://user:pass@example.com/', '不能带用户名和密码'], ['rss.xml', '不是完整的网址'], ['', '不是完整的网址'],
  ])('%s is refused, and so is a redirect to it', async (url, says) => {
    const direct = await failure(fetchGuarded(url));
    expect(direct).toMatchObject({ code: 'FETCH_REFUSED', message: expect.stringContaining(says) });
    expect(direct.message).not.toContain('pass@');
    if (!url.includes(':')) return;
    const s = await site((_, res) => res.writeHead(301, { location: url }).end());
    expect(await failure(from(s))).toMatchObject({ code: 'FETCH_REFUSED', message: expect.stringContaining(says) });
  });
});

describe('redirects', () => {
  it('in a circle', async () => {
    const s = await site((req, res) => res.writeHead(302, { location: req.url === '/a' ? '/b' : '/a' }).end());
    expect(await failure(from(s, '/a'))).toMatchObject({ code: 'FETCH_REDIRECTS', message: expect.stringContaining('绕回了原处') });
    expect(s.asked).toEqual(['/a', '/b']);
  });

  it('without end', async () => {
    let n = 0;
    const s = await site((_, res) => res.writeHead(302, { location: `/${(n += 1)}` }).end());
    expect(await failure(from(s, '/', { maxRedirects: 3 }))).toMatchObject({ code: 'FETCH_REDIRECTS', message: expect.stringContaining('超过 3 次') });
    expect(s.asked).toHaveLength(4);
  });

  it('to nowhere', async () => {
    const s = await site((_, res) => res.writeHead(302, { location: 'http://[' }).end());
    expect(await failure(from(s))).toMatchObject({ code: 'FETCH_REDIRECTS' });
    const silent = await site((_, res) => res.writeHead(302).end());
    expect(await failure(from(silent))).toMatchObject({ code: 'FETCH_STATUS', status: 302 });
  });
});

describe('too much', () => {
  /** Writes for ever, as fast as it is read. */
  const endless: RequestListener = (_, res) => {
    const block = Buffer.alloc(65_536, '<item/>');
    const more = () => {
      while (!res.destroyed && res.write(block));
      if (!res.destroyed) res.once('drain', more);
    };
    more();
  };

  it('an endless feed is cut off, and its connection closed', async () => {
    const s = await site(endless);
    expect(await failure(from(s, '/', { maxBytes: 2_097_152 }))).toMatchObject({ code: 'FETCH_TOO_LARGE', message: expect.stringContaining('超过 2 MB') });
    await until('the connection to be closed', () => s.open() === 0);
  });

  it('a feed of 50 MB is not even begun, where its length is told', async () => {
    let written = 0;
    const s = await site((_, res) => {
      res.writeHead(200, { 'content-length': 50 * 1_048_576 });
      res.write(RSS, () => { written += RSS.length; });
    });
    expect(await failure(from(s))).toMatchObject({ code: 'FETCH_TOO_LARGE', message: expect.stringContaining('超过 10 MB') });
    expect(written).toBeLessThanOrEqual(RSS.length);
    await until('the connection to be closed', () => s.open() === 0);
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(20 * 1_048_576))],
    ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(20 * 1_048_576)))],
    ['br', brotliCompressSync(Buffer.alloc(20 * 1_048_576))],
    ['deflate', deflateSync(Buffer.alloc(20 * 1_048_576))],
    ['', gzipSync(Buffer.alloc(20 * 1_048_576))],
  ])('a bomb (%s) is not unpacked beyond the limit', async (encoding, bomb) => {
    expect(bomb.length).toBeLessThan(100_000);
    const s = await site((_, res) => {
      if (encoding) res.setHeader('content-encoding', encoding);
      res.end(bomb);
    });
    expect(await failure(from(s))).toMatchObject({ code: 'FETCH_TOO_LARGE', message: expect.stringContaining('解开后超过 10 MB') });
  });

  it.each([['gzip, gzip, gzip', '3 层'], ['zstd', 'zstd']])('compression we do not take (%s)', async (encoding, says) => {
    const s = await site((_, res) => res.setHeader('content-encoding', encoding).end(RSS));
    expect(await failure(from(s))).toMatchObject({ code: 'FETCH_FAILED', message: expect.stringContaining(says) });
  });

  it('a header without end', async () => {
    const s = await serveBytes((socket) => socket.write(`HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(100_000)}`));
    sites.push(s);
    expect(await failure(from(s))).toMatchObject({ code: 'FETCH_TOO_LARGE', message: expect.stringContaining('应答头过大') });
  });
});

describe('too slow', () => {
  it.each<[string, RequestListener]>([
    ['a server that never answers', () => {}],
    ['a body that drips', (_, res) => {
      const drip = setInterval(() => res.write(' '), 20);
      res.on('close', () => clearInterval(drip));
    }],
    ['redirects that are slow each', (req, res) => { setTimeout(() => res.writeHead(302, { location: `${req.url}x` }).end(), 120); }],
  ])('%s', async (_, answer) => {
    const s = await site(answer);
    const started = performance.now();
    expect(await failure(from(s, '/', { timeoutMs: 300 }))).toMatchObject({ code: 'FETCH_TIMEOUT', message: expect.stringContaining('超过 0.3 秒') });
    expect(performance.now() - started).toBeLessThan(5_000);
    await until('the connection to be closed', () => s.open() === 0);
  });

  it('the caller may stop it too', async () => {
    const s = await site(() => {});
    const stop = new AbortController();
    const fetched = from(s, '/', { signal: stop.signal });
    await until('the request to arrive', () => s.asked.length === 1);
    stop.abort(new Error('stopping'));
    await expect(fetched).rejects.toThrow('stopping');
  });
});

describe('servers that say no', () => {
  it.each([[404, '没有这个页面'], [403, '不许访问'], [410, '已撤下这个页面'], [500, '出了故障'], [418, '没有给出内容']])('%d', async (status, says) => {
    const s = await site((_, res) => res.writeHead(status).end('no'));
    expect(await failure(from(s, '/rss?key=secret'))).toMatchObject({ code: 'FETCH_STATUS', status, retryAfterSeconds: null, message: `对方${says}(HTTP ${status}):${s.url}/rss?…` });
  });

  it.each([['120', 120], ['Tue, 24 Nov 2026 10:01:30 GMT', 90], ['Tue, 24 Nov 2026 09:00:00 GMT', 0], ['soon', null], ['-5', null], ['1.5', null]])('when to come again: %s', async (header, seconds) => {
    const s = await site((_, res) => res.writeHead(503, { 'retry-after': header }).end());
    expect(await failure(from(s, '/', { clock: () => new Date('2026-11-24T10:00:00Z') }))).toMatchObject({ code: 'FETCH_STATUS', status: 503, retryAfterSeconds: seconds });
  });
});

describe('what is no HTTP', () => {
  it.each<[string, (write: (text: string) => void, end: () => void) => void, string]>([
    ['another protocol', (write) => write('220 smtp ready\r\n'), '不合 HTTP 规范'],
    ['a connection that is cut before the answer', (_, end) => end(), '连接中途断开'],
    ['a body shorter than it was said to be', (write, end) => { write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n<rss>'); end(); }, '连接中途断开'],
    ['chunks that are none', (write) => write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzzz\r\n'), '不合 HTTP 规范'],
    ['gzip that is none', (write, end) => { write('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 5\r\n\r\n<rss>'); end(); }, '压缩内容已损坏'],
  ])('%s', async (_, answer, says) => {
    const s = await serveBytes((socket) => answer((text) => socket.write(text), () => socket.end()));
    sites.push(s);
    expect(await failure(from(s))).toMatchObject({ code: 'FETCH_FAILED', message: expect.stringContaining(says) });
  });

  it('a certificate that nobody vouches for', async () => {
    const pem = readFileSync(new URL('../../respond/delivery/localhost-test-only.pem', import.meta.url));
    const server = createServer({ key: pem, cert: pem });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      expect(await failure(fetchGuarded(`https://localhost:${port}/`, { allowHosts: ['localhost'] }))).toMatchObject({ code: 'FETCH_FAILED', message: expect.stringContaining('证书不可信') });
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('nobody there', async () => {
    const s = await site(() => {});
    await s.close();
    expect(await failure(from(s))).toMatchObject({ code: 'FETCH_FAILED', message: expect.stringContaining('拒绝连接') });
    expect(await failure(fetchGuarded('http://no-such-host.invalid/'))).toMatchObject({ code: 'FETCH_FAILED', message: expect.stringMatching(/域名/) });
  });
});
