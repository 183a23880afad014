import { YuqingError } from '../../model/index.ts';
import { FetchError, place } from '../fetch/errors.ts';

const AGAIN = '稍后会再试;总是这样时请核对地址';

export const timedOut = (url: string, timeoutMs: number): FetchError =>
  new FetchError('FETCH_TIMEOUT', `网页渲染超过 ${seconds(timeoutMs)} 秒,已放弃:${place(url)}`, '稍后会再试;总是这样时该页的脚本可能停不下来,请换一个地址');

export const notThere = (url: string, selector: string, timeoutMs: number): FetchError =>
  new FetchError('FETCH_TIMEOUT', `等了 ${seconds(timeoutMs)} 秒,网页里没有出现 ${selector.slice(0, 200)}:${place(url)}`, '请核对该信源的 waitFor;网页改版后要一并修改');

export const badSelector = (selector: string): YuqingError =>
  new YuqingError('RENDER_FAILED', `waitFor 不是 CSS 选择器:${selector.slice(0, 200)}`, '请写成 .news-list li 的样子');

export const crashed = (url: string): YuqingError => new YuqingError('RENDER_FAILED', `网页在浏览器里崩溃了:${place(url)}`, AGAIN);

export const tooHungry = (url: string): FetchError =>
  new FetchError('FETCH_TOO_LARGE', `网页占用的内存超过上限,已停止渲染:${place(url)}`, '请核对地址,或改用该网站的订阅源');

export const htmlTooLarge = (url: string, maxBytes: number): FetchError =>
  new FetchError('FETCH_TOO_LARGE', `渲染出的网页超过 ${+(maxBytes / 1_048_576).toFixed(2)} MB 的上限:${place(url)}`, '请核对地址;确有这么大时,请调高该信源的 maxBytes');

export const browserLost = (url: string, cause: unknown): YuqingError =>
  new YuqingError('RENDER_FAILED', `浏览器中途退出,网页没有渲染完:${place(url)}`, AGAIN, { cause });

export const notAPage = (type: string, url: string): YuqingError =>
  new YuqingError('RENDER_FAILED', `对方给的是文件,不是网页(${type.slice(0, 60)}):${place(url)}`, '请核对地址,不是网页的不要设 render');

export const noContent = (url: string): YuqingError => new YuqingError('RENDER_FAILED', `对方没有给出内容:${place(url)}`, AGAIN);

export const closed = (url: string): YuqingError => new YuqingError('RENDER_FAILED', `正在停止,网页没有渲染:${place(url)}`, '重新启动后会再试');

const seconds = (ms: number) => +(ms / 1_000).toFixed(1);
