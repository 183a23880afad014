import { describe, expect, it } from 'vitest';
import { isCommentHeading, isContactLine, isFooterLine, isRelatedHeading } from '../../../ingest/page/phrases.ts';
import { isEdge } from '../../../ingest/page/phrases-edge.ts';
import { isNeverBody } from '../../../ingest/page/phrases-never.ts';

const full = (line: string) => line.replace(/[:()|]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const both = (lines: string[]) => lines.flatMap((line) => [...new Set([line, full(line)])]);

describe('never in a body, in half and full width', () => {
  it.each(both([
    '责任编辑:张某', '(责编:王某、赵某)', '【责任编辑:周某】', '【纠错】【责任编辑:周某】', '编辑 刘某某 校对 李某', '本文来源:某报 责任编辑:杨某_NN01', '作者:未知 责任编辑:某某', '分享到:', '打印 关闭', '【打印本页】【关闭窗口】', '微信 微博 QQ空间', '扫一扫在手机打开当前页', '用微信扫描二维码',
    '上一篇:某某通知', '下一条 没有了', '1 2 3 下一页 余下全文', '共3页 1 2 3 下一页 尾页', '点击进入专题:', '特别声明:以上文章内容仅代表作者本人观点,不代表本网立场。', '标签:清河 夜市', '浏览次数:33次', '258条评论|20,536人参与', '此前报道:某某夜市暂停营业', '字号:大 中 小', '本帖最后由 某某 于 2026-11-19 22:00 编辑',
  ]))('%s', (line) => { expect(isNeverBody(line)).toBe(true); });
});

describe('an article’s own words stay', () => {
  it.each([
    '附件1:任务分解表.doc', '一、打印机采购需求', '微信小程序已上线,居民可以在线申请。', '编辑部的故事还在继续。', '记者 周某 摄', '(资料来源:某某网等)', '下一步,清河市将继续完善长效机制。', '评论家认为,这条路修得值。', '举报人张某称,该厂夜间排污。', '关闭小煤窑三十座。',
    '赞比亚客商来访。', '举报电话:12345', '审核:乡镇对材料进行初审,五日内上报。', '提示:请市民谨慎驾驶,注意安全。', '扫码支付已覆盖全部站点。', '未经批准,任何单位不得擅自挖掘道路。', '主办单位:市体育局', '联系地址:人民路1号 邮编:223000', '来源于生活,又高于生活。', '首页推荐的产品均为国产。', '2026年11月24日,清河市召开会议。', '分享经济的发展带来新问题。', '审核通过的名单如下。', '责任编辑这个职业正在变化。',
  ])('%s', (line) => { expect([isNeverBody(line), isEdge(line), isFooterLine(line), isRelatedHeading(line)]).toEqual([false, false, false, false]); });
});

describe('edges', () => {
  it.each(both(['来源:清河日报', '发布时间:2026-11-24', '2026-11-24 10:03 来源: 清河网', '您的位置:首页 > 新闻', '首页 > 新闻 > 正文', '(原标题:某某某某)', '作者:王某', '索 引 号:0140000/2026-1', '清河日报 2026-11-24 10:03']))('%s', (line) => { expect(isEdge(line)).toBe(true); });
});

describe('headings of other news, of comments, and footers', () => {
  it.each(['相关阅读', '【延伸阅读】', '推荐阅读:', '热门新闻 更多>>', '猜你喜欢', '相关稿件', '· 相关链接 ·', 'Related articles', '图片新闻', '作者最新文章'])('%s', (line) => { expect(isRelatedHeading(line)).toBe(true); });
  it.each(['网友评论', '热门评论 10条', '最新评论 刷新', '全部评论(25)', '发表评论'])('%s', (line) => { expect(isCommentHeading(line)).toBe(true); });
  it.each(['主办单位:市体育局', '医院地址：人民路1号 24小时电话：0527-12345'])('%s weighs nothing', (line) => { expect([isContactLine(line), isFooterLine(line)]).toEqual([true, false]); });
  it('相关政策 is one where a link follows', () => { expect([isRelatedHeading('相关政策'), isRelatedHeading('【相关政策】', true)]).toEqual([false, true]); });
  it.each(['评论员文章', '新闻发布会', '文件要求'])('%s', (line) => { expect([isRelatedHeading(line), isCommentHeading(line)]).toEqual([false, false]); });
  it.each(['苏ICP备05000001号-1', '版权所有 某某网', 'Copyright © 2026 某某'])('%s', (line) => { expect(isFooterLine(line)).toBe(true); });
});
