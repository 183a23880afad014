/** The kinds as people write them in lists; a kind's own word (`feed`) is always one. */
const KINDS: [RegExp, string][] = [
  [/^(?:feed|rss|atom|rss源|订阅|订阅源|rss订阅|json ?feed)$/i, 'feed'],
  [/^(?:page|网页|页面|列表|列表页|栏目|栏目页|网页列表|新闻列表)$/i, 'page'],
  [/^(?:hotlist|热搜|热榜|热搜榜|热点榜|榜单)$/i, 'hotlist'],
  [/^(?:site|网站|站点|整站|政府网站|网站监测|信息公开监测|信息公开)$/i, 'site'],
];

/** `kindOf('RSS 源')` → `'feed'`; a word that is none is given back as it stands, for the error to name it. */
export function kindOf(text: string): string {
  const word = text.normalize('NFKC').trim();
  return KINDS.find(([pattern]) => pattern.test(word) || pattern.test(word.replace(/\s+/g, '')))?.[1] ?? word;
}

/** Words separated by 、,;/ or spaces, each once: `wordsOf('停水、停电;路灯')` → `['停水', '停电', '路灯']`. */
export function wordsOf(text: string): string[] {
  return [...new Set(text.split(/[\s、,,;;|/]+/).filter((word) => word !== ''))];
}

/** `'30'`, `'30分钟'`, `'每2小时'`, `'1天'` → minutes; null where it is no time. */
export function minutesOf(text: string): number | null {
  const found = /^(?:每隔?)?\s*(\d{1,6}(?:\.\d{1,3})?)\s*(分钟|分|min|minutes?|m|小时|时|h|hours?|天|日|d|days?)?(?:一次|\/次)?$/i.exec(text.normalize('NFKC').trim());
  if (!found) return null;
  const unit = found[2] ?? '分';
  const minutes = Number(found[1]) * (/^(?:小时|时|h)/i.test(unit) ? 60 : /^(?:天|日|d)/i.test(unit) ? 1_440 : 1);
  return minutes > 0 ? minutes : null;
}

const YES = /^(?:是|需|需要|要|启用|开|true|yes|y|on|1|√|✓|✔)$/i;
const NO = /^(?:|否|不|不需要|不要|无|停用|暂停|关|false|no|n|off|0|×|✗|-|—)$/i;

/** Yes, no, or null where neither is said. */
export function yesOrNo(text: string): boolean | null {
  const word = text.trim();
  return YES.test(word) ? true : NO.test(word) ? false : null;
}

const LONGEST_ADDRESS = 4_000;

/**
 * An address as lists carry it, made whole: `feed://…` and `feed:https://…` of old readers, and a bare host.
 * `addressOf('www.example.gov.cn')` → `'http://www.example.gov.cn/'`. Null where it cannot be one.
 */
export function addressOf(text: string): string | null {
  const bare = text.trim().replace(/^feed:(?:\/\/)?(?=https?:)/i, '').replace(/^feed:\/\//i, 'http://');
  if (bare.length > LONGEST_ADDRESS) return null;
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(bare) ? bare : looksLikeHost(bare.split(/[/?#]/, 1)[0] ?? '') ? `http://${bare}` : null;
  if (whole === null || !URL.canParse(whole)) return null;
  const url = new URL(whole);
  if (!/^https?:$/.test(url.protocol)) return null;
  // A place within a page is no other page; a route of a script (`#/news`) is.
  if (!/^#[!/]/.test(url.hash)) url.hash = '';
  return url.href;
}

const looksLikeHost = (text: string): boolean => /^[^\s@:]+(?::\d{1,5})?$/.test(text) && /[^.]\.[^.]/.test(text);
