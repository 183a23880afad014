const LONGEST = 2_000;
const TRACKING = /^(?:utm_\w+|spm|scm|from|share_\w+|isappinstalled|wxshare\w*|timestamp|nsukey|fbclid|gclid)$/i;
const SESSION = /^(?:jsessionid|phpsessid|aspsessionid\w*|sessionid|sid)$/i;
const ATTACHMENT = /\.(?:pdf|docx?|wps|xlsx?|et|pptx?|zip|rar|7z|ofd|txt|csv|mp4|mp3|jpe?g|png|gif)$/i;

/**
 * The URL that names an article: without fragment (but for the routes of script-made sites), tracking parameters and session ids.
 * @example normaliseUrl('http://a.gov.cn/x.html;jsessionid=A1?id=3&utm_source=wx#p2') // 'http://a.gov.cn/x.html?id=3'
 */
export function normaliseUrl(address: string): string {
  const url = new URL(address);
  dropFragment(url);
  url.pathname = url.pathname.replace(/;jsessionid=[^/;]*/i, '');
  const kept = url.search.slice(1).split('&').filter((pair) => {
    const [name = '', value = ''] = pair.split('=');
    if (name === '' || TRACKING.test(name)) return false;
    // A short `sid` is a number in a database, a long one a visit.
    return !(SESSION.test(name) && (value.length >= 16 || /^.*sess/i.test(name)));
  });
  // With its mark, or a query that begins with another loses it.
  url.search = kept.length === 0 ? '' : `?${kept.join('&')}`;
  return url.href;
}

/** An address on a page as a full http(s) URL, without a fragment that is only a place; null for what is none. */
export function resolveUrl(address: string, base: string): string | null {
  const text = address.trim().replace(/[\t\r\n]/g, '');
  if (text === '' || /^#(?!!?\/)/.test(text) || text.length > LONGEST) return null;
  // Editors paste `http:// www…` and `http:/www…`.
  const mended = text.replace(/^(https?):\/{1,3}\s*/i, '$1://').replaceAll('\\', '/');
  if (!URL.canParse(mended, base)) return null;
  const url = new URL(mended, base);
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '' || url.href.length > LONGEST) return null;
  dropFragment(url);
  return url.href;
}

/** A fragment is a place on a page, except `#/detail/7`, which is a page of its own to the scripts that make it. */
function dropFragment(url: URL): void {
  if (!/^#!?\//.test(url.hash)) url.hash = '';
}

/** A document or picture that is no page. */
export const isAttachment = (url: string): boolean => ATTACHMENT.test(new URL(url).pathname);

/** Names under which others register: what stands before them is the site's own. */
const SECOND = new Set(['com', 'net', 'org', 'gov', 'edu', 'ac', 'mil', 'co', 'or', 'go', 'ne',
  ...'bj sh tj cq he sx nm ln jl hl js zj ah fj jx sd ha hb hn gd gx hi sc gz yn xz sn gs qh nx xj tw hk mo'.split(' ')]);

/**
 * The site that a host belongs to: its registrable name, or the address itself.
 * @example siteOf('http://zwgk.qinghe.gov.cn/a') // 'qinghe.gov.cn'
 */
export function siteOf(address: string): string {
  const { hostname } = new URL(address);
  if (/^[\d.]+$|:/.test(hostname)) return hostname;
  const labels = hostname.replace(/\.$/, '').split('.');
  const second = labels.at(-2) ?? '';
  const deep = (labels.at(-1)?.length ?? 0) === 2 && SECOND.has(second) ? 3 : 2;
  return labels.slice(-deep).join('.');
}

/** The path with its numbers levelled, so that articles of one column look alike: `/a/202611/t20261124_9.html` → `/a/0/t0_0.html`. */
export function shapeOf(address: string): string {
  const { host, pathname, search, hash } = new URL(address);
  return `${host}${pathname}${search}${hash}`.replace(/\d+/g, '0').replace(/[0-9a-f]{16,}/gi, '0').slice(0, 300);
}

const COLUMN = /\/(?:index|default|list|channel|column|node|category|home|main)(?:[_-]?\d*)?\.\w{2,5}$|\/(?:col|node|channel|column|list|category|tag)s?[/_-]?\w*(?:\/(?:index\.\w+)?)?$/i;
const DATED = /(?:^|[/_t-])(?:19|20)\d\d[/_-]?(?:0[1-9]|1[0-2])(?:[/_-]?\d\d)?(?=[/_.-]|\d|$)/;
const NUMBERED = /(?:post_|art_|art\/|content|article|news|detail|thread|info|view|show|doc|story)[/_-]?[\w-]*\d{2,}|detail\/\w+|\/c\d+-\d+|\d{4,}(?:_\d+)*\.\w{3,5}$|\/\d{5,}(?:\/|$)|\/[0-9a-f]{16,}/i;
const ASKED = /(?:^|[?&])(?:\w*id|tid|aid|nid|article|infoid)=\w+/i;

/** People, comments and forms: numbered like articles, and none. */
const NO_ARTICLE = /(?:^|\/)(?:users?|u|member|space|home|profile|author|people|login|register|signup|search|comments?|reply|replies)(?:[-_./]|$)|(?:personal-homepage|child-comments|myaction)/i;
const OF_PEOPLE = /(?:^|[?&])(?:uid|userid|mod=space|action=reply|keyword|q|wd)(?:=|&|$)/i;

/** How much a URL looks like an article's and not a column's: −1 to 1. */
export function articleness(address: string): number {
  const { pathname, search, hash } = new URL(address);
  const path = hash === '' ? pathname : hash.replace(/^#!?|\?.*$/g, '');
  if (isAttachment(address)) return 0.5;
  if (OF_PEOPLE.test(search) || (NO_ARTICLE.test(path) && !DATED.test(path))) return -1;
  if (DATED.test(path)) return 1;
  if (ASKED.test(search) || ASKED.test(hash)) return 0.8;
  if (COLUMN.test(path)) return -1;
  if (NUMBERED.test(path)) return 1;
  if (path.endsWith('/')) return -1;
  return /\.s?html?$/i.test(path) && /\d/.test(path) ? 0.3 : -0.3;
}

/** The day that many systems write into the path: `t20261124_1.html`, `/2026/11/24/`, `/2026-11/24/`. */
export function dayInUrl(address: string): { year: number; month: number; day: number } | null {
  const found = /(?:^|[/_t])(20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)/.exec(new URL(address).pathname);
  return found ? { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) } : null;
}
