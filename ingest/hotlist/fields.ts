export type Json = Record<string, unknown>;

export const objectOf = (value: unknown): Json | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Json : null);

/** Members that hold the entry's own parts: Zhihu's `target`, newsnow's `extra`. An author or a picture is none. */
const WRAPPERS = new Set(['target', 'data', 'item', 'card', 'content', 'object', 'node', 'article', 'topic', 'info', 'extra', 'titlearea', 'metricsarea', 'excerptarea', 'link', 'templatematerial']);
const MAX_DEPTH = 3;
const MAX_FIELDS = 300;

/** An entry's simple values, by their names in lower case without `_`; of inner ones also by both names (`titleareatext`). */
export type Fields = ReadonlyMap<string, string | number | boolean>;

/** `{ target: { title_area: { text: '…' } } }` → `text`, `titleareatext`. What stands further out wins. */
export function fieldsOf(entry: Json): Fields {
  const fields = new Map<string, string | number | boolean>();
  let layer: { parent: string; members: Json }[] = [{ parent: '', members: entry }];
  for (let depth = 0; depth < MAX_DEPTH && layer.length > 0; depth++) {
    const next: typeof layer = [];
    for (const { parent, members } of layer) {
      for (const [name, value] of Object.entries(members)) {
        if (fields.size >= MAX_FIELDS) return fields;
        const key = nameOf(name);
        if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
          for (const known of parent === '' ? [key] : [key, parent + key]) if (!fields.has(known)) fields.set(known, value);
        } else if (WRAPPERS.has(key)) {
          const inner = objectOf(value);
          if (inner) next.push({ parent: key, members: inner });
        }
      }
    }
    layer = next;
  }
  return fields;
}

const nameOf = (name: string) => name.slice(0, 60).toLowerCase().replace(/[_\-\s]/g, '');

/** The names that hot lists use, the surest first. */
export const TITLE_NAMES = ['title', 'word', 'query', 'showname', 'keyword', 'hotword', 'topicname', 'titleareatext', 'widgettitle', 'name', 'subject', 'question', 'event'] as const;
export const RANK_NAMES = ['realpos', 'rank', 'ranking', 'ranknum', 'index', 'position', 'pos', 'order', 'sort', 'seq', 'no'] as const;
export const HEAT_NAMES = [
  'rawhot', 'hotvalue', 'hotscore', 'heat', 'heatvalue', 'heatscore', 'hotindex', 'hotnum', 'hotcount', 'hotness', 'hot', 'popularity', 'metricsareatext', 'detailtext', 'extrainfo',
  'score', 'num', 'searchcount', 'views', 'viewcount', 'readcount', 'discusscount', 'count', 'value',
] as const;
export const LINK_NAMES = ['url', 'link', 'href', 'linkurl', 'pcurl', 'weburl', 'jumpurl', 'targeturl', 'shareurl', 'rawurl', 'mobileurl', 'murl', 'appurl'] as const;
export const DESCRIPTION_NAMES = ['desc', 'description', 'excerpt', 'excerptareatext', 'summary', 'abstract', 'intro', 'digest', 'brief', 'content', 'extrahover'] as const;
