import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';

/** How a feed's server behaves. Of twenty feeds eleven are plain; the others are what a county's web is like. */
export type Conduct = 'plain' | 'atom-gb18030' | 'json' | 'gzip' | 'slow' | 'redirecting' | 'dead' | 'refusing' | 'bombing' | 'busy' | 'looping' | 'page';

const TWENTY: Conduct[] = [
  'plain', 'dead', 'plain', 'plain', 'atom-gb18030', 'plain', 'bombing', 'plain', 'slow', 'plain',
  'refusing', 'plain', 'json', 'plain', 'busy', 'plain', 'redirecting', 'gzip', 'plain', 'plain',
];
export const ITEMS = 50;

/** What can be read of it, when all is well. */
export const isGood = (conduct: Conduct): boolean => !['dead', 'refusing', 'bombing', 'looping', 'page'].includes(conduct);

export interface FeedWorld {
  feeds: { name: string; url: string; host: string; conduct: Conduct }[];
  /** While busy, servers of that conduct answer 503. */
  busy: boolean;
  close(): Promise<void>;
}

/** So many feeds, each on an address of its own in 127.0.0.0/8, as different hosts are: politeness counts by host. */
export async function openFeedWorld(count: number): Promise<FeedWorld> {
  const conducts = Array.from({ length: count }, (_, k) => conductOf(k));
  const sockets = new Set<Socket>();
  const world = { busy: true };
  const server = createServer((request, response) => {
    const k = indexOf(request.headers.host ?? '');
    void answer(conducts[k] ?? 'plain', k, { request, response, busy: world.busy });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as AddressInfo;
  const feeds = conducts.map((conduct, k) => {
    // Nobody listens at port 1.
    const host = `${addressOf(k)}:${conduct === 'refusing' ? 1 : port}`;
    return { name: `订阅${String(k + 1).padStart(4, '0')}`, url: `http://${host}/rss`, host, conduct };
  });
  return Object.assign(world, {
    feeds,
    close: () => new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    }),
  });
}

const conductOf = (k: number): Conduct => (k % 40 === 3 ? 'looping' : k % 40 === 25 ? 'page' : TWENTY[k % 20]!);
const addressOf = (k: number) => `127.1.${Math.floor(k / 250)}.${(k % 250) + 1}`;
function indexOf(host: string): number {
  const [, , c = '0', d = '1'] = host.split(':')[0]!.split('.');
  return Number(c) * 250 + Number(d) - 1;
}

async function answer(conduct: Conduct, k: number, { request, response, busy }: { request: IncomingMessage; response: ServerResponse; busy: boolean }): Promise<void> {
  const end = (type: string, body: string | Buffer, headers: Record<string, string> = {}) => { response.writeHead(200, { 'content-type': type, ...headers }).end(body); };
  switch (conduct) {
    case 'dead': return;
    case 'bombing': return end('text/xml', bomb(), { 'content-encoding': 'gzip' });
    case 'looping': return void response.writeHead(302, { location: request.url === '/rss' ? '/b' : '/rss' }).end();
    case 'page': return end('text/html', '<html><head><title>网站维护中</title></head><body>请稍后访问</body></html>');
    case 'redirecting': return request.url === '/rss' ? void response.writeHead(301, { location: '/moved/rss' }).end() : end('text/xml', rss(k));
    case 'busy': return busy ? void response.writeHead(503, { 'retry-after': '1' }).end() : end('text/xml', rss(k));
    case 'gzip': return end('text/xml', gzipSync(rss(k)), { 'content-encoding': 'gzip' });
    case 'atom-gb18030': return end('application/atom+xml', iconv.encode(atom(k), 'gb18030'));
    case 'json': return end('application/feed+json', json(k));
    case 'slow': return dribble(response, rss(k));
    default: return end('text/xml; charset=utf-8', rss(k));
  }
}

/** A tenth of it every 300 ms. */
async function dribble(response: ServerResponse, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  const part = Math.ceil(bytes.length / 10);
  response.writeHead(200, { 'content-type': 'text/xml' });
  for (let at = 0; at < bytes.length && !response.destroyed; at += part) {
    response.write(bytes.subarray(at, at + part));
    await new Promise((resolve) => { setTimeout(resolve, 300); });
  }
  response.end();
}

let bombBytes: Buffer | undefined;
/** A megabyte on the wire, a gigabyte unpacked. */
const bomb = () => (bombBytes ??= gzipSync(Buffer.alloc(1_024 * 1_048_576, ' '), { level: 9 }));

interface Entry { id: string; title: string; body: string; at: string; link: string }

const PLACES = ['东风路', '清河里', '临江小区', '城南菜场', '第三小学', '汽车站', '工业园', '柳林镇'];
const MATTERS = ['夜间施工噪声扰民', '路灯多日不亮', '自来水发黄', '公交改线后老人出行不便', '垃圾清运不及时', '窨井盖破损', '停车收费混乱', '供暖温度不够'];

function entries(k: number): Entry[] {
  return Array.from({ length: ITEMS }, (_, n) => {
    const [place, matter] = [PLACES[(k + n) % 8]!, MATTERS[(k * 3 + n) % 8]!];
    const day = new Date(Date.now() - (n + 1) * 3_600_000 - k * 1_000);
    return {
      id: `f${k}-${n}`, title: `${place}${matter}(第 ${k}-${n} 条)`, at: day.toISOString(), link: `https://www.qinghe.example/f${k}/${n}.html`,
      body: `<p>居民反映,${place}${matter},已向社区说过 ${n} 次,至今没有人来处理。</p><p>“再这样下去不行了”,一位住户说;物业答复要等街道办的通知。编号 ${k}-${n}。</p>`,
    };
  });
}

const escape = (text: string) => text.replace(/[<>&"]/g, (c) => `&#${c.charCodeAt(0)};`);
const rss = (k: number) => `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>清河论坛 ${k}</title><link>https://www.qinghe.example/</link>${entries(k)
  .map((e) => `<item><guid isPermaLink="false">${e.id}</guid><title>${escape(e.title)}</title><link>${e.link}</link><pubDate>${new Date(e.at).toUTCString()}</pubDate><description><![CDATA[${e.body}]]></description></item>`).join('')}</channel></rss>`;
const atom = (k: number) => `<?xml version="1.0" encoding="gb18030"?><feed xmlns="http://www.w3.org/2005/Atom"><title>清河公告 ${k}</title>${entries(k)
  .map((e) => `<entry><id>${e.id}</id><title>${escape(e.title)}</title><link href="${e.link}"/><updated>${e.at}</updated><content type="html">${escape(e.body)}</content></entry>`).join('')}</feed>`;
const json = (k: number) => JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1', title: `清河要闻 ${k}`, items: entries(k).map((e) => ({ id: e.id, title: e.title, url: e.link, content_html: e.body, date_published: e.at })),
});
