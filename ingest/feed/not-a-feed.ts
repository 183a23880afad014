import { YuqingError } from '../../model/index.ts';
import { scanMarkup } from './markup.ts';
import { withoutSections } from './sections.ts';

/** Whether a document is an HTML page: it says so, or it has a page's elements and no feed's. */
export function isHtml(text: string): boolean {
  const head = withoutSections(text.slice(0, 8_192)).trimStart();
  if (/<(?:rss|rdf:rdf|feed|\w+:rss|\w+:feed|channel)[\s>]/i.test(head)) return false;
  return /^(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])/i.test(head) || /<(?:html|head|body|title|meta|script|div|p)[\s>]/i.test(head);
}

/** The error for an HTML page, naming the feed that the page itself points to. */
export function htmlNotFeed(text: string, at: string | undefined): YuqingError {
  const feed = alternateFeed(text, at);
  return new YuqingError('FEED_NOT_A_FEED', '这是一个网页(HTML),不是 RSS 或 Atom 订阅源', feed ? `该网页声明的订阅源是:${feed},请改填这个网址` : '请改填该网站的 RSS 或 Atom 网址');
}

const FEED_TYPES = /^application\/(?:rss\+xml|atom\+xml|feed\+json|rdf\+xml)/i;

/** `<link rel="alternate" type="application/rss+xml" href="/feed">` of a page, made absolute. */
export function alternateFeed(html: string, at: string | undefined): string | null {
  let found: string | null = null;
  scanMarkup(html.slice(0, 500_000), 'html', {
    open(name, { rel, type, href }) {
      if (found !== null || name !== 'link' || !/\balternate\b/i.test(rel ?? '') || !FEED_TYPES.test(type ?? '') || !href) return;
      found = URL.canParse(href, at) ? new URL(href, at).href : href.slice(0, 200);
    },
  });
  return found;
}
