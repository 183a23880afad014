import iconv from 'iconv-lite';

export interface CorpusFeed {
  name: string;
  bytes: Uint8Array;
  contentType: string;
}

const SUBJECTS = ['东风路', '清河小区', '三号地铁口', '第二实验小学', '人民医院门诊楼', '滨河公园', '老城菜市场', '高新区管委会', '城北水厂', '镇政府大院'];
const EVENTS = ['停水已经两天', '路灯不亮', '夜间施工噪音扰民', '井盖松动', '供暖温度不达标', '公交改线未公告', '垃圾清运不及时', '电梯困人', '车位收费不明', '积水没过脚踝'];
const SENTENCES = [
  '有居民反映，当事人称已多次致电热线，一直没有得到明确答复。', '记者现场看到，路面仍有大量积水，行人只能绕行。', '相关部门表示，检修人员已经到场，预计今晚恢复。',
  '“希望尽快解决，家里有老人和孩子。”一位住户说。', '据介绍，该项目总投资 3.2 亿元，计划于明年 6 月完工。', '对此，街道办回应称，将在 5 个工作日内给出书面答复。',
  '网友“老张爱说话”评论：又是这条路，年年修年年坏！', '依据《物业管理条例》第四十二条，收费标准应当公示。',
];
const ZONED = '+0800';

/** Seeded: the same numbers in the same order each time (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Article {
  n: number;
  at: Date;
  title: string;
  lead: string;
  html: string;
  url: string;
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const cdata = (text: string) => `<![CDATA[${text}]]>`;

function article(n: number, next: () => number): Article {
  const pick = (list: readonly string[]) => list[Math.floor(next() * list.length)] ?? '';
  const paragraph = () => Array.from({ length: 2 + Math.floor(next() * 3) }, () => pick(SENTENCES)).join('');
  const image = `<p style="text-align:center"><img src="https://img.qinghe.example/u/${n}.jpg" alt="现场图" width="600"/></p>`;
  const paragraphs = Array.from({ length: 3 + Math.floor(next() * 6) }, () => `<p style="text-indent:2em;">${paragraph()}<strong>${pick(SUBJECTS)}</strong>&nbsp;<a href="https://www.qinghe.example/t?id=${n}&amp;from=rss">详情</a></p>\n`);
  return {
    n, at: new Date(Date.UTC(2026, 10, 24, 9) - n * 1_860_000), title: `${pick(SUBJECTS)}${pick(EVENTS)}（${n}）`, lead: pick(SENTENCES),
    html: image + paragraphs.join(''), url: `https://www.qinghe.example/news/2026/${n}.html`,
  };
}

const rfc822 = (at: Date) => at.toUTCString().replace('GMT', ZONED);
const prolog = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>\n`;
const channel = '<title>清河市民声</title>\n<link>https://www.qinghe.example/</link>\n<description>清河市各部门消息</description>';

type Format = (articles: Article[]) => string;

/** The forms in which Chinese sites and blog programs write: the article in CDATA, escaped, as XHTML, or its lead only. */
const FORMATS: readonly [name: string, write: Format][] = [
  ['rss2-encoded', (articles) => `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>${channel}\n${articles.map((a) =>
    `<item>\n<title>${a.title}</title>\n<link>${a.url}</link>\n<guid isPermaLink="false">qh-${a.n}</guid>\n<dc:creator>${cdata('记者甲')}</dc:creator>\n<category>民生</category>\n<pubDate>${rfc822(a.at)}</pubDate>\n<description>${cdata(a.lead)}</description>\n<content:encoded>${cdata(a.html)}</content:encoded>\n</item>`).join('\n')}\n</channel></rss>`],
  ['rss2-cdata', (articles) => `<rss version="2.0"><channel>${channel}\n${articles.map((a) =>
    `<item><title>${cdata(a.title)}</title><link>${a.url}</link><author>qh@qinghe.example (记者乙)</author><guid>${a.url}</guid><pubDate>${rfc822(a.at)}</pubDate><description>${cdata(a.html)}</description></item>`).join('\n')}\n</channel></rss>`],
  ['rss2-escaped', (articles) => `<rss version="2.0"><channel>${channel}\n${articles.map((a) =>
    `  <item>\n    <title>${a.title}</title>\n    <link>${a.url}</link>\n    <description>${escape(a.html)}</description>\n    <pubDate>${rfc822(a.at)}</pubDate>\n  </item>`).join('\n')}\n</channel></rss>`],
  ['rss091-leads', (articles) => `<rss version="0.91"><channel>${channel}\n${articles.map((a) => `<item><title>${a.title}</title><link>${a.url}</link><description>${a.lead}</description></item>`).join('\n')}\n</channel></rss>`],
  ['rdf', (articles) => `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://www.qinghe.example/">${channel}</channel>\n${articles.map((a) =>
    `<item rdf:about="${a.url}"><title>${a.title}</title><link>${a.url}</link><dc:date>${a.at.toISOString()}</dc:date><dc:creator>住建局</dc:creator><description>${cdata(a.html)}</description></item>`).join('\n')}\n</rdf:RDF>`],
  ['atom-escaped', (articles) => `<feed xmlns="http://www.w3.org/2005/Atom"><title>清河市民声</title><id>urn:qh</id><updated>2026-11-24T09:00:00Z</updated><link href="https://www.qinghe.example/"/>\n${articles.map((a) =>
    `<entry>\n<title>${a.title}</title><link rel="alternate" type="text/html" href="${a.url}"/><id>tag:qinghe.example,2026:${a.n}</id><published>${a.at.toISOString()}</published><updated>${a.at.toISOString()}</updated><author><name>记者丙</name></author><summary>${a.lead}</summary><content type="html">${escape(a.html)}</content></entry>`).join('\n')}\n</feed>`],
  ['atom-xhtml', (articles) => `<feed xmlns="http://www.w3.org/2005/Atom"><title>清河市民声</title><id>urn:qh</id><updated>2026-11-24T09:00:00Z</updated><link href="https://www.qinghe.example/"/>\n${articles.map((a) =>
    `<entry><title>${a.title}</title><link href="${a.url}"/><id>tag:qinghe.example,2026:${a.n}</id><updated>${a.at.toISOString()}</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${a.html.replaceAll('&nbsp;', '&#160;')}</div></content></entry>`).join('\n')}\n</feed>`],
];

const ENCODINGS: readonly [label: string, encode: (text: string) => Uint8Array][] = [
  ['utf-8', (text) => Buffer.from(text)], ['gb2312', (text) => iconv.encode(text, 'gb18030')], ['utf-8', (text) => Buffer.from(`\ufeff${text}`)], ['GBK', (text) => iconv.encode(text, 'gb18030')],
];

/** `count` sound feeds of `items` items each, every format in every encoding in turn; the same each time. */
export function buildCorpus(count: number, items: number): CorpusFeed[] {
  const next = random(20_261_124);
  return Array.from({ length: count }, (_, k) => {
    const [format, write] = FORMATS[k % FORMATS.length]!;
    const [label, encode] = ENCODINGS[Math.floor(k / FORMATS.length) % ENCODINGS.length]!;
    const articles = Array.from({ length: items }, (__, i) => article(k * items + i, next));
    return { name: `${format}/${label}`, bytes: encode(prolog(label) + write(articles)), contentType: 'text/xml' };
  });
}
