import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchGuarded } from '../../../ingest/fetch/guarded.ts';
import { serveSite, type Site } from './site.ts';

describe('answers as they are, for a browser', () => {
  let site: Site;
  beforeAll(async () => {
    site = await serveSite((req, res) => {
      if (req.url === '/moved') return res.writeHead(302, { location: '/on', 'set-cookie': ['a=1', 'b=2; HttpOnly'] }).end();
      if (req.url === '/broken') return res.writeHead(500).end('坏了');
      if (req.url === '/empty') return res.writeHead(204, { 'content-encoding': 'gzip' }).end();
      let body = '';
      req.setEncoding('utf8').on('data', (text: string) => { body += text; }).on('end', () => {
        res.setHeader('content-encoding', 'gzip').end(gzipSync(`${req.method} ${String(req.headers['accept'])} ${String(req.headers['content-length'])} ${body}`));
      });
    });
  });
  afterAll(() => site.close());
  const get = (path: string, more = {}) => fetchGuarded(site.url + path, { allowHosts: [site.host], asIs: true, ...more });

  it('a redirect, with all its cookies', async () => {
    expect(await get('/moved')).toMatchObject({ status: 302, url: `${site.url}/moved`, headers: { location: '/on' }, cookies: ['a=1', 'b=2; HttpOnly'] });
  });

  it('an error, and nothing', async () => {
    expect(await get('/broken')).toMatchObject({ status: 500, bytes: Buffer.from('坏了'), cookies: [] });
    expect(await get('/empty')).toMatchObject({ status: 204, bytes: Buffer.alloc(0) });
  });

  it('a method, a body and headers of its own', async () => {
    const posted = await get('/post', { method: 'POST', body: Buffer.from('页=1'), headers: { accept: 'text/plain' } });
    expect(posted.bytes.toString()).toBe('POST text/plain 5 页=1');
  });

  it('an address inside is refused all the same', async () => {
    await expect(fetchGuarded(site.url, { asIs: true, method: 'POST' })).rejects.toMatchObject({ code: 'FETCH_REFUSED' });
  });
});
