import { describe, expect, it } from 'vitest';
import { emptiness } from '../../../ingest/page/list-shell.ts';

describe('a page with nothing to read', () => {
  it.each([
    ['<script>document.cookie="__jsl_clearance_s=1.1|-1|x";location.href=location.pathname+location.search</script>', 'challenge'],
    ['<html><head><meta id="9DhefwqGPrzGxEp9hPaoag" content="x"><script>$_ts=window["$_ts"];</script></head><body></body></html>', 'challenge'],
    ['<html><script>var arg1=\'0123456789ABCDEF0123456789ABCDEF01234567\';</script></html>', 'challenge'],
    ['<title>Just a moment...</title><div id="challenge-error-text">Enable JavaScript and cookies to continue</div>', 'challenge'],
    ['<div class="verify">请完成安全验证后继续访问</div><script src="/captcha.js"></script>', 'challenge'],
    ['<noscript>We need scripts</noscript><div id="app"></div><script src="/js/app.4f.js"></script>', 'shell'],
    ['<div id="root">加载中…</div><script>window.__INITIAL__={}</script>', 'shell'],
    [`<p>${'本县开展网络安全宣传,讲解安全验证与防诈骗知识。'.repeat(20)}</p><script src="a.js"></script>`, null],
    ['<p>没有更多内容</p>', null],
    ['', null],
  ])('%s → %s', (html, why) => {
    expect(emptiness(html)).toBe(why);
  });
});
