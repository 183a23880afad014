import { createServer, type AddressInfo } from 'node:net';
import { readdirSync, readFileSync } from 'node:fs';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../db/connect.ts';
import type { UserRole } from '../../model/index.ts';
import { requireRoles } from '../../web/api/roles.ts';
import { buildServer, startDesk, type OpenDesk } from '../../web/api/server.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { until } from '../support/wait.ts';
import { get, openDesk } from './desk.ts';
import { alertOn, clock, memoryLog, tell, topicOf } from './world.ts';

let t: TestDb;
let desk: OpenDesk;
beforeAll(async () => {
  t = await createTestDb();
  desk = await openDesk(t);
});
afterAll(async () => {
  await desk.close();
  await t.close();
});

const options = () => ({ db: t.db, databaseUrl: t.url, clock, log: memoryLog() });
const port = () => new URL(desk.url).port;

const declare = (config?: object) => () => {
  const app = Fastify();
  requireRoles(app);
  app.get('/api/x', { ...(config && { config }) }, async () => 'x');
};

describe('roles', () => {
  it('refuses to start with a route that does not say who may call it', () => {
    expect(declare()).toThrow(/GET \/api\/x does not say which roles/);
    expect(declare({ roles: [] })).toThrow(/roles/);
    expect(declare({ roles: ['stranger' as UserRole] })).toThrow(/roles/);
    expect(declare({ roles: ['analyst'] })).not.toThrow();
    expect(declare({ roles: 'anyone' })).not.toThrow();
  });
});

describe('where it listens', () => {
  it.each(['0.0.0.0', '::', '192.168.1.5', '', 'desk.example.cn', '127.0.0.1.example.cn', '10.0.0.1'])('refuses %j, and says how to reach it from elsewhere', async (host) => {
    await expect(buildServer({ ...options(), host })).rejects.toMatchObject({
      code: 'HOST_REFUSED', message: expect.stringContaining('还没有登录功能'), remedy: expect.stringContaining('ssh -L'),
    });
  });

  it.each(['127.0.0.1', '::1', 'localhost'])('accepts %s', async (host) => {
    const app = await buildServer({ ...options(), host });
    expect((await app.inject({ url: '/healthz' })).statusCode).toBe(200);
    await app.close();
  });

  it('says which port is taken and what to do', async () => {
    await expect(startDesk({ ...options(), port: Number(port()) })).rejects.toMatchObject({
      code: 'PORT_TAKEN', message: `端口 ${port()} 已被占用`, remedy: expect.stringContaining('--port'),
    });
  });

  it('answers callers of this machine only, however it was bound', async () => {
    const app = await buildServer(options());
    const from = (remoteAddress: string) => app.inject({ url: '/api/overview', remoteAddress });
    expect((await from('192.168.1.77')).statusCode).toBe(403);
    expect((await from('::ffff:10.1.1.1')).statusCode).toBe(403);
    expect((await from('::ffff:127.0.0.1')).statusCode).toBe(200);
    expect((await from('::1')).statusCode).toBe(200);
    await app.close();
  });
});

