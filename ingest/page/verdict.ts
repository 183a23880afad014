import type { Line } from './lines.ts';
import type { PageElement } from './element.ts';
import { elementsOf, rawText } from './walk.ts';

/** Why a page has no article: it is gone, asks for a login, is a list, draws itself by script, or has nothing. */
export type NoArticle = 'gone' | 'login' | 'list' | 'script' | 'empty';

const GONE = /^.{0,10}(?:页面|网页|文章|内容|信息|帖子|链接|主题)[^。]{0,16}(?:不存在|已(?:被)?删除|找不到|未找到|已下线|走丢)|^.{0,10}404(?:\s*(?:not\s*found|error|错误|页面)|$)|page\s+not\s+found|^(?:抱歉|对不起|很遗憾)[^。]{0,12}(?:找不到|不存在|没有找到|已删除)/im;
const LOGIN = /(?:您?需要|须|请先)[^。]{0,4}(?:登录|登陆)[^。]{0,12}(?:查看|浏览|继续|访问|阅读|才)|登录后(?:才(?:能|可)|可|即可|方可)?[^。]{0,6}(?:查看|浏览|阅读|访问)|没有权限(?:访问|查看|浏览)|sign in to (?:continue|read|view)/i;
/** A text beyond this is no message of the system; a notice in its named place may well speak of logins and lost pages. */
const LONGEST_MESSAGE = 200;
const LONGEST_NAMED_MESSAGE = 60;
/** Where the page itself names the place of the article, a line is one; where it does not, a line may be anything. */
const FEWEST_NAMED = 8;
const FEWEST = 40;
const THIN = 0.4;
const SENTENCE = /[\u3002\uff0c\uff01\uff1f!?.,]/;

/** Null when the body found is an article. */
export function verdictOn(page: { root: PageElement; lines: readonly Line[]; body: readonly string[]; named: boolean; title: string | null }): NoArticle | null {
  const text = page.body.join('\n');
  const seen = page.lines.reduce((sum, line) => sum + line.text.length, 0);
  if (text.length < (page.named ? LONGEST_NAMED_MESSAGE : LONGEST_MESSAGE)) {
    const shown = `${page.title ?? ''}\n${text || page.lines.slice(0, 60).map((line) => line.text).join('\n')}`.slice(0, 2_000);
    if (GONE.test(shown)) return 'gone';
    if (LOGIN.test(shown) && (!page.named || asksPassword(page.root))) return 'login';
  }
  const enough = text.length >= (page.named ? FEWEST_NAMED : FEWEST) && (page.named || SENTENCE.test(text));
  if (enough) return isListOf(page.body, page.lines) || (!page.named && isThin(page.body, page.lines)) ? 'list' : null;
  if (seen < 200 && hasScript(page.root)) return 'script';
  const linked = page.lines.reduce((sum, line) => sum + line.linked, 0);
  return linked > 0.5 * seen && linked > 200 ? 'list' : 'empty';
}

/** Found by its density alone, and yet mostly menus and titles. */
function isThin(body: readonly string[], lines: readonly Line[]): boolean {
  const own = new Set(body);
  const among = lines.filter((line) => own.has(line.text));
  return among.reduce((sum, line) => sum + line.prose, 0) < THIN * among.reduce((sum, line) => sum + line.text.length, 0);
}

/** Most lines of the body are titles with links or with a date at their end. */
function isListOf(body: readonly string[], lines: readonly Line[]): boolean {
  const own = new Set(body);
  const among = lines.filter((line) => own.has(line.text));
  const listed = among.filter((line) => line.linked * 2 > line.text.length || /\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\])】]?$/.test(line.text) || /^[[(]?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[\])]?$/.test(line.text));
  return among.length >= 5 && listed.length > 0.6 * among.length && among.reduce((sum, line) => sum + line.prose, 0) < 0.4 * among.reduce((sum, line) => sum + line.text.length, 0);
}

function asksPassword(root: PageElement): boolean {
  for (const { tag, attributes } of elementsOf(root)) if (tag === 'input' && attributes['type'] === 'password') return true;
  return false;
}

function hasScript(root: PageElement): boolean {
  for (const element of elementsOf(root)) if (element.tag === 'script' && (element.attributes['src'] !== undefined || rawText(element).length > 200)) return true;
  return false;
}
