import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorText } from '../../../model/index.ts';
import { createRenderer } from '../../../ingest/render/browser.ts';
import { serveSite, type Site } from '../fetch/site.ts';
import { CHROMIUM, makeWorld, pages, type World } from './world.ts';

const script = (code: string) => `<!doctype html><html><body><ul id=list></ul><script>${code}</script></body></html>`;
const add = (text: string) => `document.getElementById('list').innerHTML += '<li>' + ${text};`;

describe.skipIf(CHROMIUM === null)('a page that its scripts make', { timeout: 90_000 }, () => {
  let world: World;
  /** What another host answers, by path. */
  let other: Site;
  const cookiesOf: (string | undefined)[] = [];

  beforeAll(async () => {
    other = await serveSite((req, res) => {
      if (req.url?.startsWith('/open') === true) res.setHeader('access-control-allow-origin', '*').setHeader('access-control-allow-headers', 'x-token');
      res.end(`别家的${req.url === '/open' && req.headers['x-token'] === '7' ? '话' : '私房话'}`);
    });
    const fixed = pages({
      '/': script(`fetch('/api/list').then((r) => r.json()).then((all) => all.forEach((t) => { ${add('t')} }));`),
      '/late': script(`setTimeout(() => { ${add("'<b class=late>迟到的通知</b>'")} }, 1500);`),
      '/post': script(`fetch('/api/search', { method: 'POST', headers: { 'content-type': 'application/json', 'x-requested-with': 'XMLHttpRequest' }, body: JSON.stringify({ word: '停水' }) }).then((r) => r.text()).then((t) => { ${add('t')} });`),
      '/verbs': script(`Promise.allSettled([fetch('/api/x', { method: 'DELETE' }), fetch('http://localhost:' + location.port + '/api/post', { method: 'POST', body: 'x' }), fetch('/api/big', { method: 'POST', body: 'x'.repeat(300000) })]).then((all) => { ${add('all.map((r) => r.status).join()')} });`),
      '/lazy-css': script(`const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = '/route.css'; l.onload = () => { ${add("'样式到了才显示'")} }; l.onerror = () => { ${add("'路由加载失败'")} }; document.head.append(l);`),
      '/heavy': '<!doctype html><p>图文<img src=/a.png><img src=/b.png><video src=/v.mp4></video><style>@font-face{font-family:f;src:url(/f.woff)}p{font-family:f}</style>',
      '/hanging': script(`${add("'先到的内容'")} fetch('/never'); document.write('<script async src="/never.js"><\\/script>');`),
      '/hash': script(`${add('decodeURIComponent(location.hash)')} history.replaceState(0, '', '/#/detail/7');`),
      '/cookie': script(`${add('document.cookie')} localStorage.setItem('a', '1'); document.cookie = 'seen=1';`),
      '/storage': script(`${add("String(localStorage.getItem('a')) + document.cookie")}`),
      '/refresh': '<!doctype html><meta http-equiv="refresh" content="0;url=/arrived"><p>请稍候',
      '/arrived': '<!doctype html><p>新版首页',
      '/frames': '<!doctype html><p>外页<iframe src="/arrived"></iframe>',
      '/zone': script(add("new Date(0).getHours() + ' ' + navigator.language + ' ' + navigator.userAgent")),
    });
    world = await makeWorld((req, res) => {
      if (req.url === '/api/list') return res.setHeader('content-type', 'application/json').setHeader('content-encoding', 'gzip').end(gzipSync('["清河街道停水通知","民生路夜间施工"]'));
      if (req.url === '/api/search') {
        let body = '';
        req.setEncoding('utf8').on('data', (text: string) => { body += text; }).on('end', () => {
          cookiesOf.push(req.headers.cookie);
          res.setHeader('content-type', 'text/plain; charset=utf-8').end(`${req.method} ${String(req.headers['x-requested-with'])} ${body}`);
        });
        return;
      }
      if (req.url === '/gbk') return res.setHeader('content-type', 'text/html; charset=gbk').end(iconv.encode(script(add("'办结㎡镕'")), 'gb18030'));
      if (req.url === '/gbk-meta') return res.setHeader('content-type', 'text/html').end(iconv.encode(`<meta charset=gb2312>${script(add("'回复朱镕基路'"))}`, 'gb18030'));
      if (req.url === '/moved') return res.writeHead(302, { location: '/moved-on', 'set-cookie': ['door=1; Path=/', 'key=2; Path=/; HttpOnly'] }).end();
      if (req.url === '/moved-on') return res.writeHead(302, { location: Buffer.from('/列表').toString('latin1') }).end();
      if (req.url === `/${encodeURIComponent('列表')}`) return res.setHeader('content-type', 'text/html; charset=utf-8').end(script(`fetch('/api/search', { method: 'POST', body: location.pathname }).then((r) => r.text()).then((t) => { ${add('t')} });`));
      if (req.url === '/challenge') {
        if (req.headers.cookie?.includes('pass=1') === true) return res.setHeader('content-type', 'text/html; charset=utf-8').end('<p>验证之后');
        return res.writeHead(412, { 'content-type': 'text/html' }).end('<script>document.cookie = "pass=1"; location.reload()</script>');
      }
      if (req.url === '/cors') return res.setHeader('content-type', 'text/html; charset=utf-8').end(script(`
        const ask = (path, more) => fetch('${other.url}' + path, more).then((r) => r.text()).then((t) => { ${add('t')} }, () => { ${add("'不许读 ' + path")} });
        ask('/open', { headers: { 'x-token': '7' } }).then(() => ask('/closed')).then(() => ask('/open-but', { headers: { 'x-other': '7' } })).then(() => ask('/closed-2', { credentials: 'include' }));`));
      if (req.url === '/never' || req.url === '/never.js') return;
      return fixed(req, res);
    });
  });
  afterAll(async () => {
    await world.end();
    await other.close();
  });

  it('is read after they have made it', async () => {
    const { html, url, status } = await world.render('/');
    expect({ url, status }).toEqual({ url: `${world.site.url}/`, status: 200 });
    expect(html).toMatch(/^<!DOCTYPE html><html>.*<li>清河街道停水通知<\/li><li>民生路夜间施工<\/li>/s);
  });

  it('late content is waited for where a selector is given', async () => {
    expect((await world.render('/late', { waitFor: 'li .late' })).html).toContain('迟到的通知');
  });

  it('a selector that never fits is said, and so is one that is none', async () => {
    await expect(world.render('/late', { waitFor: '.no-such', timeoutMs: 8_000 })).rejects.toMatchObject({ code: 'FETCH_TIMEOUT', message: expect.stringContaining('没有出现 .no-such') });
    await expect(world.render('/late', { waitFor: 'li[' })).rejects.toMatchObject({ code: 'RENDER_FAILED', message: expect.stringContaining('不是 CSS 选择器') });
  });

  it('its POST to its own site is made, with body, headers and the cookies of this render only', async () => {
    cookiesOf.length = 0;
    expect((await world.render('/post')).html).toContain('POST XMLHttpRequest {"word":"停水"}');
    expect((await world.render('/moved')).html).toContain(`POST undefined /${encodeURIComponent('列表')}`);
    expect((await world.render('/post')).html).toContain('停水');
    expect(cookiesOf).toEqual([undefined, 'door=1; key=2', undefined]);
  });

  it('other verbs, a POST to another site and a large body are refused and counted', async () => {
    const { html, blocked } = await world.render('/verbs');
    expect(html).toContain('<li>rejected,rejected,rejected</li>');
    expect(blocked).toMatchObject({ method: 1, post: 2 });
    expect(world.site.asked.filter((path) => /^\/api\/(x|post|big)$/.test(path))).toEqual([]);
  });

  it('CORS holds as in any browser: preflight, answer, and neither', async () => {
    const before = other.asked.length;
    const listed = [world.site.host, other.host];
    const { html } = await world.render('/cors', { allowHosts: listed });
    expect(html).toContain('<li>别家的话</li><li>不许读 /closed</li><li>不许读 /open-but</li><li>不许读 /closed-2</li>');
    expect(other.asked.slice(before)).toEqual(['/open', '/open', '/closed', '/open-but', '/closed-2']);
  });

  it.each([['/gbk', '办结㎡镕'], ['/gbk-meta', '回复朱镕基路']])('GBK is read as GBK: %s', async (path, text) => {
    expect((await world.render(path)).html).toContain(`<li>${text}</li>`);
  });

  it('redirects, a refresh, the address that scripts set, and a fragment end where they end', async () => {
    expect((await world.render('/moved')).url).toBe(`${world.site.url}/${encodeURIComponent('列表')}`);
    expect(await world.render('/refresh')).toMatchObject({ url: `${world.site.url}/arrived`, html: expect.stringContaining('新版首页') });
    expect(await world.render('/hash#/新闻')).toMatchObject({ url: `${world.site.url}/#/detail/7`, html: expect.stringContaining('<li>#/新闻</li>') });
  });

  it('a page that checks for a browser first is passed, and its last status told', async () => {
    expect(await world.render('/challenge')).toMatchObject({ status: 200, html: expect.stringContaining('验证之后') });
  });

  it('a page that is not found is given with its status', async () => {
    expect(await world.render('/nowhere')).toMatchObject({ status: 404, html: expect.stringContaining('没有这个页面') });
  });

  it('pictures, films, fonts and frames are not asked for; a stylesheet is answered empty, so that its route appears', async () => {
    const before = world.site.asked.length;
    expect((await world.render('/heavy')).blocked).toMatchObject({ image: 2, media: 1, font: 1 });
    expect((await world.render('/frames')).blocked).toMatchObject({ frame: 1 });
    expect(world.site.asked.slice(before)).toEqual(['/heavy', '/frames']);
    const { html, blocked } = await world.render('/lazy-css');
    expect(html).toContain('样式到了才显示');
    expect(blocked).toMatchObject({ stylesheet: 1 });
  });

  it('a page that never finishes loading gives what it has by then', async () => {
    expect((await world.render('/hanging', { timeoutMs: 8_000 })).html).toContain('先到的内容');
  });

  it('nothing of one render is there in the next', async () => {
    expect((await world.render('/cookie')).html).toContain('<li></li>');
    expect((await world.render('/storage')).html).toContain('<li>null</li>');
  });

  it('the page sees the zone, the language and the name that we show outside', async () => {
    expect((await world.render('/zone', { userAgent: 'yuqing-test/1' })).html).toContain('<li>8 zh-CN yuqing-test/1</li>');
  });
});

