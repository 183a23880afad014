import { fold } from './fold.ts';
import { numberOf } from './numerals.ts';

/** 三同步 as a document words it: three of 同步… in a row. */
export function threeSyncIn(lines: readonly string[]): string[] | null {
  for (const line of lines) {
    const found = /同步([\p{sc=Han}]{2,4}?)[、,]同步([\p{sc=Han}]{2,4}?)[、,](?:和)?同步([\p{sc=Han}]{2})/u.exec(fold(line));
    if (found) return found.slice(1).map((word) => `同步${word}`);
  }
  return null;
}

const COUNT = '(\\d{1,2}|[一二三四五六七八九十]{1,3}) ?个?工作日';
const RULES = [
  new RegExp(`解读[^。;]{0,40}(?:公开|发布|公布|印发|出台)(?:后|之日起|之后)[^。;]{0,6}?${COUNT}(?:之?内|以内)`),
  new RegExp(`(?:公开|发布|公布|印发|出台)(?:后|之日起|之后)[^。;]{0,12}?${COUNT}(?:之?内|以内)[^。;]{0,40}解读`),
];

/** Working days from a document's publication to its interpretation: `…于文件公开后3个工作日内在政府网站发布` → 3. */
export function interpretationRule(lines: readonly string[]): number | null {
  for (const line of lines) {
    for (const sentence of fold(line).split('。')) {
      for (const rule of RULES) {
        const days = numberOf(rule.exec(sentence)?.[1] ?? '');
        if (days >= 1) return days;
      }
    }
  }
  return null;
}
