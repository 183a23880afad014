const LONGEST_URL = 2_000;
/** Paths by which sites name their own front door. */
const FRONT = /^\/?(?:(?:index|default|main|home|sy|shouye|portal)(?:\.\w{2,5})?)?\/?$/i;

/**
 * One spelling for each address, so that a page is one page however it is linked. Null for what is no page of the web:
 * `#top`, `mailto:`, `javascript:`, `tel:`, `data:`, addresses that do not parse.
 *
 * @param base the page on which the link stands, or its `<base href>`
 * @example normalUrl('../a.html;jsessionid=1F#x', 'https://www.qh.example/n/b.html') // 'https://www.qh.example/a.html'
 */
export function normalUrl(href: string, base: string): string | null {
  const text = href.trim();
  if (text === '' || text.startsWith('#') || text.length > LONGEST_URL || !URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  url.hash = '';
  // A session in the path makes every visit a new page.
  url.pathname = url.pathname.replace(/;jsessionid=[^/;]*/i, '');
  return url.href.length > LONGEST_URL ? null : url.href;
}

const bare = (url: URL): string => url.host.replace(/^www\./, '');

/** The same site with or without `www.`, by http or https; a subdomain is another site. */
export function isSameSite(a: string, b: string): boolean {
  return bare(new URL(a)) === bare(new URL(b));
}

/** Whether an address is its site's front door: `https://www.qh.example/index.html` → true. */
export function isFront(address: string): boolean {
  const { pathname, search } = new URL(address);
  return search === '' && FRONT.test(pathname);
}

/** A link to one page that ended at the site's front door: the page is gone and the server will not say so. */
export function isSentHome(asked: string, found: string, home: string): boolean {
  if (asked === found || isFront(asked) || !isSameSite(asked, found)) return false;
  return isFront(found) || found === home;
}

/** Whether an address is one that the public can never open, whatever we are allowed: `http://192.168.1.8/a.doc`. */
export function isInsideName(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === 'localhost' || !hostname.includes('.') || /^(?:127|10|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254)\./.test(hostname);
}

/** `isIgnored('https://a.example/old/1.html', ['/old/*.html'])` → true; a pattern may stand anywhere in the address. */
export function isIgnored(address: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    let from = 0;
    return pattern.split('*').every((part) => {
      const at = address.indexOf(part, from);
      from = at + part.length;
      return at !== -1;
    });
  });
}

/** As people read it: Chinese instead of %E4…, and not endless. */
export function shownUrl(address: string): string {
  let text = address;
  try {
    text = decodeURI(address);
  } catch {
    // Percent signs that are no UTF-8 stay.
  }
  text = text.replace(/[\p{Cc}\p{Cf}\s]/gu, '');
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
