import type { Fetched } from '../fetch/guarded.ts';

export interface HeaderEntry {
  name: string;
  value: string;
}

/** Ours to set, or a hop's own. */
const NOT_SENT = /^(host|connection|content-length|accept-encoding|user-agent|transfer-encoding|te|trailer|upgrade|expect|keep-alive|proxy-.*|sec-ch-.*)$/;
/** Of the bytes on the wire, which are unpacked; or an order to ask somewhere else, or to report. */
const NOT_PASSED = /^(content-encoding|content-length|transfer-encoding|connection|keep-alive|trailer|upgrade|alt-svc|link|set-cookie|location|report-to|reporting-endpoints|nel|speculation-rules|proxy-.*)$/;
const PLAIN = /^[\t\x20-\x7e]*$/;

/** What the page's request says of itself, for our own request. */
export function sentHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name, value]) => !NOT_SENT.test(name) && PLAIN.test(value)));
}

/** What the browser is told of the answer, cookies and redirect with it. */
export function passedHeaders(answer: Fetched): HeaderEntry[] {
  const plain = Object.entries(answer.headers).filter(([name, value]) => !NOT_PASSED.test(name) && PLAIN.test(value));
  const location = answer.headers['location'];
  return [
    ...plain.map(([name, value]) => ({ name, value })),
    ...answer.cookies.filter((cookie) => PLAIN.test(cookie)).map((value) => ({ name: 'set-cookie', value })),
    ...(location === undefined ? [] : [{ name: 'location', value: absolute(location, answer.url) }]),
  ];
}

/** Chinese in a Location header comes as UTF-8 bytes, which the HTTP parser gives as Latin-1. */
function absolute(location: string, base: string): string {
  const bytes = Buffer.from(location, 'latin1').toString('utf8');
  const target = bytes.includes('\ufffd') ? location : bytes;
  return URL.canParse(target, base) ? new URL(target, base).href : 'about:blank';
}
