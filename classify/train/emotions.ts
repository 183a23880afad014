import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { HEADS } from '../heads.ts';
import type { Example } from './example.ts';
import { readRows } from './labels.ts';

/** A post with the emotion that readers found in it (../shared/data/weibo). */
const postSchema = z.object({ content: z.string(), label: z.string() });
const textSchema = z.object({ text: z.string() });

/** What an emotion says of the sentiment; surprise says nothing. */
const SENTIMENT_OF = new Map([['happy', '正面'], ['angry', '负面'], ['sad', '负面'], ['fear', '负面'], ['neutral', '中性']] as const);
/** Below a row that our own annotators labelled: emotions agree with their sentiment on four posts of five. */
const WEIGHT = 0.5;
/** Posts of fewer Han characters are cheers and stickers. */
const SHORTEST = 4;

/** The first Han characters of a text: a repost with another tail is the same text. */
const head = (text: string): string => text.replace(/[^\p{Script=Han}]/gu, '').slice(0, 24);

/**
 * Posts whose emotion tells their sentiment, and nothing else. A post that stands in the labelled files is left out:
 * those are learned from, or measured on, under their own labels.
 *
 * @param labelsDir the folder of train.jsonl; the posts lie beside it in `../weibo`
 */
export function readEmotions(labelsDir: string): Example[] {
  const seen = new Set<string>();
  for (const name of ['train.jsonl', 'dev.jsonl']) {
    const file = join(labelsDir, name);
    if (existsSync(file)) for (const { text } of readRows(file, textSchema)) seen.add(head(text));
  }
  const examples: Example[] = [];
  for (const name of ['emotion-virus.jsonl', 'emotion-usual.jsonl']) {
    const file = join(labelsDir, '..', 'weibo', name);
    if (!existsSync(file)) continue;
    for (const { content, label } of readRows(file, postSchema)) {
      const sentiment = SENTIMENT_OF.get(label as 'happy');
      const key = head(content);
      if (sentiment === undefined || key.length < SHORTEST || seen.has(key)) continue;
      seen.add(key);
      examples.push({ text: content, labels: { category: -1, type: -1, urgency: -1, sentiment: HEADS.sentiment.indexOf(sentiment) }, flags: null, weight: WEIGHT });
    }
  }
  return examples;
}
