const WIDE = /[\u3000\u00a0\uff01-\uff5e\uff61-\uff64\ufe10-\ufe19\ufe30-\ufe6f\u2f00-\u2fd5\u2002-\u200a]/g;
const NUMBERED = /[\u2488-\u249b\u3220-\u3229\u2474-\u2487]/g;
/** Controls go as well, but for tab and the ends of lines. */
// oxlint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u0008\u000e-\u001f\u007f\u200b-\u200f\u00ad\ufeff\u2060]/g;

/**
 * Full-width signs → half-width, character for character, so that a place in the result is the same place in the text:
 * patterns run on the folded text, and what is shown to people is cut out of the original.
 *
 *     fold('\uff08\u4e00\uff09')   // '(\u4e00)'
 */
export function fold(text: string): string {
  return text.replace(WIDE, (c) => {
    const plain = c.normalize('NFKC');
    return plain.length === 1 ? plain : c;
  });
}

/** Signs that hold a number and its brackets are written out, what cannot be seen, or stored, is taken away. */
export function spellOut(text: string): string {
  return text.toWellFormed().replace(INVISIBLE, '').replace(NUMBERED, (c) => c.normalize('NFKC'));
}
