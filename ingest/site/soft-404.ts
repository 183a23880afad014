/** What servers write on a page that is none, though they answer 200. */
const GONE = new RegExp([
  '(?:页面|网页|文章|内容|信息|文件|栏目|资源|地址|链接)(?:已经|已|可能|好像|暂时)?(?:不存在|被删除|删除|丢失|失效|下线|被移除|移除|撤下|找不到|走丢)',
  '(?:找不到|没有找到|未找到|无法找到)(?:了|您|你|要|所|请求|访问|查看|的|该|此|相关|这个|任何){0,6}(?:页面|网页|文章|内容|信息|文件|资源)',
  '您(?:所|要)?(?:访问|查看|浏览|请求)的[^。,,!!]{0,8}(?:不存在|已删除|被删除|找不到|走丢)',
  '(?:page|file|resource|url)(?: you requested)?(?: was| is| could)?(?: not|n[’\']t)(?: be)? (?:found|exist)',
  '\\b404\\b[^0-9]{0,12}(?:not found|error|错误|页面)', '(?:错误|error)\\s*[::]?\\s*404\\b',
].join('|'), 'i');
const TITLE = /^\s*(?:404\b|(?:error|错误)\s*404\b|page not found|not found\b|(?:页面|网页|文章|内容)(?:已|被|可能)*(?:不存在|删除|找不到)|找不到(?:页面|网页))/i;
/** More words than this of its own and a page says something, also when it speaks of missing pages. */
const FEW_WORDS = 300;
const SOME_WORDS = 1_500;

/**
 * The words by which a page admits that it is none (软404), or null.
 *
 * @param words the page's text without its links, so that a menu around the message does not hide it
 * @example softGone('清河县人民政府', '您访问的页面不存在,3秒后返回首页') // '您访问的页面不存在'
 */
export function softGone(title: string, words: string): string | null {
  if (words.length <= SOME_WORDS) {
    const named = TITLE.exec(title);
    if (named) return title.trim().slice(0, 30);
  }
  if (words.length > FEW_WORDS) return null;
  return GONE.exec(words)?.[0].trim().slice(0, 30) ?? null;
}

/** A server that sends all that is missing to one page: `…/404.html`, `…/error/notfound`. */
export function isErrorPage(found: string, asked: string): boolean {
  const pattern = /\/(?:404|error|errors|notfound|not_found|page404|error404|404error)(?:\.\w{2,5})?\/?$/i;
  return pattern.test(new URL(found).pathname) && !pattern.test(new URL(asked).pathname);
}