describe('what a stranger tries through a browser on this machine', () => {
  it.each(['evil.example', 'evil.example:8080', '127.0.0.1.evil.example', 'localhost.evil.example', '127.0.0.1@evil.example', '[::2]'])(
    'DNS rebinding: Host %j is refused everywhere', async (host) => {
      for (const path of ['/', '/api/overview', '/api/alerts/stream', '/healthz', '/nowhere']) {
        const answer = await get(desk.url + path, { host });
        // Node itself answers 400 to some malformed hosts; none is served.
        expect([400, 403]).toContain(answer.status);
        expect(answer.text).not.toContain('items');
      }
    });

  it('serves the names of this machine', async () => {
    for (const host of [`127.0.0.1:${port()}`, `localhost:${port()}`, '[::1]:9000', 'LOCALHOST']) {
      expect({ host, status: (await get(`${desk.url}/api/overview`, { host })).status }).toEqual({ host, status: 200 });
    }
  });

  it('a page of another origin is refused, the live feed included', async () => {
    for (const origin of ['http://evil.example', 'null', `http://127.0.0.1:1`, `https://127.0.0.1:${port()}`]) {
      const api = await get(`${desk.url}/api/tickets`, { origin });
      expect({ origin, status: api.status }).toEqual({ origin, status: 403 });
      expect(api.json()).toMatchObject({ error: { code: 'HOST_REFUSED', message: '请求来自别的网站' } });
      expect((await get(`${desk.url}/api/alerts/stream`, { origin })).status).toBe(403);
    }
    expect((await get(`${desk.url}/api/tickets`, { origin: desk.url })).status).toBe(200);
  });

  it('every answer carries the strict headers, refusals and errors included', async () => {
    for (const [path, headers] of [['/', {}], ['/desk.js', {}], ['/api/overview', {}], ['/nowhere', {}], ['/api/topics/x', {}], ['/', { host: 'evil.example' }]] as const) {
      const answer = await get(desk.url + path, headers);
      expect(answer.headers['content-security-policy']).toMatch(/^default-src 'self';/);
      expect(answer.headers['content-security-policy']).not.toMatch(/unsafe|http|data:|\*/);
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      expect(answer.headers['x-frame-options']).toBe('DENY');
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it.each(['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/tsconfig.json', '/desk.css/../../api/server.ts', '//etc/passwd'])(
    'the page\'s files are all there is: %s', async (path) => {
      const app = await buildServer(options());
      expect((await app.inject({ url: path })).statusCode).toBe(404);
      await app.close();
    });
});

describe('hostile words', () => {
  const payload = '<img src=x onerror="alert(1)"></script><script>alert(1)</script>\u2028\u0000&amp;"\'';

  it('travel as JSON that no browser takes for a page', async () => {
    const ids = await tell(t.db, [{ no: 'X-1', title: payload, body: payload }]);
    const topicId = await topicOf(t.db, payload.replaceAll('\u0000', ''), ids);
    await alertOn(t.db, topicId, '黄', payload.replaceAll('\u0000', ''));
    await until('the numbers read anew', async () => (await get(`${desk.url}/api/overview`)).text.includes('onerror'));
    for (const path of ['/api/tickets', '/api/alerts', `/api/topics/${topicId}`, '/api/overview']) {
      const answer = await get(desk.url + path);
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      expect(JSON.stringify(answer.json())).toContain('onerror');
    }
  });

  it('meet a page that has no way to parse markup', () => {
    const home = new URL('../../web/app/', import.meta.url);
    const read = (ending: string) => readdirSync(home).filter((n) => n.endsWith(ending)).map((n) => readFileSync(new URL(n, home), 'utf8')).join('\n');
    const scripts = read('.js');
    expect(scripts).toContain('EventSource');
    expect(scripts).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|new Function|setAttribute\('(style|on)/);
    const markup = read('.html');
    expect(markup).toContain('desk.js');
    expect(markup).not.toMatch(/<script(?![^>]*\ssrc=)|\sstyle=|<style|\son\w+=|javascript:/i);
  });

  it('lose a link that is not http', async () => {
    const urls = ['javascript:alert(1)', 'data:text/html,<script>1</script>', 'https://news.example.cn/a?b=1', 'not a url'];
    const ids = await tell(t.db, urls.map((url, k) => ({ no: `U-${k}`, title: `链接 ${k}`, url })), { tickets: false });
    const topicId = await topicOf(t.db, '链接', ids);
    const { items } = (await get(`${desk.url}/api/topics/${topicId}`)).json<{ items: { no: string; url: string | null }[] }>();
    expect(Object.fromEntries(items.map((i) => [i.no, i.url]))).toEqual({ 'U-0': null, 'U-1': null, 'U-2': 'https://news.example.cn/a?b=1', 'U-3': null });
  });
});

describe('failures', () => {
  it('wrong parameters are told in Chinese, with the name of the parameter', async () => {
    for (const path of ['/api/tickets?limit=0', '/api/tickets?limit=x', '/api/tickets?limit=99999', '/api/tickets?historical=maybe', '/api/topics/abc', '/api/topics/0', '/api/topics/1?offset=-1']) {
      const answer = await get(desk.url + path);
      expect({ path, status: answer.status }).toEqual({ path, status: 400 });
      const { error } = answer.json<{ error: { code: string; message: string } }>();
      expect(error.code).toBe('REQUEST_INVALID');
      expect(error.message).toMatch(/^请求参数有误:(limit|historical|id|offset)\(.*[\u4e00-\u9fff]/);
    }
  });

  it('what is not there is 404', async () => {
    expect((await get(`${desk.url}/api/topics/999999`)).json()).toMatchObject({ error: { code: 'NOT_FOUND', message: '没有编号为 999999 的话题' } });
    expect((await get(`${desk.url}/api/nowhere`)).status).toBe(404);
  });

  it('a database that is away is told as such, without its address, and the process still says that it lives', async () => {
    const shut = createServer();
    await new Promise<void>((resolve) => shut.listen(0, '127.0.0.1', resolve));
    const url = `postgres://yuqing:topsecret@127.0.0.1:${(shut.address() as AddressInfo).port}/yuqing`;
    await new Promise((resolve) => shut.close(resolve));
    const db = connect(url);
    const log = memoryLog();
    const alone = await startDesk({ db, databaseUrl: url, clock, log, port: 0 });
    try {
      const answer = await get(`${alone.url}/api/overview`);
      expect(answer.status).toBe(503);
      expect(answer.json()).toMatchObject({ error: { code: 'DB_UNREACHABLE', message: '数据库暂时连不上' } });
      expect((await get(`${alone.url}/healthz`)).json()).toEqual({ ok: true });
      const ready = await get(`${alone.url}/readyz`);
      expect(ready.status).toBe(503);
      expect(ready.json()).toMatchObject({ ready: false, faults: ['数据库连不上:请运行 yuqing doctor'], listening: false });
      expect((await get(`${alone.url}/`)).status).toBe(200);
    } finally {
      await alone.close();
      await db.destroy();
    }
    expect(log.lines.join('\n')).not.toContain('topsecret');
  });
});
