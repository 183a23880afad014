import { ATOM, atom, entry, item, PROLOG, rss, type Awkward } from './make.ts';

const CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"';
const MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"';
const ITUNES = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"';
const HTML_DTD = '<!DOCTYPE rss PUBLIC "-//x//y" "http://www.qinghe.example/x.dtd">';

export const WORDS: Awkward[] = [
  { name: 'CDATA cut in two around its own end', items: [{ body: '甲 ]]> 乙' }], feed: rss(item('<title>t</title><content:encoded><![CDATA[<p>甲 ]]]]><![CDATA[&gt; 乙</p>]]></content:encoded>'), CONTENT) },
  { name: 'CDATA inside escaped CDATA', items: [{ body: '两层 & 正文' }], feed: rss(item('<title>t</title><description>&lt;![CDATA[&lt;p&gt;两层 &amp;amp; 正文&lt;/p&gt;]]&gt;</description>')) },
  { name: 'text beside CDATA', items: [{ title: '前 中 后' }], feed: rss(item('<title>前 <![CDATA[<b>中</b>]]> 后</title>')) },
  { name: 'HTML escaped once', items: [{ body: '一\n二 & 三' }], feed: rss(item('<title>t</title><description>&lt;p&gt;一&lt;/p&gt;&lt;p&gt;二 &amp;amp; 三&lt;/p&gt;</description>')) },
  { name: 'HTML escaped twice is shown as it was meant to be', items: [{ body: '<p>一</p>' }], feed: rss(item('<title>t</title><description>&amp;lt;p&amp;gt;一&amp;lt;/p&amp;gt;</description>')) },
  { name: 'HTML that was never escaped, well-formed', items: [{ body: '先中后\n次段' }], feed: rss(item('<title>t</title><description><p>先<b>中</b>后</p><p>次段</p></description>')) },
  { name: 'HTML that was never escaped, not well-formed', malformed: true, items: [{ title: 't', body: '先\n中后' }, { title: 'u', body: '' }], feed: rss(item('<title>t</title><description><p>先<br>中<b>后</p></description>') + item('<title>u</title>')) },
  { name: 'HTML names nobody declared', malformed: true, items: [{ title: '“停水”…', body: '甲\n乙' }], feed: rss(item('<title>&ldquo;停水&rdquo;&hellip;</title><description>甲&nbsp;&lt;br&gt;乙</description>')) },
  { name: 'HTML names that a document type elsewhere may declare', items: [{ title: '“停水” é' }], feed: `${PROLOG}${HTML_DTD}${rss(item('<title>&ldquo;停水&rdquo; &eacute;</title>'))}` },
  { name: 'HTML names inside CDATA are no fault', items: [{ title: '“停水” 通知' }], feed: rss(item('<title><![CDATA[&ldquo;停水&rdquo;&nbsp;通知]]></title>')) },
  { name: 'declared entities, one with a quotation mark, in text and attribute', items: [{ title: '清河"市', url: 'https://www.qinghe.example/?q="' }], feed: `<!DOCTYPE feed [<!ENTITY q '"'>]><feed ${ATOM}><entry><title>清河&q;市</title><link href="https://www.qinghe.example/?q=&q;"/></entry></feed>` },
  { name: 'a document type that stands in an article is an article', items: [{ body: '如何写:<!DOCTYPE html>' }], feed: rss(item('<title>t</title><description><![CDATA[如何写:&lt;!DOCTYPE html&gt;<!DOCTYPE html>]]></description>')) },
  { name: 'a bare ampersand', malformed: true, items: [{ title: 'A&B 小区', url: 'https://www.qinghe.example/?a=1&b=2' }], feed: rss(item('<title>A&B 小区</title><link>https://www.qinghe.example/?a=1&b=2</link>')) },
  { name: 'a bare less-than', malformed: true, items: [{ title: '水压 < 0.2 兆帕' }], feed: rss(item('<title>水压 < 0.2 兆帕</title>')) },
  { name: 'markup in a title', items: [{ title: '紧急 停水通知' }], feed: rss(item('<title>&lt;font color="red"&gt;紧急&lt;/font&gt; 停水&lt;b&gt;通知&lt;/b&gt;</title>')) },
  { name: 'a less-than that is text in a title', items: [{ title: '1 < 2 且 a<b' }], feed: atom('<entry><title type="text">1 &lt; 2 且 a&lt;b</title></entry>') },
  { name: 'Atom: XHTML under a prefix', items: [{ body: '一二\n三' }], feed: atom(entry('<content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>一<x:em>二</x:em></x:p><x:p>三</x:p></x:div></content>')) },
  { name: 'an empty content does not hide the summary', items: [{ body: '只有摘要' }], feed: atom(entry('<summary>只有摘要</summary><content type="html"></content>')) },
  { name: 'the content in full wins over a lead that begins it', items: [{ body: '全文第一句。全文第二句。' }], feed: rss(item('<title>t</title><description>全文第一句。…</description><content:encoded><![CDATA[<p>全文第一句。全文第二句。</p>]]></content:encoded>'), CONTENT) },
  { name: 'no words in the item but in media', items: [{ title: '视频标题', body: '视频说明' }], feed: rss(item('<media:title>视频标题</media:title><media:description>视频说明</media:description>'), MEDIA) },
  { name: 'the title of a picture is not that of the item', items: [{ title: '正题', body: '正文' }], feed: rss(item('<title>正题</title><description>正文</description><media:content url="https://x.example/1.jpg"><media:title>图题</media:title><media:description>图说</media:description></media:content>'), MEDIA) },
  { name: 'iTunes: summary and author where there are no others', items: [{ title: '第一期', body: '本期内容', author: '电台' }], feed: rss(item('<title>第一期</title><itunes:title>别题</itunes:title><itunes:author>电台</itunes:author><itunes:summary>本期内容</itunes:summary>'), ITUNES) },
  { name: 'missing titles', items: [{ title: null, body: '甲' }, { title: null, body: '' }], feed: rss(item('<description>甲</description>') + item('<title/>')) },
  { name: 'an image of the channel has a title of its own', title: '清河', link: 'https://www.qinghe.example/', items: [], feed: rss('<image><title>图标</title><url>https://x.example/i.png</url><link>https://x.example/</link></image><textInput><title>搜索</title></textInput>') },
  { name: 'authors in three forms', items: [{ author: '张三' }, { author: '李四' }, { author: '王五' }], feed: rss(item('<title>a</title><author>z@x.example (张三)</author>') + item('<title>b</title><author>李四 &lt;l@x.example&gt;</author>') + item('<title>c</title><dc:creator><![CDATA[王五]]></dc:creator>'), 'xmlns:dc="http://purl.org/dc/elements/1.1/"') },
  { name: 'comments and instructions between the words', items: [{ title: '路灯不亮' }], feed: `${PROLOG}<?xml-stylesheet href="a.css"?><!-- <item> -->${rss(item('<title>路灯<!-- 暂 -->不亮<?x y?></title>'))}<!-- end -->` },
  { name: 'scripts and styles are no words', items: [{ body: '正文' }], feed: rss(item('<title>t</title><description><![CDATA[<style>p{}</style><script>if (a<b) document.write("<p>x</p>")</script>正文<!-- x --><noscript>y</noscript>]]></description>')) },
  { name: 'a cut-off tag at the end of a lead', items: [{ body: '导语到此' }], feed: rss(item('<title>t</title><description><![CDATA[导语到此<a href="http://x.exa]]></description>')) },
];
