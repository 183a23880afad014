import type { RequestListener } from 'node:http';
import iconv from 'iconv-lite';
import { serveSite, type Site } from '../fetch/site.ts';

/** What a path answers with; `hang` never does. */
export type Answer = { status?: number; type?: string; body?: string | Buffer; to?: string } | 'hang' | 'cut';

/** A county's site on loopback whose pages a test may change while it stands. */
export interface World {
  pages: Map<string, Answer>;
  site: Site;
  /** Another office's site. */
  other: { pages: Map<string, Answer>; site: Site };
  close(): Promise<void>;
}

export const html = (title: string, body: string, head = ''): Answer => ({ body: `<!doctype html><html><head><meta charset="utf-8"><title>${title}_清河县人民政府</title>${head}</head><body>${MENU}${body}<p>主办:清河县人民政府办公室</p></body></html>` });

const MENU = '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/yw/">清河要闻</a></li><li><a href="/czyjs/">财政预决算</a></li><li><a href="/zcwj/">政策文件</a></li><li><a href="/zcjd/">政策解读</a></li></ul>';

/** A column's page: a list of links with their dates. */
export const column = (name: string, rows: readonly [href: string, title: string, day: string | null][]): Answer =>
  html(name, `<h2>${name}</h2><ul class="list">${rows.map(([href, title, day]) => `<li><a href="${href}">${title}</a>${day === null ? '' : `<span>${day}</span>`}</li>`).join('')}</ul>`);

export const article = (title: string, more = ''): Answer => html(title, `<h1>${title}</h1><p>${`${title},请各单位遵照执行,并于月底前将落实情况报县政府办公室。`.repeat(6)}</p>${more}`);

export const gbk = (answer: Answer): Answer => (typeof answer === 'object' && typeof answer.body === 'string'
  ? { ...answer, type: 'text/html', body: iconv.encode(answer.body.replace('utf-8', 'gb2312'), 'gbk') } : answer);

export const PICTURE: Answer = { type: 'image/png', body: Buffer.alloc(400, 1) };

/** Thirty and more pages, with what goes wrong on such sites. */
export async function standQinghe(): Promise<World> {
  const pages = new Map<string, Answer>();
  const otherPages = new Map<string, Answer>([['/', html('清河县卫健局', '')], ['/big.html', html('大', '文'.repeat(200_000))], ['/login', { status: 403 }]]);
  const site = await serveSite(answerWith(pages));
  const other = await serveSite(answerWith(otherPages));
  const news = Array.from({ length: 25 }, (_, i): [string, string, string] => [`./2026/t${i}.html`, `清河县第${i + 1}次现场办公会研究了第${i}号桥的修法`, `2026-11-${String(23 - (i % 20)).padStart(2, '0')}`]);
  pages.set('/', html('首页', `<img src="/logo.png" alt="清河县徽"><a href="mailto:a@qinghe.example">信箱</a><a href="#top">回到顶部</a><a href="tel:12345">热线</a>
    <a href="${other.url}/">卫健局</a><a href="${other.url}/big.html">大页面</a><a href="${other.url}/login">内网入口</a><a href="${other.url}/gone">健康科普</a><a href="/tzgg/">通知公告</a><a href="/xxgk">信息公开</a>`,
  '<link rel="stylesheet" href="/css/site.css"><script src="js/site.js"></script>'));
  pages.set('/logo.png', PICTURE).set('/css/site.css', { type: 'text/css', body: 'p{}' }).set('/js/site.js', { type: 'text/javascript', body: ';' });
  pages.set('/yw/', column('清河要闻', news));
  for (const [href, title] of news) pages.set(`/yw/${href.slice(2)}`, article(title, '<p><a href="../../yw/">返回</a></p>'));
  pages.set('/czyjs/', column('财政预决算', [['/czyjs/1.html', '清河县2026年第三季度预算执行情况', '2026-10-10'], ['/czyjs/2.html', '清河县2025年财政总决算', '2026-09-01']]));
  pages.set('/czyjs/1.html', article('清河县2026年第三季度预算执行情况', '<img src="../img/表.png" alt="执行表"><a href="附表.xls">附表</a>'));
  pages.set('/czyjs/2.html', gbk(article('清河县2025年财政总决算', '<a href="/files/js.pdf">决算全文</a><img src="/img/html.png" alt="柱状图">')));
  pages.set('/files/js.pdf', { type: 'application/pdf', body: Buffer.alloc(3_000_000, 37) }).set('/img/html.png', html('图', '<p>图在路上</p>'));
  pages.set('/zcwj/', column('政策文件', [])).set('/zcjd/', column('政策解读', []));
  pages.set('/tzgg/', gbk(column('通知公告', [['/tzgg/1.html', '关于东风路停水的通知', '2026-11-20'], ['/tzgg/2.html', '关于老城区行道树病虫害防治的公告', '2026-11-19']])));
  pages.set('/tzgg/1.html', gbk(article('关于东风路停水的通知', '<a href="/loop/a">停水范围图</a><a href="/deep/old.html">往年通知</a><a href="/soft.html">抢修进度</a><a href="javascript:void(0)">打印</a>')));
  pages.set('/tzgg/2.html', article('关于老城区行道树病虫害防治的公告', '<a href="/fj/1.doc">附件1</a><a href="/tzgg/1.html;jsessionid=AB12">上一篇</a>'));
  pages.set('/loop/a', { to: '/loop/b' }).set('/loop/b', { to: '/loop/a' }).set('/deep/old.html', { to: '/' }).set('/xxgk', { to: '/xxgk/' });
  pages.set('/xxgk/', html('信息公开', '<p>信息公开指南</p>')).set('/soft.html', html('清河', '<p>您访问的页面不存在或已被删除</p>'));
  const close = async () => {
    await site.close();
    await other.close();
  };
  return { pages, site, other: { pages: otherPages, site: other }, close };
}

function answerWith(pages: Map<string, Answer>): RequestListener {
  return (request, response) => {
    const answer = pages.get(decodeURI(request.url ?? '')) ?? { status: 404, body: 'x' };
    if (answer === 'hang') return;
    if (answer === 'cut') return void request.socket.destroy();
    if (answer.to !== undefined) return void response.writeHead(302, { location: answer.to }).end();
    response.writeHead(answer.status ?? 200, { 'content-type': answer.type ?? 'text/html; charset=utf-8' }).end(answer.body ?? '');
  };
}
