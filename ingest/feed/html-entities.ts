import { Tokenizer } from 'htmlparser2';

const REFERENCE = /&(?:#x?[0-9a-f]{1,8}|[a-z][a-z0-9]{1,31});?/gi;
/** More than HTML has names; what a text gives by number may fill the rest. */
const MOST_KNOWN = 10_000;
const known = new Map<string, string>();

/**
 * Character references of HTML as characters; what is none stays.
 *
 * @example decodeHtml('a &lt; b&nbsp;&amp; &#20013; &nosuch;') // 'a < b\u00a0& 中 &nosuch;'
 */
export function decodeHtml(text: string): string {
  return text.includes('&') ? text.replace(REFERENCE, (reference) => known.get(reference) ?? learn(reference)) : text;
}

let asked = '';
let answer = '';
const ignore = () => {};
/** HTML's two thousand names, some of which need no semicolon, are htmlparser2's knowledge; one tokenizer serves all. */
const tokenizer = new Tokenizer({ decodeEntities: true }, {
  ontext(start, end) { answer += asked.slice(start, end); },
  ontextentity(code) { answer += code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code); },
  onopentagname: ignore, onopentagend: ignore, onselfclosingtag: ignore, onclosetag: ignore, oncomment: ignore, oncdata: ignore, ondeclaration: ignore,
  onprocessinginstruction: ignore, onattribname: ignore, onattribdata: ignore, onattribentity: ignore, onattribend: ignore, onend: ignore,
});

function learn(reference: string): string {
  asked = reference;
  answer = '';
  tokenizer.reset();
  tokenizer.write(reference);
  tokenizer.end();
  if (answer !== reference && known.size < MOST_KNOWN) known.set(reference, answer);
  return answer;
}
