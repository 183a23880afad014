const OPENING = '<![CDATA[';
const CLOSING = ']]>';
const MOST_RECORDS = 1_000;

/**
 * Lists that a content system writes as XML into a script and shows by script (大汉 jcms):
 *
 *     <script type="text/xml"><datastore><recordset><record><![CDATA[<li><a href="…">标题</a></li>]]></record>…
 *
 * @returns the records' HTML one after another; '' when the script holds none
 */
export function recordsIn(script: string): string {
  const records: string[] = [];
  let at = script.indexOf('<record>');
  while (at >= 0 && records.length < MOST_RECORDS) {
    const from = script.indexOf(OPENING, at);
    const to = from < 0 ? -1 : script.indexOf(CLOSING, from);
    if (to < 0) break;
    records.push(script.slice(from + OPENING.length, to));
    at = script.indexOf('<record>', to);
  }
  return records.join('\n');
}
