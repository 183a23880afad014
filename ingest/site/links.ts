import { scanMarkup, type MarkupHandlers } from '../feed/markup.ts';
import { recordsIn } from '../page/list-records.ts';
import { normalUrl } from './address.ts';
import { pageName } from './page-name.ts';

/** What a link leads to, by where it stands and what its address ends in. */
export const LINK_KINDS = ['page', 'file', 'image', 'frame', 'style', 'script', 'column'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

export interface PageLink {
  url: string;
  kind: LinkKind;
  /** What a reader sees of it: its words, or the picture's description; may be empty. */
  text: string;
}

export interface PageLinks {
  title: string;
  links: PageLink[];
  /** The words of the page that are no links: what is left of it without its menus. */
  words: string;
}

const MOST_LINKS = 5_000;
const LONGEST_TEXT = 120;
const LONGEST_WORDS = 20_000;
const LONGEST_HTML = 2_000_000;
const FILE = /\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|txt|csv|rtf|mp[34]|wmv|avi|mov|flv|apk|exe)$/i;
const PICTURE = /\.(?:jpe?g|png|gif|bmp|webp|svg|ico)$/i;
/** Lists show the beginning of a long title, and the whole of it in the tooltip. */
const CUT = /(?:…|\.{3})\s*$/;
const SILENT = new Set(['script', 'style', 'noscript', 'template', 'textarea', 'select']);

/**
 * Every address a page leads to, once each, in the order of the page; what browsers load for it too. One pass, whatever
 * the page is; never throws.
 *
 *     readLinks('<a href=2.html>第二页</a>', 'https://a.example/1.html').links   // [{ url: 'https://a.example/2.html', kind: 'page', text: '第二页' }]
 */
export function readLinks(html: string, url: string): PageLinks {
  const found = new Map<string, PageLink>();
  let base = url;
  let title = '';
  let heading = '';
  let words = '';
  let open: PageLink | null = null;
  let inLink = false;
  /** A link's tooltip or picture, where it has no words. */
  let instead = '';
  let silent = '';
  let within = '';
  /** Lists that a content system keeps in a script, to show them by script. */
  let records = '';
  let script = '';
  let scriptType = '';

  const add = (href: string | undefined, kind: LinkKind, text: string): PageLink | null => {
    const address = href === undefined ? null : normalUrl(href, base);
    if (address === null || address === url) return null;
    const known = found.get(address);
    if (known) return known.text === '' ? known : null;
    if (found.size >= MOST_LINKS) return null;
    const link = { url: address, kind, text: short(text) };
    found.set(address, link);
    return link;
  };

  const leave = () => {
    if (open) open.text = (open.text === '' || (CUT.test(open.text) && instead.length > open.text.length) ? short(instead) : open.text).trim();
    open = null;
    inLink = false;
  };

  const handlers: MarkupHandlers = {
    open(name, attributes) {
      if (SILENT.has(name)) silent = name;
      if (name === 'script') scriptType = attributes['type'] ?? '';
      if (name === 'script') add(attributes['src'], 'script', '');
      else if (name === 'base') base = normalUrl(attributes['href'] ?? '', url) ?? base;
      else if (name === 'a') {
        leave();
        open = add(attributes['href'], kindOf(attributes['href'], base), '');
        inLink = true;
        instead = attributes['title'] ?? '';
      } else if (name === 'area') add(attributes['href'], kindOf(attributes['href'], base), attributes['alt'] ?? attributes['title'] ?? '');
      else if (name === 'iframe' || name === 'frame') add(attributes['src'], 'frame', attributes['title'] ?? '');
      else if (name === 'link' && /\bstylesheet\b/i.test(attributes['rel'] ?? '')) add(attributes['href'], 'style', '');
      else if (name === 'img') {
        add(attributes['src'], 'image', attributes['alt'] ?? attributes['title'] ?? '');
        if (instead === '') instead = attributes['alt'] ?? '';
      } else if (name === 'title' || name === 'h1') within = name;
    },
    text(text) {
      if (silent === 'script' && /xml/i.test(scriptType)) script += text;
      if (silent !== '') return;
      if (within === 'title' && title.length < 300) title += text.slice(0, 300);
      else if (within === 'h1' && heading.length < 300) heading += text.slice(0, 300);
      if (open && open.text.length < LONGEST_TEXT) open.text = short(open.text + text.slice(0, 300));
      else if (!inLink && within !== 'title' && words.length < LONGEST_WORDS) words += text.slice(0, LONGEST_WORDS);
    },
    close(name) {
      if (name === 'script' && script !== '') {
        records += recordsIn(script);
        script = '';
      }
      if (name === silent) silent = '';
      if (name === within) within = '';
      if (name === 'a') leave();
    },
  };
  scanMarkup(html.slice(0, LONGEST_HTML), 'html', handlers);
  silent = '';
  if (records !== '') scanMarkup(records, 'html', handlers);
  leave();
  return { title: pageName(title, heading), links: [...found.values()], words: words.replace(/\s+/g, ' ').trim() };
}

const short = (text: string): string => text.replace(/[\s\u00a0\u3000]+/g, ' ').trimStart().slice(0, LONGEST_TEXT);

function kindOf(href: string | undefined, base: string): LinkKind {
  const url = href === undefined ? null : normalUrl(href, base);
  if (url === null) return 'page';
  const { pathname } = new URL(url);
  return FILE.test(pathname) ? 'file' : PICTURE.test(pathname) ? 'image' : 'page';
}
