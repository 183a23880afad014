import { describe, expect, it } from 'vitest';
import { isFront, isIgnored, isInsideName, isSameSite, isSentHome, normalUrl, shownUrl } from '../../../ingest/site/address.ts';

const BASE = 'https://www.qinghe.example/zwgk/tzgg/index.html';

describe('one spelling for each address', () => {
  it.each([
    ['../czyjs/', 'https://www.qinghe.example/zwgk/czyjs/'],
    ['./t1.html#fj', 'https://www.qinghe.example/zwgk/tzgg/t1.html'],
    ['//wjw.qinghe.example/a', 'https://wjw.qinghe.example/a'],
    ['?page=2', 'https://www.qinghe.example/zwgk/tzgg/index.html?page=2'],
    ['HTTPS://WWW.Qinghe.example:443/A', 'https://www.qinghe.example/A'],
    ['/a;jsessionid=0A1B2C?id=3', 'https://www.qinghe.example/a?id=3'],
    [' \n/带空格 的.doc\n', 'https://www.qinghe.example/%E5%B8%A6%E7%A9%BA%E6%A0%BC%20%E7%9A%84.doc'],
    ['\\zwgk\\b.html', 'https://www.qinghe.example/zwgk/b.html'],
  ])('%j', (href, url) => {
    expect(normalUrl(href, BASE)).toBe(url);
  });

  it.each(['', '#', '#top', 'javascript:void(0)', 'JavaScript:history.back()', 'mailto:a@qinghe.example', 'tel:12345', 'data:image/png;base64,AA', 'about:blank', 'file:///c:/a.doc', 'http://', 'http://[', `/${'长'.repeat(2_000)}`])('%j is no page', (href) => {
    expect(normalUrl(href, BASE)).toBeNull();
  });
});

describe('sites and front doors', () => {
  it('with and without www, http and https are one site; a subdomain and a port are others', () => {
    expect(isSameSite('http://qinghe.example/a', 'https://www.qinghe.example/')).toBe(true);
    expect(isSameSite('http://wjw.qinghe.example/', 'http://qinghe.example/')).toBe(false);
    expect(isSameSite('http://qinghe.example:8080/', 'http://qinghe.example/')).toBe(false);
  });

  it.each(['/', '/index.html', '/INDEX.JSP', '/default.aspx', '/home', '/portal/'])('%s is a front door', (path) => {
    expect(isFront(`https://a.example${path}`)).toBe(true);
  });

  it.each(['/zwgk/', '/index.html?id=3', '/a/index.html', '/indexes.html'])('%s is not', (path) => {
    expect(isFront(`https://a.example${path}`)).toBe(false);
  });

  it('a deep link that ends at the front door was sent home; the front door under another name was not', () => {
    const home = 'https://www.a.example/cn/';
    expect(isSentHome('https://www.a.example/n/3.html', 'https://www.a.example/', home)).toBe(true);
    expect(isSentHome('http://a.example/n/3.html', home, home)).toBe(true);
    expect(isSentHome('http://a.example/index.html', 'https://www.a.example/', home)).toBe(false);
    expect(isSentHome('https://www.a.example/n/3.html', 'https://www.a.example/n/4.html', home)).toBe(false);
    expect(isSentHome('https://www.a.example/n/3.html', 'https://b.example/', home)).toBe(false);
    expect(isSentHome(home, home, home)).toBe(false);
  });

  it.each(['http://localhost/', 'http://192.168.1.8/a.doc', 'http://172.31.0.1/', 'http://10.1.1.1:8080/', 'http://oa/', 'http://[fd00::1]/'])('%s can never be opened by the public', (url) => {
    expect(isInsideName(url)).toBe(true);
  });

  it.each(['http://172.32.0.1/', 'http://oa.qinghe.example/', 'http://193.168.1.8/'])('%s may', (url) => {
    expect(isInsideName(url)).toBe(false);
  });
});

describe('what is left alone', () => {
  it.each([['/old/', true], ['https://a.example/old/*.html', true], ['*2*1.html', true], ['/new/', false], ['1.html*old', false], ['/old/*.doc', false]])('%s: %s', (pattern, ignored) => {
    expect(isIgnored('https://a.example/old/2019/1.html', [pattern])).toBe(ignored);
  });
});

it('addresses are shown as people read them', () => {
  expect(shownUrl('https://a.example/%E9%99%84%E4%BB%B6.doc')).toBe('https://a.example/附件.doc');
  expect(shownUrl('https://a.example/%B8%BD.doc')).toBe('https://a.example/%B8%BD.doc');
  expect(shownUrl('https://a.example/%E2%80%AE%0A.doc')).toBe('https://a.example/.doc');
  expect(shownUrl(`https://a.example/${'a'.repeat(500)}`)).toHaveLength(201);
});
