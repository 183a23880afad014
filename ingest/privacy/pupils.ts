import { GONE, type Hide } from './found.ts';
import { nameAt } from './name-at.ts';

const NUM = '(?:[一二三四五六七八九十]{1,2}|\\d{1,2})';
const CLASS = new RegExp(`(?:(?:[一二三四五六七八九1-9]年级|[初高][一二三1-3](?:年级)?)[\\s(\\uff08]{0,2}${NUM}[)\\uff09]?\\s?班|[一二三四五六七八九1-9]\\s?[(\\uff08]${NUM}[)\\uff09]\\s?班|[大中小托][一二三四五1-9]?班)`, 'g');
const LINK = /^(?:[\s,:\uff0c\uff1a\u3001(\uff08]|的|学生|同学|就读|读书|一名|小学生|家长){0,3}/;
const CHILD = /(?:儿子|女儿|孩子|小孩|孙子|孙女|外孙女?|学生|侄子|侄女|弟弟|妹妹|小名|[名我]叫)(?:叫|是|名叫|为)?[:\uff1a\s]{0,2}/g;
const AGE = /^[\s,\uff0c(\uff08\u3001]{0,2}(?:今年|现年)?(?:\d|1[0-3]|[一二三四五六七八九十]|十[一二三])(?:周|虚)?岁/;
const SENTENCE_END = /[\u3002!?;\uff01\uff1f\uff1b\n]/;
/** Between a child's name and its class. */
const REACH = 40;

/**
 * Of pupils class and name are deleted where they stand together (handbook §7.4), and the name of a child under 14:
 * `'实验小学三年级2班张小明'` → `'实验小学******'`. A class alone is nobody.
 */
export function maskPupils(text: string, hide: Hide): string {
  if (!text.includes('班') && !text.includes('岁')) return text;
  return cut(text, [...besideClasses(text), ...ofChildren(text)], hide);
}

interface Piece { from: number; to: number }

/** 三年级2班张小明, 三(2)班的学生张小明. */
function besideClasses(text: string): Piece[] {
  return [...text.matchAll(CLASS)].flatMap((m) => {
    const end = m.index + m[0].length;
    const link = LINK.exec(text.slice(end, end + 12))?.[0].length ?? 0;
    const name = nameAt(text, end + link, false);
    return name === 0 ? [] : [{ from: m.index, to: end }, { from: end + link, to: end + link + name }];
  });
}

/** 女儿张小明今年8岁, 孩子叫张小明,在实验小学三年级2班. */
function ofChildren(text: string): Piece[] {
  return [...text.matchAll(CHILD)].flatMap((m) => {
    const from = m.index + m[0].length;
    const length = nameAt(text, from, /[叫\uff1a:]/.test(m[0]));
    if (length === 0) return [];
    const to = from + length;
    const rest = text.slice(to, to + REACH);
    if (AGE.test(rest)) return [{ from, to }];
    const stop = rest.search(SENTENCE_END);
    const [grade] = (stop < 0 ? rest : rest.slice(0, stop)).matchAll(CLASS);
    return grade ? [{ from, to }, { from: to + grade.index, to: to + grade.index + grade[0].length }] : [];
  });
}

function cut(text: string, pieces: Piece[], hide: Hide): string {
  let out = '';
  let done = 0;
  for (const { from, to } of pieces.sort((a, b) => a.from - b.from)) {
    if (from < done) continue;
    out += text.slice(done, from) + hide('pupil', text.slice(from, to), GONE);
    done = to;
  }
  return out + text.slice(done);
}
