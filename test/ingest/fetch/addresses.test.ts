import { describe, expect, it } from 'vitest';
import { checkLiteral, guardedLookup, isListed, isPublic } from '../../../ingest/fetch/addresses.ts';

describe('what is on the public network', () => {
  it.each([
    '0.0.0.0', '10.0.0.1', '100.64.0.1', '100.100.100.200', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1', '172.31.255.255',
    '192.0.0.8', '192.0.2.1', '192.168.1.1', '198.18.0.1', '203.0.113.9', '224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255',
    '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:7f00:1', '::127.0.0.1', '64:ff9b::a00:1', '100::1', 'fc00::1', 'fd00:ec2::254', 'fe80::1',
    'fe80::1%eth0', 'fec0::1', 'ff02::1', '2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1', '5f00::1', 'not an address', '',
  ])('%s is not', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each(['1.1.1.1', '8.8.8.8', '100.63.255.255', '100.128.0.1', '172.15.255.255', '172.32.0.1', '223.255.255.255', '2400:3200::1', '2606:4700::1111', '[2400:3200::1]'])('%s is', (address) => {
    expect(isPublic(address)).toBe(true);
  });
});

describe('an address in the URL itself', () => {
  it.each(['http://127.0.0.1/', 'http://0x7f.1/', 'http://2130706433/', 'http://017700000001/', 'http://127.1/', 'http://[::1]/', 'http://[::ffff:127.0.0.1]/', 'http://①②⑦.⓪.⓪.①/'])('%s is refused', (url) => {
    expect(() => checkLiteral(new URL(url), [])).toThrowError(expect.objectContaining({ code: 'FETCH_REFUSED', message: expect.stringContaining('不抓取内部地址') }));
  });

  it('a public one is not', () => {
    expect(() => checkLiteral(new URL('http://1.1.1.1/'), [])).not.toThrow();
  });
});

describe('the list of a source', () => {
  const at = (url: string, ...listed: string[]) => isListed(new URL(url), listed);
  it('names a host with every port, or with one', () => {
    expect(at('http://oa.example.internal:8080/x', 'oa.example.internal')).toBe(true);
    expect(at('http://OA.example.internal/x', ' oa.example.internal:80 ')).toBe(true);
    expect(at('https://oa.example.internal/x', 'oa.example.internal:443')).toBe(true);
    expect(at('http://oa.example.internal:8080/x', 'oa.example.internal:80')).toBe(false);
    expect(at('http://[fd00::1]:81/', 'fd00::1', 'x')).toBe(true);
    expect(at('http://[fd00::1]:81/', '[fd00::1]:81')).toBe(true);
  });

  it('is no suffix and no pattern', () => {
    expect(at('http://evil-example.internal/', 'example.internal')).toBe(false);
    expect(at('http://a.example.internal/', 'example.internal')).toBe(false);
    expect(at('http://10.0.0.1/', '10.0.0.*', '')).toBe(false);
  });
});

describe('resolving a name', () => {
  const ask = (listed: string[], all: boolean) => new Promise<unknown>((resolve) => {
    guardedLookup(new URL('http://localhost/'), listed)('localhost', { all }, (error, address) => resolve(error ?? address));
  });

  it.each([true, false])('hands on no inside address (all: %s)', async (all) => {
    expect(await ask([], all)).toMatchObject({ code: 'FETCH_REFUSED', message: expect.stringContaining('http://localhost/') });
  });

  it('hands on what it has checked, in the form that was asked for', async () => {
    expect(await ask(['localhost'], true)).toContainEqual({ address: '127.0.0.1', family: 4 });
    expect(await ask(['localhost'], false)).toMatch(/^(?:127\.0\.0\.1|::1)$/);
  });
});
