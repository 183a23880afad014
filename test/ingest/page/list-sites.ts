/** List pages as the content systems of counties, newspapers and forums write them, awkward on purpose. */
export interface ListPage {
  name: string;
  url: string;
  html: string;
  /** Title, Shanghai day and time (or null), URL after the site's own address. */
  links: [title: string, date: string | null, url: string][];
  next?: string | null;
}

const SITE = 'http://www.qinghe.gov.cn';

const nav = '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/zwfw/index.html">政务服务</a></li><li><a href="/hdjl/">互动交流</a></li><li><a href="/sjkf/">数据开放</a></li></ul></div>';
const crumbs = '<div class="position">当前位置:<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/tzgg/">通知公告</a></div>';
const friends = '<div class="yq"><h3>友情链接</h3><ul><li><a href="http://www.province.gov.cn/art/2020/1/1/art_1_1.html">省人民政府门户网站欢迎您</a></li><li><a href="http://sub.qinghe.gov.cn/content/post_1.html">清河县人力资源和社会保障局</a></li><li><a href="http://edu.qinghe.gov.cn/content/post_2.html">清河县教育体育局官方网站</a></li></ul></div>';
const footer = '<div class="footer"><a href="/wzdt/202001/t20200101_1.html">网站地图</a><a href="/gywm/202001/t20200101_2.html">关于我们</a><a href="/ysbh/202001/t20200101_3.html">隐私保护声明和使用条款</a><p>主办:清河县人民政府办公室 冀ICP备00000000号</p></div>';
const hot = '<div class="right-box"><h3>热门排行</h3><ul><li><a href="/zwgk/202401/t20240101_91.html">关于清河县城区部分道路实施限行的通告</a></li><li><a href="/zwgk/202402/t20240201_92.html">清河县二〇二四年中小学招生入学工作方案</a></li><li><a href="/zwgk/202403/t20240301_93.html">清河县居民医保缴费办理流程一图读懂</a></li></ul></div>';
const around = (main: string, more = '') => `<!DOCTYPE html><html><head><meta charset="utf-8"><title>通知公告</title></head><body>${nav}${crumbs}<div class="wrap">${main}${hot}</div>${more}${friends}${footer}</body></html>`;

const TITLES = ['关于东风路供水管道抢修停水的紧急通知', '清河县城乡居民取暖补贴申领办法解读', '王家庄村道路硬化工程施工招标公告', '关于公开征求《清河县养犬管理规定》意见的公告', '县疾控中心提醒:冬季谨防一氧化碳中毒', '我县召开安全生产专项整治工作推进会'];
const DAYS = ['2026-11-24', '2026-11-23', '2026-11-20', '2026-11-18', '2026-11-02', '2026-10-31'];
type Row = [title: string, day: string, i: number];
const rows = (write: (row: Row) => string) => TITLES.map((title, i) => write([title, DAYS[i]!, i])).join('\n');
const expected = (path: (row: Row) => string, date: (day: string) => string | null = (day) => day): ListPage['links'] => TITLES.map((title, i) => [title, date(DAYS[i]!), path([title, DAYS[i]!, i])]);
const compact = (day: string) => day.replaceAll('-', '');
const trs = ([, day, i]: Row) => `${day.slice(0, 4)}${day.slice(5, 7)}/t${compact(day)}_${4200 + i}.html`;

