/** Ways by which things reach a desk and no system brings them. */
export const ENTRY_CHANNELS = ['电话', '来信', '传真', '来访', '人大建议', '政协提案', '网上调研', '其他'] as const;
export type EntryChannel = (typeof ENTRY_CHANNELS)[number];

/** What registers write instead; the first that fits counts. */
const WORDS: readonly [RegExp, EntryChannel][] = [
  [/提案|政协|委员/, '政协提案'],
  [/人大|代表|议案|建议案/, '人大建议'],
  [/调研|问卷|征集|征求意见/, '网上调研'],
  [/传真|fax/i, '传真'],
  [/来访|走访|上访|接访|面访|窗口|现场|当面/, '来访'],
  [/电话|来电|致电|热线|座机|手机|^tel$/i, '电话'],
  [/来信|信函|信件|邮寄|写信|书信|邮件|^信$/, '来信'],
];

/** The channel as the register's own word means it; 其他 where it is none of ours. `entryChannel('群众来电')` → `'电话'` */
export function entryChannel(word: string): EntryChannel {
  const bare = word.normalize('NFKC').trim();
  return ENTRY_CHANNELS.find((channel) => channel === bare) ?? WORDS.find(([pattern]) => pattern.test(bare))?.[1] ?? '其他';
}

/** 人大建议、政协提案: the reply is published in full (handbook). */
export const isMotion = (channel: string | null): boolean => channel === '人大建议' || channel === '政协提案';
