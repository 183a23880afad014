/**
 * `format=flowed` (RFC 3676) as paragraphs: a line that ends with a blank goes on, quote depth and stuffing kept apart.
 *
 * @param delSp the blank at the end is no part of the words (DelSp=yes), as it must be in Chinese
 */
export function unflow(text: string, delSp: boolean): string {
  const out: string[] = [];
  let open: { depth: number; words: string } | null = null;
  for (const line of text.split('\n')) {
    const marks = /^>*/.exec(line)![0];
    const words = line.slice(marks.length).replace(/^ /, '');
    const goesOn = words.endsWith(' ') && words !== '-- ';
    const body = goesOn && delSp ? words.slice(0, -1) : words;
    if (open && open.depth === marks.length && words !== '-- ') open.words += body;
    else {
      if (open) out.push(quoted(open));
      open = { depth: marks.length, words: body };
    }
    if (!goesOn) {
      out.push(quoted(open));
      open = null;
    }
  }
  if (open) out.push(quoted(open));
  return out.join('\n');
}

const quoted = ({ depth, words }: { depth: number; words: string }): string => (depth === 0 ? words : `${'>'.repeat(depth)} ${words}`);
