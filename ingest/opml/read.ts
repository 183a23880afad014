import { YuqingError } from '../../model/index.ts';
import { decodeBytes } from '../decode.ts';
import { scanMarkup } from '../feed/markup.ts';
import { tidy } from '../feed/html-text.ts';
import { DEEPEST_GROUP, LARGEST_OPML, LONGEST_ATTRIBUTE, MOST_FEEDS, type Opml } from './types.ts';

/**
 * Reads a subscription list as feed readers export it. Attribute names of any case, missing ends of outlines, stray
 * `&`, wrong encodings and a cut-off end are forgiven: whatever outline names a feed is found.
 *
 *     readOpml(bytes).feeds   // [{ row: 1, title: '清河政务', xmlUrl: 'https://…/rss.xml', htmlUrl: null, groups: ['政府网站'] }]
 *
 * @throws YuqingError FILE_KIND_UNKNOWN where nothing in it is OPML; FILE_DAMAGED past {@link LARGEST_OPML} bytes
 */
export function readOpml(bytes: Uint8Array): Opml {
  if (bytes.length > LARGEST_OPML) throw new YuqingError('FILE_DAMAGED', `OPML 文件超过 ${LARGEST_OPML / 1_048_576} MB`, '请核对这是不是订阅列表;确实很多时请分成几个文件');
  const { text } = decodeBytes(bytes, { kind: 'xml' });
  const opml: Opml = { title: null, feeds: [], cut: 0, whole: false };
  /** Of each open outline the groups that hold inside it; never longer than the document, each entry shares its parent's list. */
  const open: (readonly string[])[] = [];
  let known = false;
  let title: string[] | null = null;
  let row = 0;
  scanMarkup(text, 'xml', {
    open(rawName, rawAttributes, selfClosing) {
      const name = localName(rawName);
      known ||= name === 'opml' || name === 'outline';
      if (name === 'title' && opml.title === null && row === 0 && !selfClosing) title = [];
      if (name !== 'outline') return;
      const attributes = inLowerCase(rawAttributes);
      const label = line(attributes['text']) ?? line(attributes['title']);
      const groups = open.at(-1) ?? [];
      const xmlUrl = feedAddress(attributes);
      if (xmlUrl !== null) {
        row += 1;
        if (opml.feeds.length >= MOST_FEEDS) opml.cut += 1;
        else opml.feeds.push({ row, title: line(attributes['title']) ?? label, xmlUrl, htmlUrl: line(attributes['htmlurl']), groups });
      }
      if (!selfClosing) open.push(xmlUrl === null && label !== null && groups.length < DEEPEST_GROUP ? [...groups, label] : groups);
    },
    text(part) {
      title?.push(part);
    },
    close(rawName) {
      const name = localName(rawName);
      if (name === 'outline') open.pop();
      if (name === 'title' && title) {
        opml.title = line(title.join(''));
        title = null;
      }
      if (name === 'opml') opml.whole = true;
    },
  });
  if (!known) throw new YuqingError('FILE_KIND_UNKNOWN', '文件不是 OPML 订阅列表', '请在阅读器里用“导出 OPML”,或给出 .csv、.xlsx、.jsonl 清单');
  return opml;
}

/** `xmlUrl`, or, of an outline that calls itself a feed, whatever address it has. */
function feedAddress(attributes: Record<string, string>): string | null {
  const own = line(attributes['xmlurl']);
  if (own !== null) return own;
  return /^(?:rss|atom|feed)/i.test(attributes['type'] ?? '') ? line(attributes['url']) ?? line(attributes['href']) : null;
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1).toLowerCase();

function inLowerCase(attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value]));
}

/** One line of text, or null where nothing is left of it. */
function line(text: string | undefined): string | null {
  if (text === undefined) return null;
  const plain = tidy(text.slice(0, LONGEST_ATTRIBUTE)).replace(/\p{Cf}/gu, '').replace(/\s+/g, ' ').trim();
  return plain === '' ? null : plain;
}
