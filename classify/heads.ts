import { CATEGORY_CODES, REQUEST_TYPES, SENTIMENTS, URGENCIES, type Flag } from '../model/index.ts';

/** Flags with labels to learn from, few as they are for the last three (docs/models.md); 涉密提示 is a rule (cues.ts). */
export const LEARNED_FLAGS = ['公信力', '突发事件', '群体性', '未成年人', '伤亡', '谣言嫌疑', '重大政策', '媒体介入', '道德底线'] as const satisfies readonly Flag[];

/** What is learned: heads that choose one label, and flags that each say yes or no. All share the features. */
export const HEADS = {
  category: CATEGORY_CODES,
  type: REQUEST_TYPES,
  urgency: URGENCIES,
  sentiment: SENTIMENTS,
} as const;
export type HeadName = keyof typeof HEADS;
export const HEAD_NAMES = Object.keys(HEADS) as HeadName[];

/** Column where a head's labels begin in a row of weights; flags come last. */
export const COLUMNS: Record<HeadName | 'flags', number> = (() => {
  let at = 0;
  const columns = { flags: 0 } as Record<HeadName | 'flags', number>;
  for (const head of HEAD_NAMES) {
    columns[head] = at;
    at += HEADS[head].length;
  }
  columns.flags = at;
  return columns;
})();
export const WIDTH = COLUMNS.flags + LEARNED_FLAGS.length;
