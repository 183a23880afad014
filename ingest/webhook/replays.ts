/** Calls that were answered lately, and what with. */
export interface Replays<T> {
  /**
   * The answer to a call: made once, and given again as long as it is kept. Calls that come at the same time wait for
   * the same answer; one that failed is not kept.
   *
   * @param key what makes two calls the same
   * @param until when the call can no longer come again
   */
  once(key: string, now: Date, until: Date, make: () => Promise<T>): Promise<T>;
}

/** @param most answers kept at a time; beyond, the oldest is forgotten, and its call would be worked through again */
export function rememberAnswers<T>(most: number): Replays<T> {
  const kept = new Map<string, { until: Date; answer: Promise<T> }>();
  return {
    once(key, now, until, make) {
      for (const [old, { until: end }] of kept) if (end < now) kept.delete(old);
      const there = kept.get(key);
      if (there) return there.answer;
      const answer = make();
      kept.set(key, { until, answer });
      answer.catch(() => kept.delete(key));
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(oldest);
      }
      return answer;
    },
  };
}
