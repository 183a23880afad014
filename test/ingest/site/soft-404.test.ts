import { describe, expect, it } from 'vitest';
import { isErrorPage, softGone } from '../../../ingest/site/soft-404.ts';

describe('a page that admits to be none', () => {
  it.each([
    ['清河县人民政府', '您访问的页面不存在,3秒后返回首页'], ['', '抱歉,页面已被删除'], ['', '对不起,您要查看的信息可能已删除'], ['', '没有找到您要访问的页面'],
    ['404', ''], ['页面不存在 - 清河', '热线 12345'], ['', 'Sorry, the page you requested was not found'], ['', '404 Not Found nginx'], ['', '错误 404'], ['', '该文章不存在'],
  ])('%s|%s', (title, words) => {
    expect(softGone(title, words)).not.toBeNull();
  });

  it('says so in its words', () => {
    expect(softGone('清河县', '对不起,您访问的页面不存在或已删除')).toContain('页面不存在');
  });
});

describe('a page that is one', () => {
  const body = '针对群众反映的网站链接打不开问题,我局立即组织核查。'.repeat(20);
  it.each([
    ['关于网站页面不存在问题的答复', `经查,原页面不存在系栏目调整所致。${body}`], ['通知公告', ''], ['2026年第404号通告', '现予公布。'], ['清河县人民政府', '上级文件不再转发,请见附件。'],
    ['404医院迁址公告', body.repeat(6)], ['', '本页面内容由县档案馆提供'],
  ])('%s', (title, words) => {
    expect(softGone(title, words)).toBeNull();
  });
});

it('a server that sends all that is missing to one page', () => {
  expect(isErrorPage('https://a.example/error/404.html', 'https://a.example/n/1.html')).toBe(true);
  expect(isErrorPage('https://a.example/notfound', 'https://a.example/n/1.html')).toBe(true);
  expect(isErrorPage('https://a.example/n/404.html', 'https://a.example/n/404.html')).toBe(false);
  expect(isErrorPage('https://a.example/n/2.html', 'https://a.example/n/1.html')).toBe(false);
});
