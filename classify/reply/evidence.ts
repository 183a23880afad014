import type { ReplyEvidence, ReplyQuote } from '../../model/index.ts';
import type { AskAnswered } from './answered.ts';
import type { Elements } from './elements.ts';
import type { Evasion, EvasionKind } from './evasive.ts';
import type { ReplyFacts } from './facts.ts';
import type { Span } from './pieces.ts';
import { REASON_KINDS } from './reasons.ts';

/** Quotes of one judgement; more would be read by nobody. */
const MOST = 6;
const LONG = 60;

const EVASIVE: Record<EvasionKind, { alone: string; part: string }> = {
  套话: { alone: '除称呼、收悉、致谢外没有实质内容', part: '这一句是套话' },
  转办: { alone: '只说已转交,没有办理情况', part: '这一句只说转交' },
  推给来信人: { alone: '只请来信人另行联系或补充材料,没有答复所问', part: '这一句请来信人另行联系或补充材料' },
  空泛表态: { alone: '只有表态,没有具体情况、措施和时间', part: '这一句只是表态' },
  照抄来信: { alone: '只重复了来信的话', part: '这一句重复来信的话' },
};
const ELEMENTS: [keyof Elements, string][] = [['found', '查明的情况'], ['measure', '采取的措施'], ['verdict', '明确的结论'], ['figure', '时间或数量'], ['unit', '承办单位'], ['phone', '联系电话']];

/** Both texts as they came, to quote from. */
export interface Texts {
  message: string;
  reply: string;
}

export function evidenceOfRelevance(texts: Texts, { meeting }: ReplyFacts, ok: boolean): ReplyEvidence {
  const words = ok ? meeting.shared : meeting.missed;
  const reason = words.length === 0 ? (ok ? '答复与来信用词相近' : '答复没有说到来信的事') : `答复${ok ? '说到了' : '没有说到'}来信里的${words.map((w) => `“${w}”`).join('')}`;
  const quotes = words.flatMap((word) => [...find('message', texts.message, word), ...(ok ? find('reply', texts.reply, word) : [])]);
  return { aspect: 'relevance', ok, reason, quotes: quotes.slice(0, MOST) };
}

export function evidenceOfComplete(texts: Texts, facts: ReplyFacts, ok: boolean, why: { offTopic: boolean; passedOver: readonly AskAnswered[] }): ReplyEvidence {
  const { asks, elements, length } = facts;
  const alone = facts.evasions.find((e) => e.alone);
  const open = why.passedOver.length > 0 ? why.passedOver : asks.filter((a) => !a.answered);
  const there = ELEMENTS.filter(([key]) => elements[key] !== null);
  const parts: string[] = [];
  if (!ok && alone) parts.push(EVASIVE[alone.kind].alone);
  if (!ok && why.offTopic && !alone) parts.push('答复没有说到来信的事');
  if (asks.length > 0) parts.push(saysOfAsks(texts, asks, open));
  if (ok) parts.push(there.length > 0 ? `有${there.map(([, name]) => name).join('、')}` : `实质内容 ${length} 字`);
  else if (!alone) {
    const missing = ELEMENTS.slice(0, 4).filter(([key]) => elements[key] === null).map(([, name]) => name);
    parts.push(`实质内容 ${length} 字${missing.length > 0 ? `,没有${missing.join('、')}` : ''}${why.passedOver.length > 0 || why.offTopic ? '' : ',说得不够'}`);
  }
  const quotes = [
    ...(!ok && alone ? [quote('reply', texts.reply, alone)] : []), ...(ok ? [] : open.map((ask) => quote('message', texts.message, ask))),
    ...there.map(([key]) => quote('reply', texts.reply, elements[key]!)), ...(ok ? open.map((ask) => quote('message', texts.message, ask)) : []),
  ];
  return { aspect: 'complete', ok, reason: parts.join(';'), quotes: quotes.slice(0, MOST) };
}

/** `来信问了 2 件事,答复未提“补偿标准是多少?”` */
function saysOfAsks({ message }: Texts, asks: readonly AskAnswered[], open: readonly AskAnswered[]): string {
  const head = `来信${asks.some((a) => a.kind !== '请求') ? '问了' : '要求'} ${asks.length} 件事`;
  if (open.length === 0) return `${head},答复都说到了`;
  return `${head},答复未${open.some((a) => a.named > 0) ? '直接说到' : '提'}${open.slice(0, 3).map((ask) => `“${shown(message.slice(ask.start, ask.end), 24)}”`).join('')}`;
}

export function evidenceOfExplained(texts: Texts, { reasons, evasions }: ReplyFacts, ok: boolean): ReplyEvidence {
  const given = REASON_KINDS.filter((kind) => reasons[kind].length > 0);
  const missing = (['成因', '依据', '方案', '制约'] as const).filter((kind) => reasons[kind].length === 0);
  const alone = evasions.some((e) => e.alone);
  const reason = ok ? `说明了${given.join('、') || '有关情况'}`
    : given.length === 0 || alone ? '没有说明成因、依据、方案和制约因素' : `说得简略${missing.length > 0 ? `,没有说明${missing.join('、')}` : ',成因、依据和制约都只一笔带过'}`;
  return { aspect: 'explained', ok, reason, quotes: given.flatMap((kind) => reasons[kind].slice(0, 2)).map((span) => quote('reply', texts.reply, span)).slice(0, MOST) };
}

export const evidenceOfEvasions = (texts: Texts, evasions: readonly Evasion[]): ReplyEvidence[] =>
  evasions.slice(0, MOST).map((e) => ({ aspect: 'evasive', ok: false, reason: `${e.kind}:${e.alone ? EVASIVE[e.kind].alone : EVASIVE[e.kind].part}`, quotes: [quote('reply', texts.reply, e)] }));

export function evidenceOfForm(texts: Texts, { answer, elements }: ReplyFacts): ReplyEvidence {
  const phone = elements.phone ?? answer.contact;
  const marks: [string, Span | null][] = [['称呼', answer.greeting], ['收悉', answer.receipt], ['致谢', answer.thanks], ['联系方式', phone], ['落款日期', answer.signed]];
  const there = marks.filter(([, span]) => span !== null);
  const missing = marks.filter(([, span]) => span === null).map(([name]) => name);
  const reason = `格式上${there.length > 0 ? `有${there.map(([name]) => name).join('、')}` : '什么也没有'}${missing.length > 0 && there.length > 0 ? `,没有${missing.join('、')}` : ''}`;
  return { aspect: 'form', ok: answer.greeting !== null || answer.receipt !== null, reason, quotes: there.map(([, span]) => quote('reply', texts.reply, span!)) };
}

function quote(from: ReplyQuote['from'], whole: string, { start, end }: Span): ReplyQuote {
  const to = Math.min(end, start + LONG);
  return { from, text: whole.slice(start, to), start, end: to };
}

function find(from: ReplyQuote['from'], whole: string, word: string): ReplyQuote[] {
  const start = whole.indexOf(word);
  return start < 0 ? [] : [{ from, text: word, start, end: start + word.length }];
}

function shown(words: string, most: number): string {
  const line = words.replace(/\s+/g, ' ').replace(/[。!?;,:\uff01\uff1f\uff1b\uff0c\uff1a]+$/, '').trim();
  return line.length > most ? `${line.slice(0, most)}…` : line;
}
