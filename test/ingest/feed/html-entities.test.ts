import { expect, test } from 'vitest';
import { decodeHtml } from '../../../ingest/feed/html-entities.ts';

test.each([
  ['a &lt; b&nbsp;&amp; &#20013;&#x56FD; &nosuch;', 'a < b\u00a0& 中国 &nosuch;'],
  ['&ldquo;停水&rdquo;&hellip; &Eacute;&eacute;', '“停水”… Éé'],
  ['没有分号:&nbsp 与 &copy2026 与 &amp', '没有分号:\u00a0 与 ©2026 与 &'],
  ['A&B AT&T &# &#; &', 'A&B AT&T &# &#; &'],
  ['&#146;&#0;&#xd800;&#1114112;', '’\ufffd\ufffd\ufffd'],
  ['两次:&amp;lt;', '两次:&lt;'],
])('%s', (text, decoded) => {
  expect(decodeHtml(text)).toBe(decoded);
  // The second time from memory.
  expect(decodeHtml(text)).toBe(decoded);
});
