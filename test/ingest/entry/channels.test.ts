import { expect, it } from 'vitest';
import { ENTRY_CHANNELS, entryChannel, isMotion } from '../../../ingest/entry/channels.ts';

it.each([
  ['群众来电', '电话'], ['热线电话', '电话'], ['致电', '电话'], ['群众来信', '来信'], ['信函', '来信'], ['电子邮件', '来信'], ['传真件', '传真'], ['接访', '来访'], ['窗口反映', '来访'],
  ['市人大代表建议', '人大建议'], ['人大议案', '人大建议'], ['政协委员提案', '政协提案'], ['提案', '政协提案'], ['问卷调查', '网上调研'], ['公开征集意见', '网上调研'], [' 其他 ', '其他'], ['微博', '其他'], ['', '其他'], ['\uff26\uff21\uff38', '传真'],
])('%s is %s', (word, channel) => {
  expect(entryChannel(word)).toBe(channel);
});

it('our own names mean themselves, and two of them are motions', () => {
  expect(ENTRY_CHANNELS.map(entryChannel)).toEqual(ENTRY_CHANNELS);
  expect(ENTRY_CHANNELS.filter(isMotion)).toEqual(['人大建议', '政协提案']);
  expect(isMotion(null)).toBe(false);
});
