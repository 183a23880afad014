import type { Outline } from './list-links.ts';
import { labelsOf, scriptsWith, squeeze } from './list-tree.ts';
import { resolveUrl } from './list-urls.ts';
import type { PageElement } from './tree.ts';

const NEXT = /^[[【(<]?(?:下一?[页頁]|后一?页|next(?: ?page)?|[>›»]|下一页\s?[>›»→]*)[\]】)>»›→\s]*$/i;
const NEXT_LABEL = /(?:^|[\s_-])(?:next|nxt|nextpage|page-next)(?=$|[\s_-])/;
/** TRS writes its pager by script: `createPageHTML(页数, 本页, "index", "html")`, counted from 0; some kin put the element first and count from 1. */
const SCRIPTED = /createPage(?:HTML)?\s{0,5}\(\s{0,5}(?:(['"])[\w#.-]{0,40}\1\s{0,5},\s{0,5})?(\d{1,6})\s{0,5},\s{0,5}(\d{1,6})\s{0,5},\s{0,5}(['"])([\w./-]{1,80})\4\s{0,5},\s{0,5}(['"])\.?(\w{1,6})\6/;
const LONGEST_SCRIPT = 20_000;

/** Whether a link only turns the list's pages: 首页, 3, 下一页. */
export const isPager = (title: string): boolean => /^[[【(<]?(?:\d{1,4}|首页|第一页|尾页|末页|最后一页|上一?[页頁]|前一?页|下一?[页頁]|后一?页|prev(?:ious)?(?: ?page)?|next(?: ?page)?|first|last|[<>‹›«»]+|\.{2,}|…)[\]】)>»›→\s]*$/i.test(title);

/** The list's next page, by its link or by the script that writes it; null on the last. */
export function nextPage(root: PageElement, outline: Outline, url: string, base: string): string | null {
  for (const { box, url: target } of outline.links) {
    const words = wordsOf(outline, box);
    if (!NEXT.test(words) && box.attributes['rel'] !== 'next' && !(NEXT_LABEL.test(labelsOf(box)) && words.length <= 6)) continue;
    if (target !== url && new URL(target).host === new URL(url).host) return target;
  }
  return scripted(root, base);
}

function wordsOf(outline: Outline, box: PageElement): string {
  const [, , from, to] = outline.within(box);
  const shown = outline.texts.slice(from, Math.min(to, from + 4)).map(({ text }) => text).join(' ');
  return (shown || squeeze(box.attributes['title'] ?? '')).slice(0, 40);
}

function scripted(root: PageElement, base: string): string | null {
  for (const script of scriptsWith(root, 'createPage')) {
    const found = SCRIPTED.exec(script.slice(0, LONGEST_SCRIPT));
    if (!found) continue;
    const [, named, count, current, , name, , extension] = found;
    const next = Number(current) + 1;
    const last = named === undefined ? Number(count) - 1 : Number(count);
    return next <= last ? resolveUrl(`${name}_${next}.${extension}`, base) : null;
  }
  return null;
}
