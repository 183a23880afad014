import { anyCorrection, appendCorrection, decideSuggestion, lockSuggestion, lockVerdict, NEAR, suggestFrom, suggestTo, voidSuggestions, type StandingVerdict } from '../db/corrections.ts';
import type { Db, Trx } from '../db/connect.ts';
import { profileOf } from '../db/items.ts';
import { appendOutbox } from '../db/outbox.ts';
import { likePairs } from '../db/topics.ts';
import { YuqingError, type CategoryCode, type Flag, type RequestType, type Sentiment, type Stance, type Urgency, type Verdict } from '../model/index.ts';

/** What a person may say better than the model. What is left out stays as it was. */
export interface Corrected {
  category?: CategoryCode;
  secondary?: CategoryCode[];
  type?: RequestType;
  sentiment?: Sentiment;
  urgency?: Urgency;
  flags?: Flag[];
  stance?: Stance | null;
}

export interface CorrectionDone {
  /** The verdict that stands; the one before it where nothing was changed. */
  verdictId: number;
  changed: (keyof Corrected)[];
  /** Near-duplicates for which the same is suggested. */
  suggested: number;
}

/** Messages that say the same may be this far apart. */
const SAME_WINDOW_MS = 60 * 24 * 3_600_000;
const LONGEST_NOTE = 500;

/**
 * A person's correction 更正: a verdict by `analyst:<who>` that stands at once and against every later model, and is
 * suggested for the items that say the same. A correction that changes nothing is the verdict it found, so that the
 * same one again does nothing more; `expected`, where given, is the verdict the person saw.
 *
 * @throws YuqingError NOT_FOUND (no such item, or not judged yet), VERDICT_CHANGED (another person was faster)
 */
export async function correctVerdict(db: Db, itemId: number, by: string, set: Corrected, opts: { expected?: number; note?: string } = {}): Promise<CorrectionDone> {
  return db.transaction().execute(async (trx) => correctIn(trx, itemId, by, set, opts));
}

async function correctIn(trx: Trx, itemId: number, by: string, set: Corrected, opts: { expected?: number; note?: string }): Promise<CorrectionDone> {
  const old = await lockVerdict(trx, itemId);
  if (old === null) throw new YuqingError('NOT_FOUND', `条目 ${itemId} 还没有研判结果`, '请稍候,研判完成后再更正');
  if (opts.expected !== undefined && opts.expected !== old.id) throw new YuqingError('VERDICT_CHANGED', '这条研判刚被别人改过', '请刷新,看过现在的结果再改');
  const verdict = corrected(old, set);
  const changed = (Object.keys(set) as (keyof Corrected)[]).filter((part) => set[part] !== undefined && !same(old[part], verdict[part]));
  if (changed.length === 0 && old.madeBy.startsWith('analyst:')) return { verdictId: old.id, changed: [], suggested: 0 };

  // A person who says that the model is right has judged too: it stands, and is no longer asked about.
  const parts = changed.length > 0 ? changed : Object.keys(set);
  const verdictId = await appendCorrection(trx, old, `analyst:${by}`, verdict, parts, opts.note?.trim().slice(0, LONGEST_NOTE) || null);
  await voidSuggestions(trx, itemId, by);
  const near = changed.includes('category') ? await likePairs(trx, await profileOf(trx, itemId), [itemId], SAME_WINDOW_MS, NEAR) : [];
  const suggested = changed.includes('category') ? await suggestFrom(trx, verdictId, near) : 0;
  // The ticket takes on what was corrected, where it has not been sent out.
  if (changed.length > 0) await appendOutbox(trx, 'tickets', [{ itemIds: [itemId] }]);
  return { verdictId, changed, suggested };
}

/** Takes a suggestion on, as a correction by this person, or declines it. A suggestion already decided is left alone. */
export async function decide(db: Db, suggestionId: number, accept: boolean, by: string): Promise<CorrectionDone | null> {
  return db.transaction().execute(async (trx) => {
    const suggestion = await lockSuggestion(trx, suggestionId);
    if (suggestion === null) throw new YuqingError('NOT_FOUND', `没有待决定的更正建议 ${suggestionId}`, '它可能已被处理;请刷新列表');
    await decideSuggestion(trx, suggestionId, accept ? 'accepted' : 'declined', by);
    return accept ? correctIn(trx, suggestion.itemId, by, { category: suggestion.suggested }, { note: `同 ${suggestion.fromItemNo}` }) : null;
  });
}

/** Puts what people have corrected for the new items of a profile that say the same. Behind the storing of their words. */
export async function suggestForNew(trx: Trx, profileId: string, itemIds: number[]): Promise<void> {
  if (itemIds.length === 0 || !(await anyCorrection(trx))) return;
  await suggestTo(trx, itemIds, await likePairs(trx, profileId, itemIds, SAME_WINDOW_MS, NEAR));
}

function corrected(old: StandingVerdict, set: Corrected): Verdict {
  const category = set.category ?? old.category;
  const secondary = (set.secondary ?? old.secondary).filter((code, k, all) => code !== category && all.indexOf(code) === k).slice(0, 2);
  return {
    category, secondary, confidence: 1, needsReview: false,
    type: set.type ?? old.type, sentiment: set.sentiment ?? old.sentiment, urgency: set.urgency ?? old.urgency,
    flags: set.flags ?? old.flags, stance: set.stance === undefined ? old.stance : set.stance, places: old.places,
    // The terms spoke for the model's category; for another they say nothing.
    evidence: category === old.category ? old.evidence : [],
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(Array.isArray(a) ? [...a].sort() : a) === JSON.stringify(Array.isArray(b) ? [...b].sort() : b);
