export interface TagHandlers {
  /** Names in lower case. */
  open(name: string, selfClosing: boolean): void;
  close(name: string): void;
  /** As it stands in the source. */
  text(text: string): void;
}

const TAG = /<\/?[a-z][^\s/>]*/iy;
/** What is inside is no markup and no text, up to the closing tag. */
const RAW: Record<string, RegExp | undefined> = { script: /<\/script[\s/>]/gi, style: /<\/style[\s/>]/gi };

/**
 * The tags and texts of an HTML fragment in one pass, attributes passed over. It takes a fraction of the time of a
 * tokenizer, and most of a feed is HTML. What does not end (a tag, a comment) is dropped with all that follows, as browsers do.
 */
export function scanTags(html: string, { open, close, text }: TagHandlers): void {
  let at = 0;
  for (let less = html.indexOf('<'); less >= 0; less = html.indexOf('<', Math.max(at, less + 1))) {
    TAG.lastIndex = less;
    const isTag = TAG.test(html);
    const next = html[less + 1];
    if (!isTag && next !== '!' && next !== '?' && next !== '/') continue;
    if (less > at) text(html.slice(at, less));
    const endOfName = TAG.lastIndex;
    const end = isTag ? endOfTag(html, endOfName) : endOfDeclaration(html, less);
    if (end < 0) return;
    at = end + 1;
    if (!isTag) continue;
    if (next === '/') {
      close(html.slice(less + 2, endOfName).toLowerCase());
      continue;
    }
    const name = html.slice(less + 1, endOfName).toLowerCase();
    const selfClosing = html[end - 1] === '/';
    open(name, selfClosing);
    const raw = Object.hasOwn(RAW, name) && !selfClosing ? RAW[name] : undefined;
    if (!raw) continue;
    raw.lastIndex = at;
    const closing = raw.exec(html);
    if (!closing) return;
    at = closing.index;
  }
  if (at < html.length) text(html.slice(at));
}

const GREATER = 0x3e;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SPACE = 0x20;

/** Where a tag's `>` stands, those in quoted values not counted; -1 when it does not end. */
function endOfTag(html: string, from: number): number {
  let afterEquals = false;
  for (let i = from; i < html.length; i += 1) {
    const c = html.charCodeAt(i);
    if (c === GREATER) return i;
    if (afterEquals && (c === QUOTE || c === APOSTROPHE)) {
      i = html.indexOf(html[i]!, i + 1);
      if (i < 0) return -1;
    }
    if (c !== SPACE) afterEquals = c === EQUALS;
  }
  return -1;
}

/** `<!-- … -->`, and `<!…>`, `<?…>`, `</…>`, which browsers take for comments too. */
function endOfDeclaration(html: string, less: number): number {
  if (!html.startsWith('<!--', less)) return html.indexOf('>', less);
  const end = html.indexOf('-->', less + 2);
  return end < 0 ? -1 : end + 2;
}
