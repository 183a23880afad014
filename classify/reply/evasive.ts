import { signs, textOf, type Span } from './pieces.ts';
import type { Answer } from './form.ts';

export type EvasionKind = '套话' | '转办' | '推给来信人' | '空泛表态' | '照抄来信';

/** An answer, or a sentence of it, that does not come to the matter. Spans index the answer. */
export interface Evasion extends Span {
  kind: EvasionKind;
  /** Nothing else of weight stands in the answer. */
  alone: boolean;
}

const FORWARDED = /转交|转办|转至|转给|转送|转呈|交办|批转|交由[^,。]{2,24}(?:处理|办理|调查|核处|核实|答复)|(?:已|现|并)(?:交|转)[\u4e00-\u9fffA-Z0-9]{2,20}(?:调查|处理|办理|核处|核实|查处|办复|处置|落实|研究)/;
const TURNED_BACK = /(?:未|没有?|缺少)(?:能)?(?:留下?|提供|填写|说明|注明|写明|署)[^,。]{0,20}(?:联系|电话|身份证|姓名|具体|详细|证据|信息|线索|号码|地址|材料|路段)|(?:建议|请)(?:您|你)?[^,。]{0,36}(?:咨询|联系|拨打|致电|反映|举报|查询|关注|诉讼|仲裁|投诉)/;
const PLEDGE = /(?:认真|充分|积极|综合|统筹|适时|一并)[^,。]{0,10}(?:考虑|研究|论证|参考|采纳|推进|吸纳)|会?予以[^,。]{0,6}(?:考虑|研究|论证)|作为[^,。]{0,8}参考|正在[^,。]{0,12}(?:推进|酝酿|研究)|(?:进一步|不断|持续)(?:加强|加大|完善|提高|提升|规范)|零容忍|竭尽所能|尽快[^,。]{0,6}(?:解决|处理|落实|推进)|最大限度/;
/** Signs of other substance below which a pledge or a referral is all that is said. */
const LITTLE = 36;
const EMPTY = 8;
/** A sentence that repeats so much of the message says nothing of its own. */
const COPIED = 0.85;

export function evasionsOf(answer: Answer, message: string): Evasion[] {
  const total = answer.substance.reduce((n, s) => n + signs(textOf(answer.text, s)), 0);
  if (total < EMPTY) {
    const all = answer.receipt ?? answer.thanks ?? answer.greeting ?? answer.substance[0] ?? { start: 0, end: answer.text.length };
    return [{ kind: '套话', ...all, alone: true }];
  }
  const found: Evasion[] = [];
  for (const piece of answer.substance) {
    const words = textOf(answer.text, piece);
    const kind: EvasionKind | null = FORWARDED.test(words) ? '转办' : copied(words, message) ? '照抄来信'
      : TURNED_BACK.test(words) ? '推给来信人' : PLEDGE.test(words) && !/\d/.test(words) ? '空泛表态' : null;
    if (kind) found.push({ kind, ...piece, alone: false });
  }
  const evasive = found.reduce((n, e) => n + signs(textOf(answer.text, e)), 0);
  const alone = total - evasive < LITTLE;
  return found.map((e) => ({ ...e, alone }));
}

/** Share of the runs of eight signs that stand in the message as they are. */
function copied(words: string, message: string): boolean {
  const runs = words.length - 8;
  if (runs < 12) return false;
  let same = 0;
  for (let k = 0; k < runs; k += 4) if (message.includes(words.slice(k, k + 8))) same += 4;
  return same / runs >= COPIED;
}
