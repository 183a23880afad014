import type { Flag } from '../../model/index.ts';
import { COLUMNS, HEADS, HEAD_NAMES, LEARNED_FLAGS, WIDTH, type HeadName } from '../heads.ts';

/** Names of the graph's outputs; those of the category stand in config.json. */
const OUTPUTS: Record<HeadName | 'flags', string> = { category: 'logits', type: 'type', urgency: 'urgency', sentiment: 'sentiment', flags: 'flags' };
/** The order of the labels that config.json does not tell (shared/models/tier2/README.md). */
const TYPES = ['咨询', '建议', '求助', '投诉', '举报', '表扬', '其他'] as const;
const URGENCY_ORDER = ['一般', '较急', '紧急'] as const;
const SENTIMENT_ORDER = ['负面', '中性', '正面'] as const;
const FLAG_ORDER: readonly Flag[] = ['重大政策', '公信力', '道德底线', '突发事件', '群体性', '未成年人', '伤亡', '谣言嫌疑', '媒体介入'];

/** One output of the graph for one text. */
export interface Output { readonly dims: readonly number[]; readonly data: ArrayLike<number> }

/** For each column of tier 1's layout (heads.ts), where its score stands: output and index. */
export type Plan = readonly { output: string; at: number }[];

export function planOf(categories: readonly string[]): Plan {
  const order: Record<HeadName, readonly string[]> = { category: categories, type: TYPES, urgency: URGENCY_ORDER, sentiment: SENTIMENT_ORDER };
  const plan: { output: string; at: number }[] = Array.from({ length: WIDTH });
  for (const head of HEAD_NAMES) HEADS[head].forEach((label, k) => { plan[COLUMNS[head] + k] = { output: OUTPUTS[head], at: order[head].indexOf(label) }; });
  LEARNED_FLAGS.forEach((flag, k) => { plan[COLUMNS.flags + k] = { output: OUTPUTS.flags, at: FLAG_ORDER.indexOf(flag) }; });
  return plan;
}

/** What is wrong with the outputs of a graph, in words, or null: `输出 type 的形状应为 [1, 7],实为 [1, 3]`. */
export function faultOf(outputs: Readonly<Record<string, Output>>): string | null {
  const width: Record<string, number> = {
    logits: HEADS.category.length, type: TYPES.length, urgency: URGENCY_ORDER.length, sentiment: SENTIMENT_ORDER.length, flags: FLAG_ORDER.length,
  };
  for (const [name, n] of Object.entries(width)) {
    const output = outputs[name];
    if (!output) return `模型没有输出 ${name}(应有 ${Object.keys(width).join('、')})`;
    if (output.dims.join() !== `1,${n}`) return `输出 ${name} 的形状应为 [1, ${n}],实为 [${output.dims.join(', ')}]`;
  }
  return null;
}

/** Scores in tier 1's layout; `outputs` must have no fault. */
export function columnsOf(outputs: Readonly<Record<string, Output>>, plan: Plan): Float32Array {
  return Float32Array.from(plan, ({ output, at }) => outputs[output]!.data[at]!);
}
