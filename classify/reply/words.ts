import { isTelling, occurrences } from '../features.ts';

/** How rare a word is; null for one the model does not know. */
export type IdfOf = (word: string) => number | null;

/** Words that stand in every letter (市民, 反映) tell no matter from another. */
const FLOOR = 3.6;
/** A word that the model has never seen is rare: a place, a firm. */
const UNKNOWN = 9;
/** Words of asking and of politeness: rare in what the model has read, and still no matter. */
const NO_MATTER = new Set(('什么 时候 什么时候 怎么 怎么样 怎么办 为什么 为何 是否 能否 可否 有没有 能不能 是不是 多少 如何 何时 哪里 哪些 请问 想问 问题 情况 领导 书记 市长 县长 局长 谢谢 感谢 '
  + '希望 建议 请求 恳请 要求 呼吁 期待 咨询 反映 您好 你好 尊敬 部门 有关 相关 有关部门 相关部门 政府 尽快 解决 处理 我们 他们 你们 自己 这个 那个 这样 没有 现在 目前 已经 可以 就是 还是 但是 因为 所以 以及 或者 进行').split(' '));
/** The segmenter looks at this much at a time. */
const CHUNK = 1_800;

/** The telling words of a text with their weight, tf sublinear × idf. */
export function weighedWords(text: string, idfOf: IdfOf): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at < text.length; at += CHUNK) {
    for (const { word } of occurrences(text.slice(at, at + CHUNK)).words) if (isTelling(word) && !NO_MATTER.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const weighed = new Map<string, number>();
  for (const [word, n] of counts) {
    const idf = idfOf(word) ?? UNKNOWN;
    if (idf >= FLOOR) weighed.set(word, idf * (1 + Math.log(n)));
  }
  return weighed;
}

/** The heaviest words, heaviest first. */
export function topWords(words: ReadonlyMap<string, number>, n: number): [string, number][] {
  return [...words].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, n);
}

/** Share of the weight of these words that another text also names, 0–1; 0 where there are none. */
export function shareNamed(words: Iterable<[string, number]>, text: string): number {
  let all = 0;
  let named = 0;
  for (const [word, weight] of words) {
    all += weight;
    if (text.includes(word)) named += weight;
  }
  return all === 0 ? 0 : named / all;
}

/** Cosine of two weighed texts, 0–1. */
export function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let dot = 0;
  for (const [word, weight] of a) dot += weight * (b.get(word) ?? 0);
  const norm = (m: ReadonlyMap<string, number>) => Math.sqrt([...m.values()].reduce((s, w) => s + w * w, 0));
  const length = norm(a) * norm(b);
  return length === 0 ? 0 : dot / length;
}
