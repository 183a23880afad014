import { headerText } from './header-text.ts';

export interface Mailbox {
  /** As written; null where only the address stands there. */
  name: string | null;
  /** In lower case. */
  address: string | null;
}

const ADDRESS = /[^\s<>"(),;:\\[\]@]{1,64}@[^\s<>"(),;:\\[\]@]{1,255}/;
const LONGEST = 8_000;
const MOST = 50;

/**
 * The people of a From, To or Reply-To header (latin1): `"=?gb2312?B?…?=" <a@b.cn>`, `a@b.cn (张三)`, a bare name.
 *
 * @example readMailboxes('"张三" <Zhang@QQ.com>') // [{ name: '张三', address: 'zhang@qq.com' }] (bytes given as latin1)
 */
export function readMailboxes(header: string | null, charset: string | null = null): Mailbox[] {
  return splitList((header ?? '').slice(0, LONGEST)).slice(0, MOST).map((one): Mailbox => {
    const address = /<\s*([^<>]{0,400})\s*>/.exec(one)?.[1] ?? one;
    const bare = ADDRESS.exec(address)?.[0] ?? null;
    const named = one.includes('<') ? one.slice(0, one.indexOf('<')) : bare === null ? one : /\(([^()]{1,400})\)/.exec(one)?.[1] ?? '';
    const name = headerText(named.trim().replace(/^"(.*)"$/, '$1').replace(/\\(["\\])/g, '$1'), charset).replace(/^["'\u201c]+|["'\u201d]+$/g, '').trim();
    return { name: name === '' || name.toLowerCase() === bare?.toLowerCase() ? null : name, address: bare?.toLowerCase() ?? null };
  }).filter((m) => m.name !== null || m.address !== null);
}

/** Commas inside quotes and angle brackets part nothing. */
function splitList(text: string): string[] {
  const out: string[] = [];
  let from = 0;
  let quoted = false;
  let angle = false;
  for (let at = 0; at < text.length; at += 1) {
    const c = text[at];
    if (c === '\\') at += 1;
    else if (c === '"') quoted = !quoted;
    else if (c === '<' && !quoted) angle = true;
    else if (c === '>' && !quoted) angle = false;
    else if ((c === ',' || c === ';') && !quoted && !angle) {
      out.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...out, text.slice(from)].filter((one) => one.trim() !== '');
}
