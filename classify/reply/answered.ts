import { textOf } from './pieces.ts';
import type { Ask, AskKind } from './asks.ts';
import { shareNamed, topWords, weighedWords, type IdfOf } from './words.ts';

/** An ask, and whether the answer comes to it. */
export interface AskAnswered extends Ask {
  answered: boolean;
  /** Share of its telling words that the answer names, 0–1. */
  named: number;
  /** Nothing in the answer is of the kind that was asked for, and none of its words. */
  passedOver: boolean;
  /** Its heaviest word that the answer does not name, to say what is missing. */
  missing: string | null;
}

/** What a sentence that answers such a question says, whatever its words. */
const SAYS: Record<Exclude<AskKind, '请求'>, RegExp> = {
  何时: /\d\s*(?:年|月|日|号|天|周|个月|小时|工作日)|年底|月底|年内|近期|年初|上半年|下半年|已(?:经)?(?:完成|完工|开通|通车|办结|发放)|暂(?:无|未|不)|尚未|待[^,。]{2,30}后/,
  何处: /位于|地址|选址|\d+\s*号|处|路|电话|部门|窗口|中心/,
  多少: /\d\s*(?:元|万|亿|%|亩|平方|米|公里|人|名|户|个(?!月)|倍|折|级|套|台|辆|分(?!局|别|类)|m)|[一二三四五六七八九十百千万]+(?:元|个|级|倍|成|折)|(?:标准|比例|价格|额度|补助|补贴)[^,。]{0,10}(?:为|是|按)|免费/,
  为何: /由于|因(?!此)|原因|鉴于|根据|按照|依据|规定|为(?:了|保障|确保|解决)|目的|系|属于|受[^,。]{1,20}影响/,
  可否: /可以|可(?!能)|不能|不可|不得|不予|不支持|能够|无法|暂[不无未]|未|没有|属于|不属|符合|适用|已|将|需|须|应|是/,
  如何: /携带|凭|提供|提交|申请|办理|登录|拨打|流程|步骤|材料|首先|(?:^|[^\d])1[、.]|一是|按|将|可/,
};
/** So much of an ask's words in the answer means that it is spoken of. */
const SPOKEN_OF = 0.34;
/** A question answered in other words still shares a little with its answer. */
const TOUCHED = 0.12;
const FEW = 1;

/** @param substance the answer without its form, folded */
export function answersTo(asks: readonly Ask[], message: string, substance: string, idfOf: IdfOf): AskAnswered[] {
  return asks.map((ask) => {
    const words = topWords(weighedWords(textOf(message, ask), idfOf), 12);
    const named = shareNamed(words, substance);
    const says = /\S/.test(substance) && (ask.kind === '请求' || SAYS[ask.kind].test(substance));
    // 流程是怎么样的? has hardly a word of its own: an answer of its kind is one to it.
    const touched = named >= TOUCHED || words.length <= FEW;
    const answered = ask.kind === '请求' ? named >= SPOKEN_OF : says && touched;
    return { ...ask, named, answered, passedOver: !says && named === 0, missing: words.find(([word]) => !substance.includes(word))?.[0] ?? null };
  });
}
