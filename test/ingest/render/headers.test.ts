import { describe, expect, it } from 'vitest';
import { passedHeaders, sentHeaders } from '../../../ingest/render/headers.ts';

describe('headers', () => {
  it('of the page go out, but for those that are ours or a hop’s', () => {
    expect(sentHeaders({
      Accept: '*/*', 'X-Token': '7', Cookie: 'a=1', Host: '10.0.0.1', 'Content-Length': '9', 'Accept-Encoding': 'zstd', 'User-Agent': 'HeadlessChrome',
      Connection: 'upgrade', 'Proxy-Authorization': 'x', 'sec-ch-ua': '"x"', 'X-Chinese': '停水', 'X-Split': 'a\r\nHost: 10.0.0.1',
    })).toEqual({ accept: '*/*', 'x-token': '7', cookie: 'a=1' });
  });

  it('of the answer come in, but for those of the bytes on the wire, or that send elsewhere', () => {
    const headers = { 'content-type': 'text/html; charset=gbk', 'content-encoding': 'gzip', 'content-length': '9', 'transfer-encoding': 'chunked', link: '</a>; rel=preload', 'set-cookie': 'a=1', 'access-control-allow-origin': '*', 'alt-svc': 'h3=":1"', 'x-name': '\u00e6' };
    const answer = { status: 200, url: 'https://a.example.com/', headers, cookies: ['a=1', 'b=2; Path=/'], bytes: Buffer.alloc(0), notModified: false, retryAfterSeconds: null };
    expect(passedHeaders(answer)).toEqual([
      { name: 'content-type', value: 'text/html; charset=gbk' }, { name: 'access-control-allow-origin', value: '*' },
      { name: 'set-cookie', value: 'a=1' }, { name: 'set-cookie', value: 'b=2; Path=/' },
    ]);
  });

  it.each([
    ['/列表', 'https://a.example.com/%E5%88%97%E8%A1%A8'], ['//b.example.com/x', 'https://b.example.com/x'], ['?页=2', 'https://a.example.com/dir/page?%E9%A1%B5=2'], ['http://[', 'about:blank'],
  ])('a redirect to %s is told in full', (location, href) => {
    const answer = { status: 302, url: 'https://a.example.com/dir/page', headers: { location: Buffer.from(location).toString('latin1') }, cookies: [], bytes: Buffer.alloc(0), notModified: false, retryAfterSeconds: null };
    expect(passedHeaders(answer)).toEqual([{ name: 'location', value: href }]);
  });
});
