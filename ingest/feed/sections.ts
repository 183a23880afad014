export interface Section {
  kind: 'markup' | 'cdata' | 'comment';
  /** Without the delimiters. */
  inner: string;
  /** As it stood. */
  whole: string;
}

const DELIMITERS = [['cdata', '<![CDATA[', ']]>'], ['comment', '<!--', '-->']] as const;

/**
 * A document cut at its CDATA sections and comments, in one pass: an expression (`<!--[\s\S]*?-->`) looks to the end of
 * the text for each of a thousand openings without an end. What is never closed reaches to the end.
 */
export function* sectionsOf(xml: string): Generator<Section> {
  let from = 0;
  for (let at = xml.indexOf('<!'); at >= 0; at = xml.indexOf('<!', at)) {
    const found = DELIMITERS.find(([, open]) => xml.startsWith(open, at));
    if (!found) {
      at += 2;
      continue;
    }
    const [kind, open, close] = found;
    if (at > from) yield { kind: 'markup', inner: xml.slice(from, at), whole: xml.slice(from, at) };
    const end = xml.indexOf(close, at + open.length);
    const next = end < 0 ? xml.length : end + close.length;
    yield { kind, inner: xml.slice(at + open.length, end < 0 ? xml.length : end), whole: xml.slice(at, next) };
    from = at = next;
  }
  if (from < xml.length) yield { kind: 'markup', inner: xml.slice(from), whole: xml.slice(from) };
}

/** The document with each section as `replace` makes it; markup stays as it is. */
export function replaceSections(xml: string, replace: (section: Section) => string): string {
  if (!xml.includes('<![CDATA[') && !xml.includes('<!--')) return xml;
  let out = '';
  for (const section of sectionsOf(xml)) out += section.kind === 'markup' ? section.whole : replace(section);
  return out;
}

/** The markup alone. */
export const withoutSections = (xml: string) => replaceSections(xml, () => '');
