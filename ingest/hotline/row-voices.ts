import type { IncomingItem, ThreadPart } from '../../model/index.ts';
import type { Header } from './header.ts';
import { cleanOrderNo, isSpoilt, LONGEST_ORDER_NO } from './order-no.ts';
import { refsIn } from './refs.ts';
import type { RowValues } from './row-values.ts';
import { conversationIn } from './thread.ts';

/** The voices in the words of the order, and in an answer that is several: 一次答复、二次答复. */
export function readConversation(body: string, reply: string | null): Pick<IncomingItem, 'thread' | 'ownWords'> {
  const asked = conversationIn(body);
  const answered = reply === null ? null : conversationIn(reply);
  const more = answered && answered.thread.length > 1 ? answered.thread.map((part, i): ThreadPart => (i === 0 && part.who === 'citizen' ? { ...part, who: 'unit' } : part)) : [];
  if (!asked && more.length === 0) return {};
  return {
    thread: [...asked?.thread ?? [{ who: 'citizen' as const, unit: null, at: null, text: body }], ...more],
    ...(asked && asked.ownWords !== null && { ownWords: asked.ownWords }),
  };
}

/** Other orders: those of its columns (关联工单编号, 原工单号) first, then those in its words. */
export function readRefs(values: RowValues, header: Header, body: string, orderNo: string | null): string[] {
  const columns = header.refs.map((c) => cleanOrderNo(values.all()[c]!)).filter((n) => /\d/.test(n) && n.length <= LONGEST_ORDER_NO && !isSpoilt(n));
  return [...new Set([...columns.flatMap((n) => n.split(/[、,;\uff0c\uff1b]/)), ...refsIn(body, orderNo)])].filter((n) => n !== orderNo && n !== '');
}
