import { htmlToText } from '../feed/html-text.ts';
import { MOST_TEXT_BYTES } from './mime/limits.ts';

const QUOTE_TAG = /<blockquote\b([^<>]{0,500})>|<\/blockquote\s{0,20}>/gi;
/** Stands for a quoting tag on a line of its own; no text has it, for it is private. */
const MARK = '\ue000';

/** HTML of a mail as lines; what its mailer quoted carries `>` as in plain text. */
export function htmlLines(html: string): string {
  let depth = 0;
  const marked = html.slice(0, MOST_TEXT_BYTES).replace(QUOTE_TAG, (tag, attributes: string | undefined) => `${tag}<p>${MARK}${attributes === undefined ? ')' : /cite|quote|reply/i.test(attributes) ? '(' : '['}</p>`);
  const open: boolean[] = [];
  const out: string[] = [];
  for (const line of htmlToText(marked).split('\n')) {
    const mark = line.startsWith(MARK) ? line[1] : null;
    if (mark === '(' || mark === '[') {
      open.push(mark === '(');
      depth += mark === '(' ? 1 : 0;
    } else if (mark === ')') depth -= open.pop() ? 1 : 0;
    else out.push(depth > 0 ? `${'>'.repeat(Math.min(depth, 9))} ${line}` : line);
  }
  return out.join('\n');
}
