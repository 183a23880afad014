import { dayIn, isDayLine } from './day.ts';
import { fold } from './fold.ts';
import { isOrgan, isSalutation, isTitle } from './lines.ts';
import { markOf } from './marks.ts';
import type { Paragraphs } from './paragraphs.ts';

/** What a document says of itself. */
export interface Meta {
  title: string | null;
  number: string | null;
  issuer: string | null;
  issuedAt: string | null;
  effectiveAt: string | null;
}

const NUMBER = '[\\p{sc=Han}A-Za-z()\u00d7\u25a1\u25cb]{1,20}? ?[〔[(【〈] ?(?:19|20)\\d\\d ?年?[〕\\])】〉] ?第? ?\\d{1,5} ?号';
const OWN_NUMBER = new RegExp(`^[(]?(${NUMBER})[)]?(?:\\s+(?:签发人|密级|特急|加急|平急|急件).*)?$`, 'u');
const ORDER_NUMBER = /^[(]?(.{2,20}令\(? ?第 ?\d{1,4} ?号)[)]?$/;
/** Lines from the beginning that are searched for a title and a number. */
const HEAD = 40;

/** Title, number, issuer and days. Numbers in the running text are other documents'. */
export function metaOf({ parts, labels }: Paragraphs, page: { title: string | null; publishedAt: string | null }): Meta {
  const lines = parts.map((part) => (typeof part === 'string' ? part : '\u0000'));
  const folded = lines.map(fold);
  const label = (...names: string[]) => names.flatMap((name) => labels.filter(([key, value]) => key === name && value !== '').map(([, value]) => value))[0] ?? null;
  const title = titleOf(lines, folded) ?? titleOfPage(page.title) ?? label('标题', '名称', '文件名称', '信息名称');
  const signed = signatureOf(folded);
  const printed = folded.map((line) => /^(.{2,30}?)\s*((?:20\d\d|二[〇零○]).{4,14})印发$/.exec(line)).find((found) => found !== null);
  const labelledDay = (...names: string[]) => names.flatMap((name) => labels.filter(([key]) => key === name).map(([, value]) => dayIn(value))).find((day) => day !== null) ?? null;
  const issuedAt = labelledDay('成文日期', '成文时间', '印发日期', '发文日期', '签发日期') ?? signed.day ?? (printed ? dayIn(printed[2]!) : null) ?? labelledDay('发布日期', '发布时间', '公开日期', '公开时间', '生成日期') ?? headDay(folded) ?? page.publishedAt;
  const number = numberOf(folded, labels, title);
  return {
    title,
    number,
    issuer: signed.organ ?? organOfTitle(title) ?? /^(.{2,20})令第/.exec(number ?? '')?.[1] ?? label('发文机关', '发文机构', '发文单位', '制定机关', '发布机构', '发布单位', '发布部门') ?? printed?.[1]?.trim() ?? null,
    issuedAt,
    effectiveAt: labelledDay('施行日期', '实施日期', '生效日期') ?? effectiveIn(folded, issuedAt),
  };
}

/** The first line that is one, before the text begins; a short line without a mark above the text as well. */
function titleOf(lines: readonly string[], folded: readonly string[]): string | null {
  let short: string | null = null;
  for (let i = 0; i < Math.min(lines.length, HEAD); i++) {
    const line = folded[i]!;
    if (line === '\u0000' || markOf(line)) break;
    if (isTitle(line)) return cleaned(lines[i]!);
    const attached = /^附 ?件(?: ?\d{1,2}(?!\d))? ?[:.]? ?/.exec(line);
    if (attached && i < 3 && isTitle(line.slice(attached[0].length))) return cleaned(lines[i]!.slice(attached[0].length));
    // The words with which a decree or a letter sends a document out stand above its title.
    if (/[。;]/.test(line) && line.length > 40 && !/现(?:予|将).{0,60}(?:公布|发布|印发)/.test(line)) break;
    short ??= line.length >= 6 && line.length <= 60 && /\p{sc=Han}{4}/u.test(line) && !/[。,;:!?|]/.test(line) && !isDayLine(line) && !OWN_NUMBER.test(line) && !isSalutation(line) && !/^附件|令$|^第 ?\d+ ?号/.test(line) && !isOrgan(line) ? lines[i]! : null;
  }
  const at = short === null ? -1 : lines.indexOf(short);
  return short !== null && folded.slice(at + 1, at + 4).some((line) => /[。,]/.test(line) || markOf(line) || line === '\u0000') ? cleaned(short) : null;
}

/** A page's title when it can be a document's, and not its site's name. */
const titleOfPage = (title: string | null) => (title !== null && title.length >= 8 && /\p{sc=Han}{4}/u.test(title) && !/(?:网|网站|门户|平台|首页)$/.test(title) ? title : null);

/** A number in brackets behind a title is not a part of it. */
const cleaned = (title: string) => title.replace(/\s+/g, (gap) => (/^[ ]$/.test(gap) ? gap : '')).replace(/(?<=\p{sc=Han}) (?=\p{sc=Han})/gu, '').replace(new RegExp(`[(\uff08]${NUMBER}[)\uff09]$`, 'u'), '').trim();

function numberOf(folded: readonly string[], labels: Paragraphs['labels'], title: string | null): string | null {
  const inside = (text: string) => new RegExp(NUMBER, 'u').exec(text)?.[0] ?? null;
  for (const [label, value] of labels) {
    if (!/^(?:发文字号|发文文号|文号|文件编号)$/.test(label)) continue;
    const found = inside(value) ?? ORDER_NUMBER.exec(value)?.[1];
    if (found) return normal(found);
  }
  for (const [i, line] of folded.slice(0, HEAD).entries()) {
    if (/^.{2,20}令$/.test(line) && /^\(? ?第 ?\d{1,4} ?号 ?\)?$/.test(folded[i + 1] ?? '')) return normal(line + folded[i + 1]!.replace(/[()]/g, ''));
    const own = OWN_NUMBER.exec(line.trim())?.[1] ?? ORDER_NUMBER.exec(line.trim())?.[1];
    if (own) return normal(own);
    const after = isTitle(line) && title !== null ? new RegExp(`\\((${NUMBER})\\)$`, 'u').exec(line)?.[1] : undefined;
    if (after) return normal(after);
  }
  return null;
}

const normal = (number: string) => number.replace(/\s+/g, '').replace(/^[(]/, '').replace(/[〔[(【〈]((?:19|20)\d\d)年?[〕\])】〉]/, '〔$1〕');

/** The last signature before an attachment: an office and a day below it. */
function signatureOf(folded: readonly string[]): { organ: string | null; day: string | null } {
  for (const [i, line] of folded.entries()) {
    if (isDayLine(line) && !line.startsWith('(')) {
      const above = folded[i - 1]?.replaceAll(' ', '') ?? '';
      // A bracketed day below a title is the day of a decision; one alone at the head is the site's.
      if (isOrgan(above)) return { organ: organsAbove(folded, i), day: dayIn(line) };
      if (i > 2 && !folded.slice(i + 1, i + 3).some((next) => /^一、|^第一/.test(next))) return { organ: null, day: dayIn(line) };
      continue;
    }
    if (line.length > 60 || !/[日\d]$/.test(line)) continue;
    const organ = line.replace(/\s*(?:20\d\d ?年|二[〇零○]).*$/, '').replaceAll(' ', '');
    if (organ !== line && isOrgan(organ) && dayIn(line) !== null) return { organ, day: dayIn(line) };
  }
  return { organ: null, day: null };
}

/** Several offices may sign together, each on a line. */
function organsAbove(folded: readonly string[], at: number): string {
  const organs: string[] = [];
  for (let i = at - 1; i >= 0 && at - i <= MOST_SIGNERS && isOrgan(folded[i]!.replaceAll(' ', '')); i--) organs.unshift(folded[i]!.replaceAll(' ', ''));
  return organs.join('、');
}

const MOST_SIGNERS = 12;

/** `(2021年5月6日)` or a bare day under the title. */
const headDay = (folded: readonly string[]) => folded.slice(0, 6).filter(isDayLine).map(dayIn).find((day) => day !== null) ?? null;

const organOfTitle = (title: string | null) => /^(.{2,40}?(?:办公[室厅]|政府|委员会|[局委厅办部院]|领导小组))(?:关于|印发|转发|(?:19|20)\d\d年)/.exec(fold(title ?? ''))?.[1] ?? null;

function effectiveIn(folded: readonly string[], issuedAt: string | null): string | null {
  for (const line of folded) {
    const dated = /自((?:20\d\d|二[〇零○])[^,。;自]{3,14}[日号])起?(?:正式)?(?:施行|实施|执行|生效)/.exec(line);
    if (dated) return dayIn(dated[1]!);
    if (/自(?:印发|发布|公布)之日起(?:正式)?(?:施行|实施|执行|生效)/.test(line)) return issuedAt;
  }
  return null;
}
