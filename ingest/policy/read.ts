import { YuqingError } from '../../model/index.ts';
import { decodeBytes } from '../decode.ts';
import { readPage } from '../page/read.ts';
import type { Times } from './due.ts';
import { keywordsOf } from './keywords.ts';
import { markOf } from './marks.ts';
import { metaOf, type Meta } from './meta.ts';
import { fold } from './fold.ts';
import { tasksOf } from './numbered.ts';
import { outlineOf } from './outline.ts';
import { paragraphsOf } from './paragraphs.ts';
import { interpretationRule, threeSyncIn } from './phrases.ts';
import { brokenOffAt } from './truncated.ts';
import type { PolicyDocument, ReadPolicy } from './types.ts';
import { isPolicy, kindOfBytes } from './verdict.ts';
import { yearOfDocument } from './year.ts';

export type { PolicyDocument, PolicyTask, ReadPolicy } from './types.ts';

export interface PolicyHints {
  /** The file's name, for what is said of it. */
  name?: string;
  contentType?: string;
  now: Date;
}

/**
 * Bytes of a policy document, text or HTML, to its tasks with who does them and by when. Never throws for bad content:
 * what is no such document has `ok: false` and POLICY_UNREADABLE.
 */
export function readPolicy(bytes: Uint8Array, { name, contentType, now }: PolicyHints): ReadPolicy {
  const alien = kindOfBytes(bytes);
  if (alien) return { ok: false, error: unreadable(name, alien.what, alien.remedy), document: EMPTY() };
  const { text, marks } = decodeBytes(bytes, { ...beginsWithTag(bytes) ? { kind: 'html' } : {}, contentType });
  const paragraphs = paragraphsOf(text);
  const page = paragraphs.html ? readPage(bytes, { now, ...(contentType === undefined ? {} : { contentType }) }).article : null;
  const published = page?.publishedAt ? new Date(page.publishedAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10) : null;
  const meta = metaOf(paragraphs, { title: page?.title ?? null, publishedAt: published });
  const lines = paragraphs.parts.flatMap((part) => (typeof part === 'string' ? [part] : part.rows.map((row) => row.join('\n'))));
  const year = yearOfDocument(meta.title, meta.issuedAt, meta.number, lines);
  const times: Times = { year: year ?? Number(new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 4)), issuedAt: meta.issuedAt };
  const brokenOff = brokenOffAt(paragraphs);
  const outline = outlineOf(paragraphs.parts);
  const { tasks, notes } = tasksOf(paragraphs.parts, outline, times, brokenOff !== null);
  const document: PolicyDocument = {
    ...meta, truncated: brokenOff !== null, tasks,
    keywords: keywordsOf(meta.title, lines, headingsOf(lines)),
    threeSync: threeSyncIn(lines), interpretWithinWorkdays: interpretationRule(lines),
    notes: [
      ...brokenOff === null ? [] : [`文件不完整,在“${brokenOff}”处中断`],
      ...marks.some((mark) => mark === 'characters-replaced' || mark === 'text-garbled') ? ['文件里有乱码,请核对原件'] : [],
      ...year === null && tasks.some(({ due }) => due !== null) ? [`文件没有写年份,不带年份的时限按${times.year}年计`] : [],
      ...notes,
    ],
  };
  if (isPolicy(document, lines, outline)) return { ok: true, document };
  return { ok: false, error: unreadable(name, text.trim() === '' ? '是空的' : '里没有找到政策文件的内容(没有标题、文号,也没有写明任务和责任单位的段落)', '请核对是不是选错了文件;网页请存下正文页'), document: { ...document, tasks: [], notes: [] } };
}

const beginsWithTag = (bytes: Uint8Array) => /^[^<]{0,8}</.test(Buffer.from(bytes.subarray(0, 200)).toString('latin1').trimStart());

const headingsOf = (lines: readonly string[]) => lines.filter((line) => (markOf(fold(line))?.level ?? 9) <= 3 && !/^第.{1,4}条/.test(line)).map((line) => line.slice(0, 80).split(/[。\n]/)[0]!).slice(0, 60);

const unreadable = (name: string | undefined, what: string, remedy: string) => new YuqingError('POLICY_UNREADABLE', `文件${name === undefined ? '' : `“${name}”`}${what}`, remedy);

const EMPTY = (): PolicyDocument => ({ ...NO_META, truncated: false, tasks: [], keywords: [], threeSync: null, interpretWithinWorkdays: null, notes: [] });
const NO_META: Meta = { title: null, number: null, issuer: null, issuedAt: null, effectiveAt: null };
