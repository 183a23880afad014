import { maskName } from '../privacy/name.ts';

/** `@某某`: letters, digits, `_`, `-`, `·`; not the one in a mail address. */
const MENTION = /(?<![\w.])[@\uff20]([\p{L}\p{N}_\-\u00b7]{1,30})/gu;

/** Names that only an office, a newspaper or a service bears: they identify nobody. */
const INSTITUTION = /(?:发布|公安|警方|交警|网警|城管|住建|人社|教育|卫健|环保|生态|应急|消防|监管|民政|文旅|交通|公交|地铁|水务|供电|供水|燃气|热线|政务|政府|[市区县省]委|团委|信访|检察|法院|税务|气象|街道|社区|中心|医院|学校|大学|日报|晚报|晨报|新闻|电视台|电台|融媒|局|委|办|厅|院)$|12345|^平安/u;

/** `maskMentions('问过@张三丰,也问过@清河城管')` → `'问过@张*,也问过@清河城管'`. */
export const maskMentions = (text: string): string =>
  (/[@\uff20]/.test(text) ? text.replace(MENTION, (whole, name: string) => (isName(name) && !INSTITUTION.test(name) ? whole[0] + maskName(name) : whole)) : text);

/** Without a space behind it a mention runs into the words that follow; what is this long is words. */
const LONGEST_NAME = 10;
const isName = (name: string): boolean => name.length <= LONGEST_NAME || !/\p{Script=Han}/u.test(name);

const EDGE_NAME = String.raw`[@\uff20][\p{L}\p{N}_\-\u00b7]{1,30}(?![\p{L}\p{N}_\-\u00b7])`;
const LEADING = new RegExp(String.raw`^${EDGE_NAME}[\s,\uff0c:\uff1a\u3002!\uff01]*`, 'u');
const TRAILING = new RegExp(String.raw`(?<![\w.])${EDGE_NAME}[\s]*$`, 'u');
const MOST = 50;

/** Mentions before and behind the words, which only call somebody: `withoutCalls('@清河发布 路灯坏了 @小李')` → `{ text: '路灯坏了', called: ['@清河发布', '@小李'] }`. */
export function withoutCalls(text: string): { text: string; called: string[] } {
  const called: string[] = [];
  let rest = text.trim();
  for (const edge of [LEADING, TRAILING]) {
    while (called.length < MOST) {
      // A trailing mention can only stand in the last few characters.
      const from = edge === TRAILING ? Math.max(0, rest.length - 60) : 0;
      const found = edge.exec(rest.slice(from));
      const name = found && /[\p{L}\p{N}_\-\u00b7]+/u.exec(found[0])?.[0];
      if (!found || !name || !isName(name)) break;
      called.push(found[0].trim().replace(/[\s,\uff0c:\uff1a\u3002!\uff01]+$/, ''));
      rest = (edge === LEADING ? rest.slice(found[0].length) : rest.slice(0, from + found.index)).trim();
    }
  }
  return { text: rest, called };
}
