import { numberOf, NUMERAL } from './numerals.ts';

/** The number a heading or paragraph begins with. */
export interface Mark {
  /** 0 章 · 1 节 · 2 `一、` `第一条` · 3 `(一)` · 4 `1.` · 4.5 `1.1` · 5 `(1)` · 6 `①` */
  level: number;
  number: number;
  /** Characters it takes. */
  length: number;
  /** 第…条 of a regulation. */
  article: boolean;
}

/** From this level on, numbers make points within a task, not tasks. */
export const POINT_LEVEL = 5;

const N = `(${NUMERAL.slice(0, -1)}百]{1,5}|\\d{1,3})`;
const FORMS: [RegExp, level: number][] = [
  [new RegExp(`^第${N}(?:编|部分|章)[\\s:、]*`), 0],
  [new RegExp(`^第${N}节[\\s:、]*`), 1],
  [new RegExp(`^第${N}条[\\s:、]*`), 2],
  [/^([一二三四五六七八九十]{1,3}) ?[、.] */, 2],
  [/^\( ?([一二三四五六七八九十]{1,3}) ?\) ?[、.]? */, 3],
  [/^(\d{1,3}) ?(?:、|\.(?!\d)|\.(?=(?:19|20)\d\d年)) */, 4],
  [/^(\d{1,2})\.\d{1,2}(?:\.\d{1,2})?(?: +|、|\. )(?=\D)/, 4.5],
  [/^\( ?(\d{1,2}) ?\)[、.]? */, 5],
  [/^(\d{1,2})\)[、.]? */, 5],
];

/** The mark at the beginning of a folded text, else null: `(三)加强…` → level 3, number 3. */
export function markOf(folded: string): Mark | null {
  for (const [form, level] of FORMS) {
    const found = form.exec(folded);
    if (found) return { level, number: numberOf(found[1]!), length: found[0].length, article: level === 2 && folded.startsWith('第') };
  }
  const circled = folded.charCodeAt(0) - 0x245f;
  return circled >= 1 && circled <= 20 ? { level: 6, number: circled, length: 1, article: false } : null;
}
