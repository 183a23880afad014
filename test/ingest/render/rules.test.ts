import { describe, expect, it } from 'vitest';
import { isSameSite, ruleFor, type PausedRequest } from '../../../ingest/render/rules.ts';

const HOST = 'www.qinghe.gov.cn';
const asked = (resourceType: string, more: Partial<PausedRequest['request']> = {}, frameId = 'main'): PausedRequest =>
  ({ requestId: '1', resourceType, frameId, request: { url: `https://${HOST}/x`, method: 'GET', headers: {}, ...more } });
const entries = (...texts: string[]) => texts.map((text) => ({ bytes: Buffer.from(text).toString('base64') }));

describe('what a page is fetched', () => {
  it.each(['Document', 'Script', 'XHR', 'Fetch', 'Preflight'])('%s', (type) => {
    expect(ruleFor(asked(type), 'main', HOST)).toEqual({ fetch: undefined });
  });

  it.each(['Image', 'Media', 'Font', 'TextTrack', 'Prefetch', 'EventSource', 'WebSocket', 'Manifest', 'Ping', 'CSPViolationReport', 'SignedExchange', 'Other', 'SomethingNew'])('%s is not', (type) => {
    expect(ruleFor(asked(type), 'main', HOST)).toEqual({ refuse: type.toLowerCase() });
  });

  it('a stylesheet is answered, with nothing; a document of another frame is not', () => {
    expect(ruleFor(asked('Stylesheet'), 'main', HOST)).toEqual({ empty: true });
    expect(ruleFor(asked('Document', {}, 'other'), 'main', HOST)).toEqual({ refuse: 'frame' });
  });

  it('a POST goes to the page’s own site, with a body that we see and that is not large', () => {
    expect(ruleFor(asked('XHR', { method: 'POST', hasPostData: true, postDataEntries: entries('{"页":', '1}') }), 'main', HOST)).toEqual({ fetch: Buffer.from('{"页":1}') });
    expect(ruleFor(asked('XHR', { method: 'POST' }), 'main', HOST)).toEqual({ fetch: Buffer.alloc(0) });
    const refused = { refuse: 'post' };
    expect(ruleFor(asked('XHR', { method: 'POST', url: 'https://tongji.example.com/hm' }), 'main', HOST)).toEqual(refused);
    expect(ruleFor(asked('XHR', { method: 'POST', hasPostData: true }), 'main', HOST)).toEqual(refused);
    expect(ruleFor(asked('XHR', { method: 'POST', postDataEntries: entries('x'.repeat(262_145)) }), 'main', HOST)).toEqual(refused);
    expect(ruleFor(asked('Document', { method: 'POST', url: 'https://elsewhere.example.com/' }), 'main', HOST)).toEqual(refused);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'HEAD', 'TRACE', 'get'])('the verb %s is not', (method) => {
    expect(ruleFor(asked('Fetch', { method }), 'main', HOST)).toEqual({ refuse: 'method' });
  });
});

describe('one site', () => {
  it.each([
    ['www.qinghe.gov.cn', 'www.qinghe.gov.cn'], ['api.qinghe.gov.cn', 'www.qinghe.gov.cn'], ['qinghe.gov.cn', 'www.qinghe.gov.cn'], ['api.qinghe.com', 'www.qinghe.com'], ['127.0.0.1', '127.0.0.1'],
  ])('%s and %s are', (one, other) => {
    expect([isSameSite(one, other), isSameSite(other, one)]).toEqual([true, true]);
  });

  it.each([
    ['qinghe.gov.cn', 'linqing.gov.cn'], ['qinghe.com', 'evil.com'], ['qinghe.com.cn', 'evil.com.cn'], ['evilqinghe.gov.cn', 'qinghe.gov.cn'], ['10.0.0.1', '11.0.0.1'], ['[::1]', '[::2]'],
    ['localhost', 'localhost2'],
  ])('%s and %s are not', (one, other) => {
    expect([isSameSite(one, other), isSameSite(other, one)]).toEqual([false, false]);
  });
});
