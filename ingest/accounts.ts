import { platformNamed } from './comments/platform.ts';

/** An account that a unit runs on a platform, as the register 账号登记 has it. */
export interface Account {
  platform: string;
  name: string;
  ownerUnit: string;
}

/** A name as it is compared: width, case, spaces and “@” do not count. `accountKey('@清河 发布')` → `'清河发布'`. */
export const accountKey = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/[\s@\p{Cc}\p{Cf}]+/gu, '');

/** A platform as it is compared: 新浪微博, 微博评论 and weibo are one; one that we do not know counts by its name. */
export const platformKey = (platform: string): string => platformNamed(platform) ?? accountKey(platform);

/** What tells registered accounts apart: `'wechat 清河发布'`. */
export const registerKey = (account: Pick<Account, 'platform' | 'name'>): string => `${platformKey(account.platform)} ${accountKey(account.name)}`;

/**
 * The unit that runs an account (谁开设谁管理); null where the register does not have it. Where a channel names no
 * platform, the name decides as long as all accounts of that name are one unit's.
 *
 * @param channel of what stands below the account: 微博评论, 公众号留言, 政务新媒体
 */
export function ownerOf(accounts: readonly Account[], channel: string, name: string): string | null {
  const key = accountKey(name);
  if (key === '') return null;
  const named = accounts.filter((a) => accountKey(a.name) === key);
  const known = platformNamed(channel);
  const here = named.filter((a) => (known === null ? accountKey(channel).includes(platformKey(a.platform)) : platformKey(a.platform) === known));
  const fits = here.length > 0 || known !== null ? here : named;
  const owners = new Set(fits.map((a) => a.ownerUnit));
  return owners.size === 1 ? [...owners][0]! : null;
}
