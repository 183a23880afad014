import { expect, it } from 'vitest';
import { fieldsOf, type Json } from '../../../ingest/hotlist/fields.ts';
import { reasonToLeaveOut } from '../../../ingest/hotlist/left-out.ts';

const reason = (entry: Json) => reasonToLeaveOut(fieldsOf(entry));

it.each<[Json, 'adverts' | 'pinned' | null]>([
  [{ is_ad: 1 }, 'adverts'], [{ isAd: true }, 'adverts'], [{ is_commercial: '1' }, 'adverts'], [{ topic_ad: 'true' }, 'adverts'], [{ icon_desc: '荐' }, 'adverts'], [{ label: ' 商 ' }, 'adverts'], [{ tag: '广告' }, 'adverts'], [{ type: 'ad' }, 'adverts'],
  [{ type: 'hot_list_feed_advert' }, 'adverts'], [{ data: { is_ad: 1 } }, 'adverts'], [{ is_top: 1, is_ad: 1 }, 'adverts'], [{ isTop: true }, 'pinned'], [{ sticky: 1 }, 'pinned'],
  [{ is_ad: 0 }, null], [{ is_commercial: '0' }, null], [{ ad_info: '' }, null], [{ icon_desc: '新' }, null], [{ flag_desc: '综艺' }, null], [{ type: 'hot_list_feed' }, null], [{ type: 'hot_list_feed_video' }, null], [{ isTop: false }, null], [{ top: 1 }, null], [{}, null],
])('%j → %j', (entry, why) => {
  expect(reason(entry)).toBe(why);
});

it('what stands further out wins over what stands inside', () => {
  const fields = fieldsOf({ target: { title: '里面', link: { url: 'https://a.example/in' } }, Title: '外面', author: { title: '科长' } });
  expect([fields.get('title'), fields.get('url'), fields.get('linkurl')]).toEqual(['外面', 'https://a.example/in', 'https://a.example/in']);
  expect(fieldsOf({ author: { title: '科长' } }).get('title')).toBeUndefined();
});
