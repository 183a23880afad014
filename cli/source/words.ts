import { shanghaiText } from '../../model/index.ts';
import { place } from '../../ingest/fetch/errors.ts';
import { columnsOf } from '../chinese.ts';

/** What sources and people wrote, on one line: it must not drive the terminal. */
export const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').replace(/\s+/g, ' ').trim();

/** At most `width` columns, with an ellipsis where something was left out: `fit('清河区政务服务中心', 9)` → `'清河区政…'`. */
export function fit(text: string, width: number): string {
  if (columnsOf(text) <= width) return text;
  let out = '';
  let used = 1;
  for (const char of text) {
    used += columnsOf(char);
    if (used > width) break;
    out += char;
  }
  return `${out}…`;
}

const MINUTE = 60_000;

/** `'3分钟'`, `'5小时'`, `'12天'`; `'片刻'` below a minute. */
export function span(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / MINUTE);
  if (minutes < 1) return '片刻';
  if (minutes < 120) return `${minutes}分钟`;
  return minutes < 2_880 ? `${Math.floor(minutes / 60)}小时` : `${Math.floor(minutes / 1_440)}天`;
}

/** `'3分钟前'`, and `'—'` where there is no such time. */
export const ago = (at: Date | null, now: Date): string => (at === null ? '—' : `${span(now.getTime() - at.getTime())}前`);

/** `'3分钟后'`; what is due is `'即将'`. */
export const ahead = (at: Date | null, now: Date): string => (at === null ? '—' : at <= now ? '即将' : `${span(at.getTime() - now.getTime())}后`);

export const timeOrNone = (at: Date | null): string => (at === null ? '—' : shanghaiText(at));

const SECRET_NAME = /token|secret|passw|cookie|authori[sz]ation|api_?key|credential/i;

/** Settings as a screen may show them: addresses without their query, secrets struck out. */
export function shownSettings(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return SECRET_NAME.test(name) ? '***' : shownAddress(value);
  if (Array.isArray(value)) return value.map((inner) => shownSettings(inner, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shownSettings(inner, SECRET_NAME.test(name) ? name : key)]));
}

/** An address without query and password; any other text as it is. */
export const shownAddress = (text: string): string => (/^\s*[a-z][a-z0-9+.-]*:\/\//i.test(text) && URL.canParse(text) ? place(text) : text);

/** Marks that readers leave on items, in words. */
const MARKS: Record<string, string> = {
  'feed-malformed': '订阅源残缺', 'text-garbled': '疑似乱码', 'characters-replaced': '有读不出的字', 'encoding-guessed': '编码靠猜测', 'encoding-unknown': '编码名不认识',
  'encoding-contradicted': '声明的编码不对', 'time-from-fetch': '没有时间,以抓取时间代', 'future-time-clamped': '时间在将来,以抓取时间代',
  'time-from-order-number': '时间取自编号', reencoded: '编码与文件不一致', 'time-from-received-at': '没有时间,以收到时间代',
  'relative-time-from-file-date': '相对时间按文件日期推算', 'time-rounded': '时间被 Excel 截断', 'reply-time-unreadable': '答复时间读不出', 'id-spoilt': '编号在 Excel 里损坏',
  'no-own-words': '没有自己的话', 'no-order-number': '没有编号', 'attachment-not-read': '附件没有读', 'selector-missed': '选择器没有找到内容', 'mail-too-large': '邮件过大,只读了一部分',
  'document-truncated': '文件不完整', motion: '人大建议或政协提案', 'account-unregistered': '账号没有登记',
};
export const markWords = (mark: string): string => (MARKS[mark] === undefined ? mark : `${MARKS[mark]}(${mark})`);
