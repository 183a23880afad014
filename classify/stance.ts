import type { Stance } from '../model/index.ts';
import { CUES, DENIED, PROPOSAL } from './stances/cues.ts';
import { policyText } from './stances/policy.ts';

/** Who only asks, asks at once. */
const QUESTION = 70;
/** Who demands is not neutral; what he holds of the policy is not said. */
const DEMAND = /^(?:请求|恳求|恳请|请(?!问)|投诉|举报|求助)/;
/** A report, not a writer's own word: 【…】 and #…# open the posts of news rooms. */
const NEWS = /^\s*[\u3010#]/;
/** Complaint or not cannot be told from these. */
const UNDECIDED = /投诉|举报|反映|[没未不无]|问题[^\u3002]{0,4}(?:解决|处理)/;
/** Where a proposal shows itself. */
const OPENING = 160;

/**
 * How a writer stands toward the policy or measure that the text speaks of 立场; null where it speaks of none, or shows no stance by its words:
 * `stanceOf('网传明天封城', null)` → 谣言; `stanceOf('路灯坏了', null)` → null. Of what is said, never of who says it.
 */
export function stanceOf(text: string, title: string | null): Stance | null {
  const whole = title && !text.startsWith(title) ? `${title}\n${text}` : text;
  const said = policyText(whole);
  if (said === null) return proposes(whole) ? '建设性意见' : null;
  const denied = DENIED.test(said);
  for (const [stance, shown] of CUES) {
    if (denied && (stance === '谣言' || stance === '歪曲')) continue;
    if (stance === '中性' && DEMAND.test(said)) return null;
    if (shown.test(stance === '中性' ? said.slice(0, QUESTION) : said)) return stance;
    // What is asked for stands before what is feared or suffered, but a claim that spreads comes first.
    if (stance === '误解误读' && proposes(said)) return '建设性意见';
  }
  return said.length > QUESTION || UNDECIDED.test(said) ? null : '中性';
}

const proposes = (text: string): boolean => !NEWS.test(text) && PROPOSAL.test(text.slice(0, OPENING));