export const LIST_PAGES: ListPage[] = [
  {
    name: 'TRS: relative links, the pager written by script',
    url: `${SITE}/zwgk/tzgg/`,
    html: around(`<ul class="news_list">${rows((row) => `<li><span>${row[1]}</span><a href="./${trs(row)}" target="_blank">${row[0]}</a></li>`)}</ul><div class="page"><script>createPageHTML(12, 0, "index", "html");</script></div>`),
    links: expected((row) => `/zwgk/tzgg/${trs(row)}`),
    next: `${SITE}/zwgk/tzgg/index_1.html`,
  },
  {
    name: '大汉 jcms: the list hides in a script as XML records',
    url: `${SITE}/col/col1234/index.html`,
    html: around(`<div id="1234"><script type="text/xml"><datastore><nextgroup></nextgroup><recordset>${rows(([title, day, i]) => `<record><![CDATA[<li><a href="/art/${day.replaceAll('-', '/')}/art_1234_${i}.html" title="${title}">${title.slice(0, 12)}…</a><b>${day}</b></li>]]></record>`)}</recordset></datastore></script></div>`),
    links: expected(([, day, i]) => `/art/${day.replaceAll('-', '/')}/art_1234_${i}.html`),
  },
  {
    name: 'tables of 2005 with font tags, cells left open, titles cut',
    url: `${SITE}/list.asp?classid=7`,
    html: `<html><body><center><table width=780><tr><td><a href=index.asp>首页</a> | <a href=list.asp?classid=1>新闻</a> | <a href=list.asp?classid=7>公告</a></table><table width=780><tr><td width=180><table><tr><td>栏目导航<tr><td><a href=list.asp?classid=2>机构</a><tr><td><a href=list.asp?classid=3>法规</a></table><td valign=top><table width=100%>${rows(([title, day, i]) => `<tr><td width=12><img src=dot.gif><td><font color=#333333><a href="show.asp?id=${800 + i}" title="${title}"><font size=2>${i === 0 ? '<font color=red>' : ''}${title.slice(0, 10)}...${i === 0 ? '</font>' : ''}</font></a></font><td width=80 align=right><font color=gray>(${day.slice(5).replace('-', '/')})</font>`)}</table><p align=center>共 9 页 <a href="list.asp?classid=7&page=2">下一页</a> <a href="list.asp?classid=7&page=9">尾页</a></table></center></body></html>`,
    links: expected(([,, i]) => `/show.asp?id=${800 + i}`),
    next: `${SITE}/list.asp?classid=7&page=2`,
  },
  {
    name: 'date in a cell of its own beside number and unit',
    url: `${SITE}/gkml/`,
    html: around(`<table class="gkml"><thead><tr><th>索引号</th><th>名称</th><th>发布机构</th><th>发文日期</th></tr></thead><tbody>${rows(([title, day, i]) => `<tr><td>QH000-${i}/2026-0000${i}</td><td><a href="/content/post_${5550 + i}.html">${title}</a></td><td>县政府办公室</td><td>${day.replace('-', '年').replace('-', '月')}日</td></tr>`)}</tbody></table>`),
    links: expected(([,, i]) => `/content/post_${5550 + i}.html`),
  },
  {
    name: 'cards: picture, title and 查看详情 lead to the same page; the day large, the month small',
    url: `${SITE}/news/`,
    html: around(`<div class="cards">${rows(([title, day, i]) => `<div class="card${i % 2 ? ' odd' : ''}"><a href="/news/${9900 + i}.html"><img src="/p/${i}.jpg" alt="图"></a><div class="date"><b>${day.slice(8)}</b><i>${day.slice(0, 7).replace('-', '/')}</i></div><h3><a href="/news/${9900 + i}.html">${title}</a></h3><p>11月1日,记者从有关部门获悉,相关工作正在有序推进,具体安排以部门通知为准……</p><a class="more" href="/news/${9900 + i}.html">查看详情 &gt;&gt;</a></div>`)}</div>`),
    links: expected(([,, i]) => `/news/${9900 + i}.html`),
  },
  {
    name: 'cards that are one large link',
    url: `${SITE}/video/`,
    html: around(`<div class="list">${rows(([title, day, i]) => `<a class="item" href="/a/${compact(day)}/${i}77001.shtml"><div class="pic"><img src="x.jpg"></div><div class="txt"><div class="name">${title}</div><div class="desc">这是一段比标题长得多的导语,讲的是同一件事,写得很长很长,长到超过标题许多。</div><span>发布时间:${day} 09:30 来源:清河融媒</span></div></a>`)}</div>`),
    links: expected(([, day, i]) => `/a/${compact(day)}/${i}77001.shtml`, (day) => `${day} 09:30`),
  },
  {
    name: 'links that are scripts, on a page with a base',
    url: `${SITE}/info/list.jsp`,
    html: around(`<base href="${SITE}/info/">${'<ul>'}${rows(([title, day, i]) => (i % 2 ? `<li><a href="javascript:void(0)" onclick="window.open('detail.jsp?id=${70 + i}')">${title}</a>[${day.slice(5)}]</li>` : `<li><a href="javascript:window.open('detail.jsp?id=${70 + i}','_blank')">${title}</a>[${day.slice(5)}]</li>`))}</ul><a href="javascript:goPage(2)">下一页</a>`),
    links: expected(([,, i]) => `/info/detail.jsp?id=${70 + i}`),
    next: null,
  },
  {
    name: 'rows without elements, the category before each title',
    url: `${SITE}/xwzx/`,
    html: around(`<div class="con">${rows(([title, day, i]) => `·[<a href="/xwzx/yw/">要闻</a>] <a href="/xwzx/yw/${3300 + i}.htm">${title}</a> ${day}<br>`)}</div>`),
    links: expected(([,, i]) => `/xwzx/yw/${3300 + i}.htm`),
  },
  {
    name: 'definition list: the date in the dd after its dt',
    url: `${SITE}/jiedu/`,
    html: around(`<dl>${rows(([title, day, i]) => `<dt><a href="/jiedu/2026/${660 + i}.html">${title}</a></dt><dd>${day}</dd>`)}</dl>`),
    links: expected(([,, i]) => `/jiedu/2026/${660 + i}.html`),
  },
  {
    name: 'five rows to a list, a pinned one in colour, no dates but in the URLs',
    url: `${SITE}/tongzhi/`,
    html: around(`<div class="lists">${[0, 3].map((from) => `<ul>${TITLES.slice(from, from + 3).map((title, j) => `<li>${from + j === 0 ? '<h4><font color="red"><strong>' : ''}<a href="/tongzhi/${DAYS[from + j]!.replaceAll('-', '/')}/${81 + from + j}.html">${title}</a>${from + j === 0 ? '</strong></font></h4>' : ''}</li>`).join('')}</ul>`).join('<hr>')}</div><div class="pagination"><a>1</a><a href="?page=2">2</a><a href="?page=2" class="next">›</a></div>`),
    links: expected(([, day, i]) => `/tongzhi/${day.replaceAll('-', '/')}/${81 + i}.html`),
    next: `${SITE}/tongzhi/?page=2`,
  },
  {
    name: '动易: the whole record in the title attribute',
    url: `${SITE}/Article/Class3/`,
    html: around(`<table>${rows(([title, day, i]) => `<tr><td><a class="listA" href="/Article/Class3/2026/${440 + i}.html" title="文章标题:${title}\n作  者:佚名\n更新时间:${day} 8:05:00\n点击次数:${i}">${title.slice(0, 9)}…</a></td></tr>`)}</table>`),
    links: expected(([,, i]) => `/Article/Class3/2026/${440 + i}.html`, (day) => `${day} 08:05`),
  },
  {
    name: 'a forum board: authors, counts, page numbers and last replies beside the threads',
    url: 'http://bbs.qinghe.example/forum-2-1.html',
    html: `<html><body><div id="hd"><a href="forum.php">论坛</a><a href="member.php?mod=logging">登录</a></div><table id="threadlist"><tbody><tr><td>标题</td><td>作者</td><td>回复</td><td>最后发表</td></tr></tbody>${rows(([title, day, i]) => `<tbody id="normalthread_${i}"><tr><td class="icn"><a href="thread-${510 + i}-1-1.html" title="新窗口打开" target="_blank"><img src="f.gif"></a></td><th class="common"><em>[<a href="forum.php?mod=forumdisplay&fid=2&filter=typeid&typeid=${i}">民生</a>]</em> <a href="thread-${510 + i}-1-1.html" class="s xst">${title}</a> <span class="tps">&nbsp;...<a href="thread-${510 + i}-2-1.html">2</a><a href="thread-${510 + i}-3-1.html">3</a></span></th><td class="by"><cite><a href="space-uid-${i}.html">网友某某${i}</a></cite><em><span>${day}</span></em></td><td class="num"><a href="thread-${510 + i}-1-1.html" class="xi2">${i + 12}</a><em>345</em></td><td class="by"><cite><a href="space-username-x.html">路人某</a></cite><em><a href="forum.php?mod=redirect&tid=${510 + i}&goto=lastpost#lastpost">2026-11-24 10:0${i}</a></em></td></tr></tbody>`)}</table><div class="pg"><strong>1</strong><a href="forum-2-2.html">2</a><a href="forum-2-2.html" class="nxt">下一页</a></div></body></html>`,
    links: expected(([,, i]) => `http://bbs.qinghe.example/thread-${510 + i}-1-1.html`),
    next: 'http://bbs.qinghe.example/forum-2-2.html',
  },
  {
    name: 'a home page of six columns',
    url: `${SITE}/`,
    html: around(['要闻', '公告', '政策', '解读', '民生', '招标'].map((column, c) => `<div class="col c${c}"><div class="tit"><h2><a href="/${c}/">${column}</a></h2><a href="/${c}/" class="more">更多&gt;&gt;</a></div><ul>${TITLES.slice(0, 4).map((title, i) => `<li><a href="/${c}/202611/t202611${20 + i}_${c}${i}.html">${column}|${title}</a><em>11-${20 + i}</em></li>`).join('')}</ul></div>`).join('')),
    links: ['要闻', '公告', '政策', '解读', '民生', '招标'].flatMap((column, c) => TITLES.slice(0, 4).map((title, i): [string, string, string] => [`${column}|${title}`, `2026-11-${20 + i}`, `/${c}/202611/t202611${20 + i}_${c}${i}.html`])),
  },
  {
    name: 'attachments among pages, tracking and session ids in the links',
    url: `${SITE}/cggg/`,
    html: around(`<ul>${rows(([title, day, i]) => `<li><a href="${['/f/1.pdf', '/f/2.docx', '/cggg/70001.html;jsessionid=A1B2?spm=x.y', '/cggg/70002.html?utm_source=wx#top', '/cggg/70003.html', '/f/3.xls'][i]}">${title}</a><i>${day}</i></li>`)}</ul>`),
    links: expected(([,, i]) => ['/f/1.pdf', '/f/2.docx', '/cggg/70001.html;jsessionid=A1B2?spm=x.y', '/cggg/70002.html?utm_source=wx', '/cggg/70003.html', '/f/3.xls'][i]!),
  },
  {
    name: 'the column menu at the left, longer than the list of two',
    url: `${SITE}/ldzc/`,
    html: around(`<div class="left"><ul>${['领导之窗', '机构职能', '人事任免', '规划计划', '统计数据', '财政信息', '应急管理', '重大项目', '建议提案', '法规公文'].map((name, i) => `<li><a href="/ml/${i}/">${name}</a></li>`).join('')}</ul></div><div class="main-right"><ul>${TITLES.slice(0, 2).map((title, i) => `<li><a href="/ldzc/detail_${61 + i}.html">${title}</a><span>${DAYS[i]}</span></li>`).join('')}</ul></div>`),
    links: expected(([,, i]) => `/ldzc/detail_${61 + i}.html`).slice(0, 2),
  },
  {
    name: 'a newspaper: told from now, mixed with other sites',
    url: 'https://news.qinghe-daily.com/local/',
    html: around(`<div class="feed">${rows(([title,, i]) => `<div class="feed-item"><h3><a href="https://news.qinghe-daily.com/detail/${(1n << 60n) + BigInt(i)}">${title}</a></h3><span class="src">清河日报</span><span class="time">${['3小时前', '昨天 09:15', '刚刚', '前天', '11-02', '2025-12-31'][i]}</span></div>`)}</div><div class="ad"><a href="https://ads.example.com/content/post_1.html">大型团购活动火热进行中欢迎选购</a></div>`),
    links: [['2026-11-24 13:00', 0], ['2026-11-23 09:15', 1], ['2026-11-24 15:59', 2], ['2026-11-22', 3], ['2026-11-02', 4], ['2025-12-31', 5]].map(([date, i]) => [TITLES[i as number]!, date as string, `https://news.qinghe-daily.com/detail/${(1n << 60n) + BigInt(i as number)}`]),
  },
  {
    name: 'years only in the URLs, written with backslashes; a slider of pictures above',
    url: `${SITE}/ks/index.shtml`,
    html: around(`<ul class="items">${[1, 2].map((i) => `<li> <a href="/News\\2015\\0820\\16846999CE46C353987099D98C0469C${i}.shtml" title="检查指导全县考务工作的图片新闻"><img src="a.bmp" alt="检查指导全县考务工作的图片新闻"></a></li>`).join('')}</ul><div class="tab"><a href="ShowList.aspx?show=zxgg" class="more"><img src="images/more.png"></a><ul>${rows(([title, day, i]) => `<li><span>${i === 0 ? '01-02' : day.slice(5)}</span><a href="/News\\2017\\${i === 0 ? '1229' : compact(day).slice(4)}\\DE8C998E345870D97E0D51E57AC5EA2${i}.shtml" title="${title}">${title.slice(0, 14)}...</a></li>`)}</ul></div>`),
    links: expected(([, day, i]) => `/News/2017/${i === 0 ? '1229' : compact(day).slice(4)}/DE8C998E345870D97E0D51E57AC5EA2${i}.shtml`, (day) => (day === DAYS[0] ? '2018-01-02' : day.replace('2026', '2017'))),
  },
  {
    name: 'date before the title, in the same line',
    url: `${SITE}/gs/`,
    html: around(`<div class="p">${rows(([title, day, i]) => `<p><span>${day.replaceAll('-', '.')}</span><a href="/gs/view?id=${i + 31}">${title}</a></p>`)}</div>`),
    links: expected(([,, i]) => `/gs/view?id=${i + 31}`),
  },
  {
    name: 'the date at the end of the title itself; titles that speak of days',
    url: `${SITE}/tq/`,
    html: around(`<ul>${rows(([title, day, i]) => `<li>${'<a'} href="/tq/20${i}55.html">2026年12月3日前${title} [${day}]</a></li>`)}</ul>`),
    links: TITLES.map((title, i) => [`2026年12月3日前${title}`, DAYS[i]!, `/tq/20${i}55.html`]),
  },
  {
    name: '博达: a dot, a title and a date in cells of their own, rows of nothing between',
    url: `${SITE}/tzgg.htm`,
    html: around(`<table class="winstyle12">${rows(([title, day, i]) => `<tr height=20><td width="2%"><span class="leaderfont"> · </span></td><td><a class="c12" href="info/1012/${3400 + i}.htm" target="_blank" title="${title}">${title}</a>&nbsp;&nbsp;</td><td width="1%" nowrap><span class="timestyle12">${day}&nbsp;</span></td></tr><tr><td colspan=4></td></tr>`)}<tr><td>共123条 1/9 首页 上页 <a href="tzgg/8.htm" class="Next">下页</a> <a href="tzgg/1.htm">尾页</a></td></tr></table>`),
    links: expected(([,, i]) => `/info/1012/${3400 + i}.htm`),
    next: `${SITE}/tzgg/8.htm`,
  },
  {
    name: 'dedecms: picture, category, title, counts and a summary',
    url: `${SITE}/a/xw/`,
    html: around(`<div class="listbox"><ul class="e2">${rows(([title, day, i]) => `<li><a href='/a/xw/2026/1124/${i}33.html' class='preview'><img src='x.jpg'/></a>[<b><a href='/a/xw/'>新闻</a></b>] <a href="/a/xw/2026/1124/${i}33.html" class="title">${title}</a><span class="info"><small>日期:</small>${day} 10:11:01<small>点击:</small>123<small>好评:</small>0</span><p class="intro">这里是摘要,说的是去年的事……</p></li>`)}</ul></div><ul class="pagelist"><li class="thisclass">1</li><li><a href='list_5_2.html'>2</a></li><li><a href='list_5_2.html'>下一页</a></li></ul>`),
    links: expected(([,, i]) => `/a/xw/2026/1124/${i}33.html`, (day) => `${day} 10:11`),
    next: `${SITE}/a/xw/list_5_2.html`,
  },
  {
    name: 'WordPress: author, category and comments in each article, recent articles at the side',
    url: `${SITE}/blog/`,
    html: `<body><main>${rows(([title, day, i]) => `<article class="post-${i}22 post type-post"><header class="entry-header"><h2 class="entry-title"><a rel=bookmark href="/archives/${i}1234">${title}</a></h2><div class="meta"><time>${day.replace('-', '年').replace('-', '月')}日</time> <a href="/author/admin">admin</a> <a href="/category/news">新闻动态</a> <a href="/archives/${i}1234#comments">3条评论</a></div></header><p>摘要文字…… <a href="/archives/${i}1234" class="more-link">阅读全文</a></p></article>`)}</main><nav class="navigation pagination"><a class="next page-numbers" href="/page/2">下一页</a></nav><aside id="secondary" class="widget-area"><h2>近期文章</h2><ul>${rows(([title,, i]) => `<li><a href="/archives/${i}9999">${title}之旧闻</a></li>`)}</ul></aside></body>`,
    links: expected(([,, i]) => `/archives/${i}1234`),
    next: `${SITE}/page/2`,
  },
  {
    name: 'a column that is itself called 热点关注',
    url: `${SITE}/rdgz/`,
    html: `<body>${nav}<div class="pos">当前位置:<a href="/">首页</a> &gt; <a href="/rdgz/">热点关注</a></div><ul class="list">${rows(([title,, i]) => `<li><a href="/rdgz/20261${i}/77${i}01.html">${title}</a></li>`)}</ul></body>`,
    links: expected(([,, i]) => `/rdgz/20261${i}/77${i}01.html`, () => null),
  },
  {
    name: 'paragraphs: the date and a summary that names another day after each title',
    url: `${SITE}/wz/`,
    html: around(`<div class="txt">${rows(([title, day, i]) => `<p><a href="/wz/${i}0021.html"><b>${title}</b></a></p><p class="d">${day}</p><p>这里是摘要,关于2020年1月1日的一件事情,写得比较长,不是日期。</p>`)}</div>`),
    links: expected(([,, i]) => `/wz/${i}0021.html`),
  },
  {
    name: 'a script-made site, as its browser shows it: routes behind #',
    url: `${SITE}/#/news`,
    html: `<div id="app"><div class="top"><a href="#/">首页</a><a href="#/news">新闻</a><a href="#/about">关于</a></div><div class="rows">${rows(([title, day, i]) => `<a class="row" href="#/detail/${i}"><p>${title}</p><span>${day}</span></a>`)}</div></div>`,
    links: expected(([,, i]) => `/#/detail/${i}`),
  },
];

export const MENU_ONLY = `<html><body>${nav}${crumbs}<div class="left"><ul><li><a href="/a/">领导信箱</a></li><li><a href="/b/">在线访谈</a></li><li><a href="/c/">民意征集</a></li></ul></div>${friends}${footer}</body></html>`;
