import { BlockList, isIP } from 'node:net';
import { lookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { FetchError, place } from './errors.ts';

/** IPv4 that is nobody's public site: RFC 6890 and the like, with CGNAT (Alibaba's metadata is 100.100.100.200) and 169.254.169.254. */
const NOT_PUBLIC_V4 = [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24',
  '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
];
/** Public IPv6 lies in 2000::/3; within it these are test ranges or carry an IPv4 address inside (Teredo, 6to4). */
const NOT_PUBLIC_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const v4 = blockList('ipv4', NOT_PUBLIC_V4);
const v6Holes = blockList('ipv6', NOT_PUBLIC_V6);
const v6Public = blockList('ipv6', ['2000::/3']);

function blockList(family: 'ipv4' | 'ipv6', ranges: string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [net, bits] = range.split('/') as [string, string];
    list.addSubnet(net, Number(bits), family);
  }
  return list;
}

/**
 * Whether an address is on the public network. Loopback, private, link-local, CGNAT, metadata, multicast and
 * IPv4-mapped addresses are not: `isPublic('::ffff:10.0.0.1')` → false.
 */
export function isPublic(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const family = isIP(bare);
  if (family === 4) return !v4.check(bare, 'ipv4');
  return family === 6 && v6Public.check(bare, 'ipv6') && !v6Holes.check(bare, 'ipv6');
}

/** Whether a source's admin lists this host: `host`, `host:port`, IPv6 with or without brackets, any case. */
export function isListed(url: URL, allowHosts: readonly string[]): boolean {
  const host = url.hostname.toLowerCase();
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const names = new Set([host, `${host}:${port}`, host.replace(/^\[|\]$/g, '')]);
  return allowHosts.some((listed) => names.has(listed.trim().toLowerCase()));
}

/** @throws FetchError FETCH_REFUSED where the URL names a forbidden address itself; names are checked when they resolve */
export function checkLiteral(url: URL, allowHosts: readonly string[]): void {
  const bare = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0 && !isPublic(bare) && !isListed(url, allowHosts)) throw refused(url, bare);
}

/**
 * Name resolution for one request. The addresses handed to the connection are the ones that were checked, so a name
 * that answers differently the second time (DNS rebinding) gains nothing.
 */
export function guardedLookup(url: URL, allowHosts: readonly string[]): LookupFunction {
  const listed = isListed(url, allowHosts);
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, [], 0);
      const forbidden = listed ? undefined : addresses.find((a) => !isPublic(a.address));
      if (forbidden) return callback(refused(url, forbidden.address), [], 0);
      const first = addresses[0];
      if (options.all === true || first === undefined) return callback(null, addresses, 0);
      return callback(null, first.address, first.family);
    });
  };
}

function refused(url: URL, address: string): FetchError {
  return new FetchError(
    'FETCH_REFUSED', `不抓取内部地址:${place(url)}(${address})`,
    `确是要抓取的内部网站时,请把 ${url.host} 写进这个信源的 allowHosts`,
  );
}
