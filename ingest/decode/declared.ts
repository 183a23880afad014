/** What surrounds the bytes: the header they came with, and what they are meant to be. */
export interface DecodeHints {
  /** The Content-Type header, as it was: `application/rss+xml; charset=GB2312`. */
  contentType?: string | undefined;
  kind?: 'xml' | 'html' | 'text';
}

/** The charset of a Content-Type header: `text/xml;charset= 'GB2312'` → `GB2312`. Null when it names none. */
export function charsetOfHeader(contentType: string | undefined): string | null {
  const found = /;\s*charset\s*=\s*("[^"]*"|'[^']*'|[^\s;,]+)/i.exec(contentType ?? '');
  const label = found?.[1]?.replace(/^["']|["']$/g, '').trim();
  return label ? label : null;
}

/** A page where a feed was expected; inside a feed, pages are quoted and speak only for themselves. */
const PAGE = /^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head)[\s>]/i;
/** How far into a document its own label is looked for; browsers look as far for a meta. */
const LOOK_INTO = 4_096;

/** What a document says of its own encoding, in the XML prolog or in a meta element, read as ASCII. */
export function charsetOfDocument(bytes: Uint8Array, kind: DecodeHints['kind']): string | null {
  const head = Buffer.from(bytes.subarray(0, LOOK_INTO)).toString('latin1');
  const prolog = /<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']\s*([^"']{1,40}?)\s*["']/i.exec(head);
  if (prolog?.[1]) return prolog[1];
  if (kind === 'text' || (kind === 'xml' && !PAGE.test(head))) return null;
  const meta = /<meta\s[^>]{0,200}?\bcharset\s*=\s*["']?\s*([^\s"'/>;]{1,40})/i.exec(head);
  return meta?.[1] ?? null;
}
