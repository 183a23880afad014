import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRenderer } from '../../../ingest/render/browser.ts';
import { launch as launchOurs } from '../../../ingest/render/launch.ts';
import { isThere } from '../../../ingest/render/read.ts';
import { openTab } from '../../../ingest/render/tab.ts';
import { serveSite, type Site } from '../fetch/site.ts';
import { until } from '../../support/wait.ts';
import { findChromium, launch } from '../../web/chromium.ts';
import { attemptsPage, SERVICE_WORKER, WAYS } from './attempts.ts';

const chromium = findChromium();

describe.skipIf(chromium === null)('a page that tries to get inside', { timeout: 90_000 }, () => {
  /** Where nobody may come; also a connection without a request would be one too many. */
  const asked: string[] = [];
  let connections = 0;
  const door = createServer((req, res) => {
    asked.push((req.url ?? '').slice(1));
    res.setHeader('access-control-allow-origin', '*').end('secret');
  }).on('connection', () => { connections += 1; }).on('upgrade', (req, socket) => {
    asked.push((req.url ?? '').slice(1));
    socket.destroy();
  });
  let inner: string;
  let outer: Site;
  const udp = createSocket('udp4');
  let packets = 0;

  beforeAll(async () => {
    await once(door.listen(0, '127.0.0.1'), 'listening');
    inner = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
    udp.on('message', () => { packets += 1; }).bind(0, '127.0.0.1');
    await once(udp, 'listening');
    outer = await serveSite((req, res) => {
      if (req.url === '/redirect-inside') return res.writeHead(302, { location: `${inner}/redirected` }).end();
      if (req.url === '/sw.js') return res.setHeader('content-type', 'text/javascript').end(SERVICE_WORKER(inner));
      if (req.url === '/rules-prerender') return res.setHeader('content-type', 'text/html').end(`<img src="${inner}/prerender-img">`);
      return res.setHeader('content-type', 'text/html; charset=utf-8').end(attemptsPage(inner, udp.address().port));
    });
  });
  afterAll(async () => {
    udp.close();
    door.close().closeAllConnections();
    await outer.close();
  });

  it('really tries: a browser that nobody guards arrives by each way', async () => {
    const browser = await launch(chromium ?? '');
    const page = await browser.newPage();
    await page.goto(outer.url);
    const missing = () => WAYS.filter((way) => !asked.includes(way));
    await until('all ways to be tried', () => missing().length === 0 && packets > 0, 40_000).catch(() => {});
    await browser.close();
    expect({ missing: missing(), packets: packets > 0 }).toEqual({ missing: [], packets: true });
  });

  it('comes nowhere: no request, no connection, no packet', async () => {
    asked.length = 0;
    packets = 0;
    connections = 0;
    const renderer = createRenderer({ executablePath: chromium ?? '' });
    const { html, blocked } = await renderer.render(outer.url, { allowHosts: [outer.host], waitFor: '#done', timeoutMs: 60_000 });
    await renderer.close();
    expect(html).toContain('id="done"');
    expect(asked).toEqual([]);
    expect({ connections, packets }).toEqual({ connections: 0, packets: 0 });
    expect(blocked['private']).toBeGreaterThanOrEqual(10);
  });

  it('comes nowhere either where nobody answers its requests: the browser itself knows no way out', async () => {
    asked.length = 0;
    packets = 0;
    connections = 0;
    const browser = await launchOurs(chromium ?? '', tmpdir());
    const tab = await openTab(browser.connection, () => {});
    await tab.send('Page.setDocumentContent', { frameId: tab.id, html: attemptsPage(inner, udp.address().port) });
    await until('all ways to be tried', async () => await isThere(tab, '#done'), 60_000);
    await browser.close();
    expect(asked).toEqual([]);
    expect({ connections, packets }).toEqual({ connections: 0, packets: 0 });
  });
});
