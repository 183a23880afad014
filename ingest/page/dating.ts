import { parseTimeAt } from '../times.ts';
import type { Candidate } from './candidate.ts';
import { nearestText } from './embedded.ts';
import type { PageHead } from './head.ts';
import { dateOfHead, dateOfUrl, datesIn, finer, parseAny, type PageTime } from './published.ts';
import type { ScriptText } from './script-data.ts';
import type { Surroundings } from './surroundings.ts';

/** Names of the day of publication in scripts; the first ones may stand alone (`var ct = "1795485780"` of WeChat). */
const ALONE = ['ct', 'publishtime', 'pubtime', 'ptime', 'createtime', 'publishdate', 'pubdate', 'datepublished'];
const BESIDE = [...ALONE, 'publishedat', 'time', 'ctime', 'date'];
const SAID = /刚刚|前$|昨[天日]|前天|今[天日]|\bago\b|yesterday/i;
const LONGEST_SAID = 24;

/**
 * When an article was published, by what a reader sees first: the date by the title, then the head's, then one said from
 * today (`昨天 08:30`), one called 发布 below the text, a script's, and the day in the address. Never a date of the text, of a
 * sidebar or of the foot.
 */
export function publishedOf({ above, below }: Surroundings, body: Candidate, head: PageHead, texts: readonly ScriptText[], options: { url?: string; now: Date }): PageTime | null {
  const inHead = dateOfHead(head);
  const shown = above.flatMap(datesIn);
  const best = shown.find(({ rank }) => rank === 2) ?? shown.find(({ rank }) => rank === 1);
  if (best) return finer(best, inHead);
  if (inHead) return inHead;
  const said = above.filter((line) => line.length <= LONGEST_SAID && SAID.test(line)).map((line) => parseTimeAt(line, options.now)).find((time) => time !== null);
  return said ?? below.flatMap(datesIn).find(({ rank }) => rank === 2) ?? inScript(body, texts) ?? shown[0] ?? dateOfUrl(head.metas.get('og:url')) ?? dateOfUrl(options.url);
}

function inScript({ embedded }: Candidate, texts: readonly ScriptText[]): PageTime | null {
  const beside = embedded && BESIDE.map((key) => parseAny(nearestText(texts, embedded, [key]) ?? undefined)).find((time) => time !== null);
  return beside ?? ALONE.flatMap((key) => texts.filter((text) => text.key === key)).map(({ value }) => parseAny(value)).find((time) => time !== null) ?? null;
}
