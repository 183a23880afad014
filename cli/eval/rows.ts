import { messageOf, type ReadRow } from '../../classify/single/row.ts';
import { textOf } from '../../classify/single/message.ts';
import { CATEGORY_CODES, FLAGS, REQUEST_TYPES, SENTIMENTS, URGENCIES } from '../../model/index.ts';

/** Heads of the five-head model that choose one label, and what they may say. */
export const SHIPPED_HEADS = { category: CATEGORY_CODES, type: REQUEST_TYPES, urgency: URGENCIES, sentiment: SENTIMENTS } as const;
export type ShippedHead = keyof typeof SHIPPED_HEADS;

/** A row for the five-head model: what people said under the heads they labelled. */
export interface ShippedRow {
  text: string;
  truths: Partial<Record<ShippedHead, string>>;
  flags: string[] | null;
  /** False where two annotators chose different categories: such a row measures nobody. */
  agreed: boolean;
}

/** `{"text", "category", "type", "urgency", "sentiment", "flags", "agree"}`, each where there is one, or `{"text", "label": "UTI"}`. */
export function shippedRow(value: unknown): ReadRow<ShippedRow> {
  const message = messageOf(value);
  if ('reason' in message) return message;
  const given = value as Record<string, unknown>;
  const said: Record<string, unknown> = given['category'] === undefined && given['label'] !== undefined ? { ...given, category: given['label'] } : given;
  const truths: ShippedRow['truths'] = {};
  for (const head of Object.keys(SHIPPED_HEADS) as ShippedHead[]) {
    const label = said[head];
    if (label === undefined || label === null) continue;
    if (!(SHIPPED_HEADS[head] as readonly unknown[]).includes(label)) return { reason: `“${head}”的取值 ${JSON.stringify(label).slice(0, 40)} 不在 ${SHIPPED_HEADS[head].slice(0, 6).join('、')}${SHIPPED_HEADS[head].length > 6 ? '……' : ''} 之中` };
    truths[head] = label as string;
  }
  if (Object.keys(truths).length === 0) return { reason: '没有标签:应有“category”(或“label”)、“type”、“urgency”、“sentiment”之一' };
  const flags = given['flags'];
  if (flags !== undefined && !(Array.isArray(flags) && flags.every((f) => (FLAGS as readonly unknown[]).includes(f)))) return { reason: '“flags”里有不认识的旗标' };
  return { row: { text: textOf(message.row), truths, flags: (flags as string[] | undefined) ?? null, agreed: given['agree'] !== false } };
}
