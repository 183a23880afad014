import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HEADS, type HeadName } from '../../../classify/heads.ts';
import { readPosts } from '../../../classify/train/posts.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'yuqing-posts-'));
  mkdirSync(join(root, 'labels'));
  mkdirSync(join(root, 'weibo'));
});
afterEach(() => { rmSync(root, { recursive: true, force: true }); });

const write = (name: string, rows: object[]) => { writeFileSync(join(root, name), rows.map((r) => JSON.stringify(r)).join('\n')); };
const read = () => readPosts(join(root, 'labels'));
const label = (head: HeadName, k: number) => (HEADS[head] as readonly string[])[k];

it('an emotion tells the sentiment alone; surprise tells nothing', () => {
  write('weibo/emotion-usual.jsonl', [
    { content: '今天收到录取通知', label: 'happy' }, { content: '等车等了一个钟头', label: 'angry' }, { content: '图书馆九点开门', label: 'neutral' }, { content: '居然下雪了呀', label: 'surprise' },
  ]);
  const { emotion, rumour } = read();
  expect(emotion.map((e) => label('sentiment', e.labels.sentiment))).toEqual(['正面', '负面', '中性']);
  expect(emotion.every((e) => e.flags === null && e.labels.category === -1 && e.labels.type === -1 && e.labels.urgency === -1)).toBe(true);
  expect(rumour).toEqual([]);
});

it('a verdict on a rumour tells its flag alone', () => {
  write('weibo/rumour.jsonl', [{ text: '喝白酒可以退烧快转', label: 'rumor' }, { text: '本周六停办业务公告', label: 'non-rumor' }]);
  expect(read().rumour.map((e) => [e.told, e.flags, e.labels.sentiment])).toEqual([[{ 谣言嫌疑: 1 }, null, -1], [{ 谣言嫌疑: 0 }, null, -1]]);
});

it('leaves out what stands in the labelled files, reposts with another tail, and stickers', () => {
  const long = '小区门口的早点摊今天没有出摊大家都说想念那一碗豆浆';
  write('labels/dev.jsonl', [{ text: `${long}[泪]` }]);
  write('labels/train.jsonl', [{ text: '桥头的灯全都亮起来了' }]);
  write('weibo/emotion-virus.jsonl', [
    { content: `${long}//@某人:转发`, label: 'sad' }, { content: '桥头的灯全都亮起来了!', label: 'happy' }, { content: '[心][心]', label: 'happy' }, { content: '谢谢各位邻居', label: 'happy' }, { content: '谢谢各位邻居!!', label: 'happy' },
  ]);
  expect(read().emotion.map((e) => e.text)).toEqual(['谢谢各位邻居']);
});

it('nothing where the folder is absent', () => {
  rmSync(join(root, 'weibo'), { recursive: true });
  expect(read()).toEqual({ emotion: [], rumour: [] });
});
