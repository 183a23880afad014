import { FetchError } from '../fetch/errors.ts';

/**
 * What the browser is sent to: never a file, nor a page of its own. `' https://a.cn/#/news '` → `'https://a.cn/#/news'`.
 *
 * @throws FetchError FETCH_REFUSED
 */
export function checkAddress(address: string): string {
  const url = URL.canParse(address.trim()) ? new URL(address.trim()) : null;
  if (url === null) throw new FetchError('FETCH_REFUSED', `不是完整的网址:${address.slice(0, 200)}`, '请写成 https://www.example.gov.cn/ 的样子');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new FetchError('FETCH_REFUSED', `只渲染 http 和 https 的网页,不渲染 ${url.protocol}`, '请改用网站的地址');
  }
  if (url.username !== '' || url.password !== '') throw new FetchError('FETCH_REFUSED', '网址里不能带用户名和密码', '请去掉 @ 之前的部分');
  return url.href;
}
