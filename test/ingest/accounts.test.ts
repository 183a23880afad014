import { describe, expect, it } from 'vitest';
import { accountKey, ownerOf, registerKey, type Account } from '../../ingest/accounts.ts';

const REGISTER: Account[] = [
  { platform: '新浪微博', name: '@清河发布', ownerUnit: '市政府新闻办' },
  { platform: '微信公众号', name: '清河发布', ownerUnit: '市融媒体中心' },
  { platform: '抖音', name: 'Ａ清河 交警', ownerUnit: '公安局交警支队' },
  { platform: '南方号', name: '清河文旅', ownerUnit: '文化和旅游局' },
];

describe('ownerOf', () => {
  it.each([
    ['微博评论', '清河发布', '市政府新闻办'],
    ['公众号留言', ' 清河发布\u200b', '市融媒体中心'],
    ['抖音评论', '@a清河交警', '公安局交警支队'],
    ['南方号评论', '清河文旅', '文化和旅游局'],
    ['新媒体评论', '清河文旅', '文化和旅游局'],
    // Two units have accounts of this name, and the channel does not say which.
    ['新媒体评论', '清河发布', null],
    // Registered, but not here.
    ['快手评论', '清河发布', null],
    ['微博评论', '清河发布厅', null],
    ['微博评论', '@', null],
  ])('%s 的 %s → %s', (channel, name, owner) => {
    expect(ownerOf(REGISTER, channel, name)).toBe(owner);
  });

  it('one account under many spellings has one key', () => {
    expect(new Set([['微博', '清河发布'], ['新浪微博', '@清河发布'], ['weibo', '\uff20清河\u3000发布']].map(([platform, name]) => registerKey({ platform: platform!, name: name! }))).size).toBe(1);
    expect(accountKey('\uff20Ｑ清河\u3000发布')).toBe('q清河发布');
  });
});
