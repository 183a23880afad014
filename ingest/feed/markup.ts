import { Tokenizer } from 'htmlparser2';

export interface MarkupHandlers {
  /** Name as written in XML, lower case in HTML. */
  open?(name: string, attributes: Record<string, string>, selfClosing: boolean): void;
  close?(name: string): void;
  text?(text: string): void;
}

/**
 * One pass over XML or HTML, events in document order. On htmlparser2's tokenizer and not its parser, because the parser
 * searches its open elements at every closing tag, and a hostile text makes that quadratic; nesting is the caller's.
 */
export function scanMarkup(source: string, kind: 'xml' | 'html', handlers: MarkupHandlers): void {
  let name = '';
  let attributes: Record<string, string> = {};
  let attribute = '';
  let value = '';
  const cased = kind === 'xml' ? (text: string) => text : (text: string) => text.toLowerCase();
  const character = (code: number) => (code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code));
  const opened = (selfClosing: boolean) => handlers.open?.(name, attributes, selfClosing);
  const tokenizer = new Tokenizer({ xmlMode: kind === 'xml', decodeEntities: true, recognizeSelfClosing: true }, {
    onopentagname(start, end) {
      name = cased(source.slice(start, end));
      attributes = {};
    },
    onattribname(start, end) { attribute = cased(source.slice(start, end)); },
    onattribdata(start, end) { value += source.slice(start, end); },
    onattribentity(code) { value += character(code); },
    onattribend() {
      if (!Object.hasOwn(attributes, attribute)) attributes[attribute] = value;
      value = '';
    },
    onopentagend() { opened(false); },
    onselfclosingtag() { opened(true); },
    onclosetag(start, end) { handlers.close?.(cased(source.slice(start, end))); },
    ontext(start, end) { handlers.text?.(source.slice(start, end)); },
    ontextentity(code) { handlers.text?.(character(code)); },
    // In HTML a CDATA section is a comment by the book; feeds that wrap their text twice mean text.
    oncdata(start, end, offset) { handlers.text?.(source.slice(start, end - offset)); },
    oncomment() {},
    ondeclaration() {},
    onprocessinginstruction() {},
    onend() {},
  });
  tokenizer.write(source);
  tokenizer.end();
}
