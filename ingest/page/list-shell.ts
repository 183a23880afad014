import { parsePage, elementsOf, rawText } from './tree.ts';
import { htmlToText } from '../feed/html-text.ts';

/** A real page with so many words is no challenge, whatever it quotes. */
const FEW_WORDS = 300;
const LITTLE = 100;
/** 加速乐, 瑞数, 阿里云, Cloudflare, 知道创宇 and those who ask for a slider; each in the script or the words it sends instead of the page. */
const CHALLENGES = /__jsl_clearance|\$_ts\s{0,3}[=.]|acw_sc__v[23]|arg1\s{0,3}=\s{0,3}['"][0-9A-F]{40}|cf-chl-|challenge-platform|Just a moment|安全验证|人机验证|滑动验证|拖动滑块|访问验证|正在验证|浏览器检查|正在检查.{0,10}浏览器|yunsuo_session|security_session_verify|请(?:先)?(?:开启|启用|打开|允许).{0,10}JavaScript|enable JavaScript/i;
/** What servers answer in place of 200 when they want a script run first. */
const CHALLENGE_STATUS = new Set([202, 412, 468, 521]);

/**
 * Why a page has nothing to read: its server wants a script run first (`challenge`), or its scripts would fetch what it
 * shows (`shell`); null for a page with words.
 */
export function emptiness(html: string): 'challenge' | 'shell' | null {
  const text = htmlToText(html).replace(/\s+/g, '');
  if (text.length >= FEW_WORDS) return null;
  if (CHALLENGES.test(html.slice(0, 200_000))) return 'challenge';
  const scripts = [...elementsOf(parsePage(html))].filter(({ tag }) => tag === 'script');
  if (text.length < LITTLE && scripts.some((script) => /location|cookie/.test(rawText(script).slice(0, 50_000))) && !/<a\s/i.test(html)) return 'challenge';
  return text.length < LITTLE && scripts.length > 0 ? 'shell' : null;
}

/** Whether an HTTP status is a server's way of asking for a browser. */
export const asksForBrowser = (status: number | null): boolean => status !== null && CHALLENGE_STATUS.has(status);

/** The reason in a person's words. */
export const EMPTINESS_WORDS = { challenge: '对方先要浏览器运行一段脚本才给内容(防抓取验证)', shell: '页面是空壳,内容由脚本加载' } as const;
