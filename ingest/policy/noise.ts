import { isFooterLine, isRelatedHeading } from '../page/phrases.ts';
import { isNeverBody } from '../page/phrases-never.ts';

const LONGEST = 200;

/** What sites put around a document. */
const NOISE = [
  /^[【[(]?(?:字号|字体|字体大小|文字大小)(?:大小)?[】\])]? ?[:|]?[\s大中小超默认特号|[\]【】]*$/, /^[\s大中小|[\]]+$/, /^[^。]{0,14}(?:扫码使用手机|扫一扫|扫描二维码|手机(?:浏览|扫码|查看|阅读))[^。]{0,24}$/,
  /^分享(?:到|至)?(?:[ :].{0,60})?$|收藏本文|^(?:打印|关闭|收藏|下载|返回|复制|纠错|朗读|听全文)(?:本页|窗口|页面|此页|全文|文章|列表|链接|顶部|首页)?(?:[ |·]|$)/,
  /^[【[]?(?:打印|关闭|打印本页|关闭窗口|返回顶部|收藏|纠错)[】\]]/, /^(?:相关|最新|推荐|热门)(?:文档|文章|链接|附件|解读|资料|下载|推荐)(?:[ :].{0,60})?$/, /^(?:上|下)一(?:篇|条|页)(?:[ :].{0,120})?$/,
  /^(?:浏览|点击|阅读|访问)(?:次数|量|数|率)? ?:? ?\d*(?:次)?$/, /^您?(?:现在|当前|所在)?的?(?:位置|所在位置) ?[:>]/, /^首页( ?[>»/] ?.{1,20}){1,6}$/, /^(?:责任编辑|编辑|责编|作者|来源|信息来源|稿源|审核|录入) ?:.{0,40}$/,
  /^[-—–] ?\d{1,3} ?[-—–]$/, /^第 ?\d{1,3} ?页(?:[,/ ]?共 ?\d{1,3} ?页)?$/, /^\d{1,3} ?\/ ?\d{1,3}$/, /^.{2,50}(?:\.{4,}|…{2,}|·{4,}) ?\d{1,3}$/, /^目 ?录$/,
  /^(?:查看|阅读|展开|显示)(?:全文|更多|全部|原文)/, /^(?:听|看)(?:政策|解读)?$/, /^(?:微信|微博|QQ|QQ空间|朋友圈)(?:[ |、](?:微信|微博|QQ|QQ空间|朋友圈))*$/,
  /^(?:文字|图片|视频|图解|媒体|专家)解读(?: ?[:>].{0,80})?$/, /^@font-face|^\{?mso-|^Normal\s0|^[\s\d.]*磅\s/, /^\|?[-:| ]{3,}\|?$|^[+\-=\u2500-\u257f_*~ |]{4,}$/,
  /^(?:本文|文档|该文)?(?:来自|来源于|由).{0,20}(?:网|文库).{0,20}(?:提供|整理|上传|收集)/,
];
const RELATED = /^[【[]?(?:相关|最新|推荐|热门|猜你喜欢的?)(?:文档|文章|链接|阅读|新闻|推荐|资讯|信息|政策)[】\]:]?$/;
const MORE = /^(?:\.{3,}|…+)?[[(【]?(?:查看|阅读|展开|显示|点击查看|点击阅读|下载后?查看)(?:全文|全部|剩余.{0,10}|更多内容|完整(?:版|内容))/;

/** A line of the site and not of the document; folded and trimmed. */
export const isNoise = (folded: string) => folded.length <= LONGEST && (NOISE.some((pattern) => pattern.test(folded)) || isNeverBody(folded) || isFooterLine(folded));

/** Behind it stand other documents' titles. */
export const isRelated = (folded: string) => folded.length <= 20 && (RELATED.test(folded) || isRelatedHeading(folded));

/** `展开全文`: the rest was not in the file. */
export const promisesMore = (folded: string) => folded.length <= LONGEST && MORE.test(folded);

const LABELS = '法规类别|发文字号|发文文号|文号|文件编号|发布部门|发文机关|发文机构|发文单位|发布机构|发布单位|制定机关|发布日期|发布时间|公开日期|公开时间|发文日期|印发日期|成文日期|成文时间|生成日期|签发日期|实施日期|施行日期|生效日期|时效性|有效性|效力级别|效力状态|索引号|主题分类|主题词|主题词语|关键词|信息分类|体裁分类|组配分类|公开方式|公开范围|公开形式|公开目录|公开类别|公开程序|公开时限|公开责任部门|名称|标题|文件名称|信息名称|内容概述|概述|废止日期|失效日期|统一登记号|规范性文件统一编号|统一编号|浏览次数|阅读次数|点击数|信息来源|来源|所属主题|题注|文件类型|公文种类|服务对象|签发人|密级|紧急程度';
const LABEL = new RegExp(`^[【\\[]?(${LABELS.split('|').map((label) => [...label].join(' ?')).join('|')}) ?(?:[】\\]] ?:?|:) ?(.*)$`);
const LABEL_INSIDE = new RegExp(`[ |\\t]+[【\\[]?(?:${LABELS}) ?(?:[】\\]]|:)`, 'g');

/**
 * `【发文字号】扬府办发[2018]67号`, `发布日期:2016-07-11    浏览次数:3` → the labels and their values, else null. The line may be a
 * row of the table that sites set above a document.
 */
export function labelsOf(folded: string): [label: string, value: string][] | null {
  if (folded.length > 600 || !LABEL.test(folded)) return null;
  const cuts = [0, ...[...folded.matchAll(LABEL_INSIDE)].map(({ index }) => index), folded.length];
  const out: [string, string][] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const found = LABEL.exec(folded.slice(cuts[i], cuts[i + 1]).replace(/^[ |\t]+|[ |\t]+$/g, ''));
    if (found) out.push([found[1]!.replaceAll(' ', ''), found[2]!.trim()]);
  }
  return out;
}
