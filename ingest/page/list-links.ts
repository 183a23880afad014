import { dateAtEnd, isDate } from './list-dates.ts';
import { labelsOf, squeeze } from './list-tree.ts';
import { resolveUrl } from './list-urls.ts';
import type { PageElement } from './tree.ts';

/** Something on the page that leads somewhere. */
export interface Link {
  box: PageElement;
  url: string;
  /** '' where the words are only 详细 or a picture; null where they show that it leads to no article. */
  title: string | null;
  /** The texts that are the title, so that a date in the title is not taken for the list's. */
  titleTexts: ReadonlySet<number>;
  /** What the title attribute or the title's own end says of the date. */
  hints: string[];
}

/** A run of text between two tags. */
export interface Text {
  text: string;
  box: PageElement;
}

/** A page read once, in document order; every element knows which links and texts stand in it. */
export interface Outline {
  links: Link[];
  texts: Text[];
  /** First and one past the last link, first and one past the last text. */
  within(box: PageElement): readonly [linkFrom: number, linkTo: number, textFrom: number, textTo: number];
}

const MOST_LINKS = 5_000;
const MOST_TEXTS = 50_000;
/** Of a card that is one link; where links are left open, one may hold the page. */
const MOST_TEXTS_IN_LINK = 40;
const LONGEST_TEXT = 500;
const LONGEST_TITLE = 200;
const SILENT = new Set(['script', 'style', 'template', 'head', 'object', 'iframe', 'select', 'textarea', 'button', 'svg', 'noscript']);
const INLINE = new Set(['a', 'b', 'strong', 'font', 'em', 'i', 'u', 'span', 'small', 'big', 'label', 'mark', 'sup', 'sub', 'center']);
/** Words of a link that say nothing of what it leads to, as pictures do: the title stands elsewhere in its row. */
const DETAILS = /^[[【(<「]?(?:点击|点此)?(?:查看|阅读|了解|进入|浏览)?(?:更多|详细|详情|全文|原文|查看|阅读|进入|图|details?|read more)?(?:内容|信息|查看|阅读)?[\]】)>」]?[>»›…+.\s]*$|^(?:在?新窗口)?打开$/i;
/** Words that no title has: numbers of pages and replies, columns' 更多, bare addresses. */
const NO_TITLE = /^(?:[[【(<]?(?:\d{1,6}|更多|more|下载|查看回复 ?\d*)[\]】)>»›…+.\s]*|[>»›+.·…|-]{1,10}|https?:\/\/\S*)$/i;
const OPENS = /(?:window\.open|(?:window\.|document\.|self\.|top\.)?location(?:\.href)?\s{0,5}=|location\.(?:assign|replace))\s{0,5}\(?\s{0,5}(['"])([^'"]{1,2000})\1/;

/** The links and texts of a page; `base` is what relative links are relative to. */
export function outlineOf(root: PageElement, base: string, now: Date): Outline {
  const links: Link[] = [];
  const texts: Text[] = [];
  const ranges = new Map<PageElement, [number, number, number, number]>();
  const walk = (box: PageElement) => {
    if (SILENT.has(box.tag)) return;
    const range: [number, number, number, number] = [links.length, links.length, texts.length, texts.length];
    ranges.set(box, range);
    const url = links.length < MOST_LINKS ? addressOf(box, base) : null;
    if (url !== null) links.push({ box, url, title: '', titleTexts: new Set(), hints: [] });
    const mine = links.length - 1;
    for (const part of box.children) {
      if (typeof part !== 'string') walk(part);
      else if (texts.length < MOST_TEXTS) {
        const text = squeeze(part.slice(0, 4 * LONGEST_TEXT)).slice(0, LONGEST_TEXT);
        if (text !== '') texts.push({ text, box });
      }
    }
    range[1] = links.length;
    range[3] = texts.length;
    if (url !== null) Object.assign(links[mine]!, titleOf(box, texts, range[2], now));
  };
  walk(root);
  const nowhere = [0, 0, 0, 0] as const;
  return { links, texts, within: (box) => ranges.get(box) ?? nowhere };
}

/** Where a box leads: its href, or what its script opens. */
function addressOf(box: PageElement, base: string): string | null {
  const href = box.tag === 'a' || box.tag === 'area' ? box.attributes['href'] ?? '' : '';
  if (href !== '' && !/^\s*(?:javascript:|#(?!!?\/))/i.test(href)) return resolveUrl(href.slice(0, 4_000), base);
  const script = `${href.slice(0, 3_000)} ${(box.attributes['onclick'] ?? '').slice(0, 3_000)}`;
  const opened = OPENS.exec(script)?.[2];
  return opened === undefined ? null : resolveUrl(opened, base);
}

function titleOf(box: PageElement, texts: readonly Text[], from: number, now: Date): Pick<Link, 'title' | 'titleTexts' | 'hints'> {
  const attribute = readAttribute(box.attributes['title'] ?? '');
  const shown = shownTitle(box, texts, from, now);
  const ended = dateAtEnd(shown.text, now);
  const text = (ended?.title ?? shown.text).replace(/^[·•▪■◆●►▶>»›\-—*\s]+/, '');
  const cut = /(?:…|\.{2,}|。{2,}|⋯)$/.test(text);
  const bare = text.replace(/[….。⋯\s]+$/, '');
  const whole = attribute.title !== '' && (DETAILS.test(text) || cut || (attribute.title.startsWith(bare) && bare.length >= 4));
  const title = whole && attribute.title.length >= bare.length ? attribute.title : text;
  const hints = [...attribute.hints, ...(ended ? [shown.text.slice(ended.title.length)] : [])];
  return { title: judged(title, now), titleTexts: new Set(shown.at), hints };
}

function judged(title: string, now: Date): string | null {
  if (NO_TITLE.test(title) || isDate(title, now)) return null;
  return DETAILS.test(title) ? '' : title.slice(0, LONGEST_TITLE);
}

/** 动易 and its like write a small table into the title attribute: `文章标题:…⏎作者:…⏎更新时间:2026-11-24`. */
function readAttribute(attribute: string): { title: string; hints: string[] } {
  const lines = attribute.slice(0, 2_000).split(/[\r\n]+/).map(squeeze).filter((line) => line !== '');
  const named = lines.find((line) => /^(?:文章)?标\s?题[::]/.test(line));
  if (named === undefined) return { title: squeeze(lines.join(' ')), hints: [] };
  return { title: squeeze(named.replace(/^[^::]*[::]/, '')), hints: lines.filter((line) => /时间|日期/.test(line)).map((line) => line.replace(/^[^::]{1,8}[::]/, '')) };
}

/** Of a card that is one large link: its heading, else the first part that says something and is no date. */
function shownTitle(box: PageElement, texts: readonly Text[], from: number, now: Date): { text: string; at: number[] } {
  const parts = new Map<PageElement, number[]>();
  for (let i = from; i < Math.min(texts.length, from + MOST_TEXTS_IN_LINK); i += 1) {
    const part = blockAround(texts[i]!.box, box);
    parts.set(part, [...(parts.get(part) ?? []), i]);
  }
  const all = [...parts].map(([part, at]) => ({ part, at, text: squeeze(at.map((i) => texts[i]!.text).filter((text) => at.length === 1 || !isDate(text, now)).join(' ')) }));
  const found = all.find(({ part, text }) => isHeading(part, box) && text.length >= 2)
    ?? all.find(({ text }) => text.length >= 4 && judged(text, now)) ?? all.find(({ text }) => text !== '');
  return found ? { text: joinChinese(found.text), at: found.at } : { text: '', at: [] };
}

/** Highlighted words stand in elements of their own; no space belongs between two Chinese signs. */
const joinChinese = (text: string) => text.replace(/(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])/g, '');

function blockAround(box: PageElement, top: PageElement): PageElement {
  let at = box;
  while (at !== top && at.parent && INLINE.has(at.tag) && !TITLE_LABEL.test(labelsOf(at))) at = at.parent;
  return at;
}

const TITLE_LABEL = /(?:^|[\s_-])(?:title|tit|bt|biaoti|headline|subject)(?:$|[\s_-])/;
const isHeading = (part: PageElement, top: PageElement) => part !== top && (/^h[1-6]$/.test(part.tag) || TITLE_LABEL.test(labelsOf(part)));
