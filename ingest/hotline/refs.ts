/** Numbers that begin with the day, as most hotlines number, wherever they stand. */
const DATED = /(?<![\dA-Za-z.])20[0-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3,12}(?![\dA-Za-z])/g;
/** Any number that a text calls the number of an order: 【工单:…】, 关联工单 …, 同编号…. */
const NAMED = /(?:工单(?:编号|号码|号|流水号)?|受理编号|关联(?:工单|编号|单号)|同编号|(?:信件|来信|留言|诉求|受理|原)(?:编号|单号)|单号)(?:为|是)?[\s:\uff1a#(\uff08【]{0,4}([A-Za-z]{0,6}-?\d[\d-]{5,30})(?![\dA-Za-z])/g;
/** More than one text names. */
const MOST_REFS = 50;

/**
 * Numbers of other orders in a text, in order, each once.
 *
 * @example refsIn('见【工单:20180404159024】', '20180405000001') // → ['20180404159024']
 */
export function refsIn(text: string, own: string | null): string[] {
  if (!/\d{6}/.test(text)) return [];
  const found = new Map<string, number>();
  for (const m of text.matchAll(DATED)) found.set(m[0], m.index);
  for (const m of text.matchAll(NAMED)) {
    const at = m.index + m[0].length - m[1]!.length;
    if (!found.has(m[1]!) && !isDay(m[1]!)) found.set(m[1]!, at);
  }
  found.delete(own ?? '');
  return [...found].sort((a, b) => a[1] - b[1]).slice(0, MOST_REFS).map(([number]) => number);
}

/** `2018-01-02` behind 工单 is when it came. */
const isDay = (number: string): boolean => /^\d{4}-\d{1,2}-\d{1,2}$/.test(number);
