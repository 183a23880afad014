import type { RequestType, Stance } from '../model/index.ts';
import { CUES, DENIED, PROPOSAL } from './stances/cues.ts';
import { policyOdds } from './stances/odds.ts';
import { namesPolicy, ownWords } from './stances/policy.ts';

/** A text speaks of a policy when the weighed characters say so; its words of policy count as a second witness, a sharp cue as a third. */
const [ALONE, WITH_WORDS, WITH_CUE] = [0.7, 0.45, 0.15];
/** Where a proposal shows itself. */
const OPENING = 160;
/** A report, not a writer's own word: \u3010\u2026\u3011 and #\u2026# open the posts of news rooms. */
const NEWS = /^\s*[\u3010#]/;

/** What a kind of request mostly is, where the words show nothing else (docs/models.md). */
const BY_TYPE: Readonly<Record<RequestType, Stance>> = {
  咨询: '中性', 建议: '建设性意见', 求助: '实际困难', 投诉: '质疑', 举报: '质疑', 表扬: '正面', 其他: '中性',
};

/**
 * How a writer stands toward the policy or measure that the text speaks of 立场; null where it speaks of none:
 * `stanceOf('网传明天封城', null)` → 谣言; `stanceOf('路灯坏了', null)` → null. Of what is said, never of who says it.
 *
 * @param type the kind of request, where it is known: it decides where no words do
 */
export function stanceOf(text: string, title: string | null, type: RequestType | null = null): Stance | null {
  const said = ownWords(title && !text.startsWith(title) ? `${title}\n${text}` : text);
  const odds = policyOdds(said);
  const proposes = !NEWS.test(said) && PROPOSAL.test(said.slice(0, OPENING));
  if (odds < WITH_CUE && !proposes) return null;
  const words = namesPolicy(said);
  const sharp = odds >= (words ? WITH_CUE : ALONE) ? shownBy(said, SHARP) : null;
  if (sharp !== null) return sharp;
  if (odds < (words ? WITH_WORDS : ALONE)) return proposes && (words || type === '建议') ? '建设性意见' : null;
  return (proposes ? '建设性意见' : null) ?? shownBy(said, HARDSHIP) ?? ofType(said, type);
}

/** A post is read by its words first; a request is what its kind is. */
function ofType(said: string, type: RequestType | null): Stance | null {
  const mostly = type === null ? null : BY_TYPE[type];
  return type === null || type === '其他' ? shownBy(said, CUES) ?? mostly : mostly;
}

/** Up to the open doubt: what these show, no kind of request outweighs. */
const SHARP = CUES.slice(0, CUES.findIndex(([stance]) => stance === '质疑') + 1);
const HARDSHIP = CUES.filter(([stance]) => stance === '实际困难');

function shownBy(said: string, cues: typeof CUES): Stance | null {
  const denied = DENIED.test(said);
  for (const [stance, cue] of cues) {
    if (denied && (stance === '谣言' || stance === '歪曲')) continue;
    if (cue.test(said)) return stance;
  }
  return null;
}
