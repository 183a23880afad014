import type { LabelledMessage, Message } from './message.ts';

/** A label longer than this is a text in the wrong column. */
const LONGEST_LABEL = 200;

/** A line of a file of labelled messages: what it says, or why it says nothing. */
export type ReadRow<T> = { row: T } | { reason: string };

/** `{"text": "路灯坏了"}` or `{"tokens": ["路灯", "坏"]}` or `{"tokens": "路灯 坏"}`; the text wins where both stand. */
export function messageOf(value: unknown): ReadRow<Message> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { reason: '不是一个 JSON 对象' };
  const { text, tokens } = value as Record<string, unknown>;
  if (typeof text === 'string') return text.trim() === '' ? { reason: '“text”是空的' } : { row: { text } };
  if (text !== undefined && text !== null) return { reason: '“text”不是文字' };
  if (tokens === undefined || tokens === null) return { reason: '缺少“text”或“tokens”' };
  const words = typeof tokens === 'string' ? tokens.split(/\s+/) : tokens;
  if (!Array.isArray(words) || words.some((w) => typeof w !== 'string')) return { reason: '“tokens”应是词的数组,或用空格隔开的词' };
  const kept = (words as string[]).filter((w) => w.trim() !== '');
  return kept.length === 0 ? { reason: '“tokens”里没有词' } : { row: { words: kept } };
}

/** The label as it is written; numbers and yes/no are taken by their text. */
export function labelOf(value: unknown): ReadRow<string> {
  const { label } = value as Record<string, unknown>;
  if (label === undefined || label === null || label === '') return { reason: '缺少“label”' };
  if (typeof label !== 'string' && typeof label !== 'number' && typeof label !== 'boolean') return { reason: '“label”不是文字' };
  const name = String(label).trim();
  if (name === '') return { reason: '“label”是空的' };
  return name.length > LONGEST_LABEL ? { reason: `“label”超过 ${LONGEST_LABEL} 字,不像一个标签` } : { row: name };
}

/** A row to learn from. @example labelledMessage({ label: '交通', text: '路灯坏了' }) → { row: { label: '交通', … } } */
export function labelledMessage(value: unknown): ReadRow<LabelledMessage> {
  const message = messageOf(value);
  if ('reason' in message) return message;
  const label = labelOf(value);
  return 'reason' in label ? label : { row: { label: label.row, message: message.row } };
}
