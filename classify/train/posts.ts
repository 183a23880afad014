import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Flag } from '../../model/index.ts';
import { HEADS, type HeadName } from '../heads.ts';
import { readRows } from './labels.ts';

/** An example (corpus.ts) that no annotator of ours has seen. */
interface Post {
  text: string;
  labels: Record<HeadName, number>;
  flags: null;
  told?: Partial<Record<Flag, 0 | 1>>;
  weight: number;
}

const textSchema = z.object({ text: z.string() });
/** A post with the emotion that readers found in it. */
const emotionSchema = z.object({ content: z.string(), label: z.string() });
/** A post that the platform's own board found to be a rumour, or not. */
const rumourSchema = z.object({ text: z.string(), label: z.enum(['rumor', 'non-rumor']) });

/** What an emotion says of the sentiment; surprise says nothing. */
const SENTIMENT_OF: Record<string, '正面' | '中性' | '负面'> = { happy: '正面', angry: '负面', sad: '负面', fear: '负面', neutral: '中性' };
/** Below a row of our own annotators: emotions agree with their sentiment, rumours with their flag, on four posts of five. */
const WEIGHT = 0.5;
/** Posts of fewer Han characters are cheers and stickers. */
const SHORTEST = 4;

/** The first Han characters of a text: a repost with another tail is the same text. */
const headOf = (text: string): string => text.replace(/[^\p{Script=Han}]/gu, '').slice(0, 24);

const rowsOf = <T>(file: string, schema: z.ZodType<T>): T[] => (existsSync(file) ? readRows(file, schema) : []);

const unlabelled = { category: -1, type: -1, urgency: -1, sentiment: -1 };

/**
 * Posts that tell one thing only: an emotion its sentiment, a verdict on a rumour its flag. A post that stands in the
 * labelled files is left out: those are learned from, or measured on, under their own labels.
 *
 * @param labelsDir the folder of train.jsonl; the posts lie in `../weibo` beside it
 */
export function readPosts(labelsDir: string): Record<'emotion' | 'rumour', Post[]> {
  const seen = new Set(['train.jsonl', 'dev.jsonl'].flatMap((name) => rowsOf(join(labelsDir, name), textSchema)).map((row) => headOf(row.text)));
  const isFresh = (text: string): boolean => {
    const key = headOf(text);
    if (key.length < SHORTEST || seen.has(key)) return false;
    seen.add(key);
    return true;
  };
  const weibo = join(labelsDir, '..', 'weibo');
  const emotion = ['emotion-virus.jsonl', 'emotion-usual.jsonl'].flatMap((name) => rowsOf(join(weibo, name), emotionSchema)).flatMap(({ content, label }): Post[] => {
    const sentiment = SENTIMENT_OF[label];
    if (sentiment === undefined || !isFresh(content)) return [];
    return [{ text: content, labels: { ...unlabelled, sentiment: HEADS.sentiment.indexOf(sentiment) }, flags: null, weight: WEIGHT }];
  });
  const rumour = rowsOf(join(weibo, 'rumour.jsonl'), rumourSchema).filter(({ text }) => isFresh(text)).map(({ text, label }): Post => ({
    text, labels: unlabelled, flags: null, told: { 谣言嫌疑: label === 'rumor' ? 1 : 0 }, weight: WEIGHT,
  }));
  return { emotion, rumour };
}
