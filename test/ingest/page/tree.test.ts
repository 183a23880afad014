import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../ingest/page/lines.ts';
import type { PageElement, PageNode } from '../../../ingest/page/element.ts';
import { parsePage } from '../../../ingest/page/tree.ts';
import { shortText } from '../../../ingest/page/walk.ts';

const shown = (node: PageNode): string => (typeof node === 'string' ? node : `${node.tag}(${node.children.map(shown).join(' ')})`);
const tree = (html: string) => parsePage(html).children.map(shown).join(' ');
const lines = (html: string) => linesOf(parsePage(html)).lines.map(({ text }) => text);

describe('parsePage', () => {
  it.each([
    ['<p>甲<p>乙', 'p(甲) p(乙)'],
    ['<ul><li>甲<li>乙<ul><li>丙</ul></ul>丁', 'ul(li(甲) li(乙 ul(li(丙)))) 丁'],
    ['<table><tr><td>甲<td>乙<tr><td>丙</table>丁', 'table(tr(td(甲) td(乙)) tr(td(丙))) 丁'],
    ['<table><tr><td></div>甲</td></tr></table>', 'table(tr(td(甲)))'],
    ['<b><i>甲</b>乙', 'b(i(甲)) 乙'],
    ['</p>甲</br>乙', '甲 br() 乙'],
    ['<html><head><title>题</title><body><div/>甲</html>', 'title(题) div(甲)'],
    ['<script>if (a < b) "</div>"</script>甲', 'script(if (a < b) "</div>") 甲'],
    ['a &lt; b &amp; c&nbsp;d', 'a < b & c\u00a0d'],
  ])('%s', (html, expected) => { expect(tree(html)).toBe(expected); });
});

describe('linesOf', () => {
  it('gives each block its lines, cells of a row one line, and cells that are layout lines of their own', () => {
    expect(lines('<div>甲<p>乙</p>丙</div><table><tr><td>姓名</td><td><p>张某</p></td></tr></table>')).toEqual(['甲', '乙', '丙', '姓名 张某']);
    expect(lines(`<table><tr><td>左栏</td><td>${'长文。'.repeat(30)}<p>第二段</p></td></tr></table>`)).toEqual(['左栏', '长文。'.repeat(30), '第二段']);
  });

  it('keeps the line breaks of pre, joins those of the source, drops icons and lines without a letter', () => {
    expect(lines('<pre>第一行\n第二行</pre><p>同一\n行</p><p>\ue602</p><p>———</p><p>★ 星</p>')).toEqual(['第一行', '第二行', '同一 行', '★ 星']);
  });

  it('counts what is linked, and weighs menus and footers as nothing', () => {
    const weighed = linesOf(parsePage('<p><a href="/">首页</a></p><p>版权所有:某某网站,未经许可不得转载。</p><p>这是正文,有标点。</p>')).lines;
    expect(weighed.map(({ linked, prose }) => [linked, prose])).toEqual([[2, 0], [0, 0], [0, 9]]);
  });
});

describe('shortText', () => {
  const first = (html: string) => parsePage(html).children[0] as PageElement;
  it('joins a title broken between characters, and keeps a space between words', () => {
    expect(shortText(first('<h1>关于开展<br>\n 检查的通知</h1>'), 100)).toBe('关于开展检查的通知');
    expect(shortText(first('<h1>Part one<br>Part two<script>x()</script></h1>'), 100)).toBe('Part one Part two');
  });
  it('gives up on what is long', () => { expect(shortText(first(`<h1>${'长'.repeat(50)}</h1>`), 20)).toBeNull(); });
});
