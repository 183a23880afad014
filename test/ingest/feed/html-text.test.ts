import { expect, test } from 'vitest';
import { htmlToText } from '../../../ingest/feed/html-text.ts';

test.each([
  ['<p>第一段</p><p>第二段&nbsp;&amp;</p>', '第一段\n第二段 &'],
  ['一<br>二<br/>三', '一\n二\n三'],
  ['<ul><li>甲</li><li>乙</li></ul>', '甲\n乙'],
  ['<table><tr><td>编号</td><td>12</td></tr><tr><td>状态</td><td>办结</td></tr></table>', '编号 12\n状态 办结'],
  ['<style>p{color:red}</style><script>if (1 < 2) alert("x")</script>正文', '正文'],
  ['<!-- 注释 -->正文<!-- 没有结束', '正文'],
  ['  　　首行缩进  \n\n\n  第二行  ', '首行缩进\n第二行'],
  ['没有标签的 1 < 2 和 3 > 2', '没有标签的 1 < 2 和 3 > 2'],
  ['&lt;b&gt;不是标签&lt;/b&gt; &#20013;&#x56fd; &#146;', '<b>不是标签</b> 中国 ’'],
  ['<o:p></o:p>Word <b>粗</b><i>斜', 'Word 粗斜'],
  ['<svg><title>图</title><path d="M0 0"/></svg>说明', '说明'],
  ['<head><title>页题</title><body>正文', '正文'],
  ['<![CDATA[包了两层的正文]]>', '包了两层的正文'],
  ['', ''],
])('%s', (html, text) => {
  expect(htmlToText(html)).toBe(text);
});

test('a tag that HTML does not know stays in a title and goes from a body', () => {
  expect(htmlToText('C++ <vector> 入门 <b>粗</b>', true)).toBe('C++ <vector> 入门 粗');
  expect(htmlToText('<mp-style></mp-style><foo>词</foo>')).toBe('词');
});
