import { FAULT_NAMES, shanghaiDay, shanghaiText, type IncomingItem } from '../../model/index.ts';
import type { Preview } from '../../ingest/preview.ts';
import type { SourceKind } from '../../ingest/sources/kind.ts';
import { fit, markWords, plain, shownAddress } from './words.ts';

const WIDTH = 100;

/** What a source would bring, for a person. */
export function previewText(preview: Preview, kind: SourceKind): string {
  const { counts, items, rejects, marks, faults } = preview;
  const cut = { items: ',只试读了前面这些', time: ',时间到了,没有读完' };
  const marked = Object.entries(marks).sort(([, a], [, b]) => b - a).map(([mark, n]) => `${markWords(mark)} ${n} 条`);
  return [
    `读到 ${counts.received} 条:可入库 ${counts.items},将拒收 ${counts.rejected};用时 ${(preview.tookMs / 1_000).toFixed(1)} 秒${preview.cut ? cut[preview.cut] : ''}`,
    ...(marked.length > 0 ? [`标记:${marked.join(';')}`] : []),
    ...items.flatMap((item, i) => itemLines(item, i + 1)),
    ...(counts.items > items.length ? [`  … 另有 ${counts.items - items.length} 条`] : []),
    ...rejects.map((r) => `  ✗ ${fit(plain(r.reason), WIDTH)}(${r.code})`),
    ...(counts.rejected > rejects.length ? [`  ✗ … 另有 ${counts.rejected - rejects.length} 条被拒`] : []),
    ...faults.slice(0, MOST_FAULTS).map((f) => `  ! ${FAULT_NAMES[f.kind]}:${fit(plain(f.words), WIDTH)}${f.url === null ? '' : ` ${plain(shownAddress(f.url))}`}`),
    ...(faults.length > MOST_FAULTS ? [`  ! … 另有 ${faults.length - MOST_FAULTS} 个问题`] : []),
    ...(counts.received === 0 && faults.length === 0 ? [`  ${kind.kind === 'site' ? '没有发现问题(网站监测不带来条目)' : '没有读到条目;这可能就是对方此刻的样子,也可能要改设置'}`] : []),
  ].join('\n');
}

const MOST_FAULTS = 20;

function itemLines(item: IncomingItem, n: number): string[] {
  const when = item.precision === 'day' ? `${shanghaiDay(item.publishedAt)}      ` : shanghaiText(item.publishedAt);
  const rank = item.ranking ? `第 ${item.ranking.rank} 位${item.ranking.heat === null ? '' : `(热度 ${item.ranking.heat})`} ` : '';
  const title = plain(item.title ?? item.body);
  return [
    `  ${n}. ${when}  ${rank}${fit(title, WIDTH - 24)}${item.marks.length > 0 ? `〔${item.marks.join('、')}〕` : ''}`,
    ...(item.title !== null && item.body !== item.title && item.body !== '' ? [`     ${fit(plain(item.body.slice(0, 400)), WIDTH - 6)}`] : []),
  ];
}

/** What one reading may take at most, where a trial asks for less: requests to a whole site, articles of a list page. */
const TRIAL_LIMITS: Record<string, number> = { perReading: 15, mostArticles: 5 };

/** Settings for a trial, which looks at a little and leaves the rest to the first real reading. */
export function trialOf(settings: Record<string, unknown>): Record<string, unknown> {
  const limited = Object.entries(TRIAL_LIMITS).flatMap(([name, most]) => (typeof settings[name] === 'number' ? [[name, Math.min(settings[name], most)] as const] : []));
  return { ...settings, ...Object.fromEntries(limited) };
}

/** What a trial left out, in words; empty where it read as a poll would. */
export function trialNote(settings: Record<string, unknown>): string {
  const less = Object.entries(TRIAL_LIMITS).find(([name, most]) => typeof settings[name] === 'number' && settings[name] > most);
  if (!less) return '';
  return less[0] === 'mostArticles' ? `试读只取前 ${less[1]} 篇文章,正式抓取每次最多 ${String(settings[less[0]])} 篇` : `试读只发 ${less[1]} 个请求,正式巡查每次最多 ${String(settings[less[0]])} 个`;
}
