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

/** The markup alone. */
export function withoutSections(xml: string): string {
  let out = '';
  for (const { kind, whole } of sectionsOf(xml)) if (kind === 'markup') out += whole;
  return out;
}
