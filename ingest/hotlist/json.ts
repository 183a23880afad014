import { YuqingError } from '../../model/index.ts';

/** A call, a variable, or a guard like `)]}',`: what stands before the data of a script is short. */
const LONGEST_WRAPPER = 200;

/** Baidu's own page of its list carries the data in a comment. */
const IN_COMMENT = { from: '<!--s-data:', to: '-->' };

/**
 * JSON as hot lists serve it: plain, as JSONP (`callback({…});`), assigned to a variable, behind a guard, or in the
 * comment of Baidu's page.
 *
 * @throws YuqingError HOTLIST_NOT_A_LIST for a page, and for what is no JSON
 */
export function readJson(text: string): unknown {
  const start = text.trim();
  if (start === '') throw new YuqingError('HOTLIST_NOT_A_LIST', '榜单是空的', '请稍后重试;一直如此则请核对网址');
  if (start.startsWith('<')) {
    const data = inComment(start);
    if (data !== undefined) return data;
    throw new YuqingError('HOTLIST_NOT_A_LIST', '这是一个网页(HTML),不是 JSON 榜单', '请改填该榜单的数据接口;对方要求登录或拦截程序时也会给出网页');
  }
  const whole = parse(start);
  if (whole !== undefined) return whole;
  const from = start.search(/[{[]/);
  const to = Math.max(start.lastIndexOf('}'), start.lastIndexOf(']')) + 1;
  const inner = from > 0 && from <= LONGEST_WRAPPER && to > from ? parse(start.slice(from, to)) : undefined;
  if (inner !== undefined) return inner;
  throw new YuqingError('HOTLIST_NOT_A_LIST', '内容不是 JSON,或不完整', '请核对网址;对方临时出错时稍后会再试');
}

function inComment(page: string): unknown {
  const from = page.indexOf(IN_COMMENT.from);
  const to = from < 0 ? -1 : page.indexOf(IN_COMMENT.to, from);
  return to < 0 ? undefined : parse(page.slice(from + IN_COMMENT.from.length, to));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