describe.skipIf(CHROMIUM === null)('addresses', { timeout: 90_000 }, () => {
  const renderer = createRenderer({ executablePath: CHROMIUM ?? '' });
  afterAll(() => renderer.close());

  it.each([
    ['file:///etc/passwd', '只渲染 http 和 https'], ['chrome://version', '只渲染 http 和 https'], ['javascript:alert(1)', '只渲染 http 和 https'], ['data:text/html,x', '只渲染 http 和 https'],
    ['view-source:http://example.com/', '只渲染 http 和 https'], ['http://a:b@example.com/', '不能带用户名和密码'], ['首页', '不是完整的网址'], ['', '不是完整的网址'],
    ['http://127.0.0.1:1/', '不抓取内部地址'], ['http://localhost:1/', '不抓取内部地址'], ['http://169.254.169.254/latest/', '不抓取内部地址'], ['http://no-such-host.invalid/', '域名'],
  ])('%s', async (address, says) => {
    const error = await renderer.render(address).then(() => null, (e: unknown) => e);
    expect(errorText(error)).toContain(says);
    expect(error).toMatchObject({ code: expect.stringMatching(/^FETCH_/) });
  });

  it('a redirect inside is refused, at once or by a script; what the page was by then stays', async () => {
    const inner = await serveSite((_, res) => res.end('内部'));
    const outer = await serveSite((req, res) => {
      if (req.url === '/at-once') return res.writeHead(302, { location: inner.url }).end();
      res.setHeader('content-type', 'text/html; charset=utf-8').end(`<p>外面<script>location = '${inner.url}'</script>`);
    });
    await expect(renderer.render(`${outer.url}/at-once`, { allowHosts: [outer.host] })).rejects.toMatchObject({ code: 'FETCH_REFUSED' });
    expect(await renderer.render(`${outer.url}/script`, { allowHosts: [outer.host] })).toMatchObject({ url: `${outer.url}/script`, html: expect.stringContaining('外面'), blocked: { private: 1 } });
    expect(inner.asked).toEqual([]);
    await inner.close();
    await outer.close();
  });
});
