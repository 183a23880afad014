import { fold } from './fold.ts';
import { isLabelLine, notesIn } from './notes.ts';
import type { Units } from './units.ts';

/** A piece of an item that ends with a naming of those responsible. */
export interface Segment {
  text: string;
  /** With the note, for the dates in it. */
  whole: string;
  units: Units | null;
  /** Those in charge were named as 牵头: whoever comes behind them as 责任单位 helps. */
  led: boolean;
}

const BARE = /[。;!?,:]$/;
const LED = /牵头|主办|主责/;
/** A deadline and nothing else: `(2025年9月1日前完成)`, `10月底前完成。` */
const ONLY_DUE = /^\(?(?:(?:并|须|力争|确保|原则上)?(?:于|在)?)(?=[^()]{0,16}[年月日底末度旬])[\d年月日号底末初上中下旬季半今本第一二三四十〇之以前内 ]{2,20}(?:全面|全部|基本)?(?:完成|落实到位|办结|完工|报送)?\)?[。;]?$/;

/** Paragraphs cut behind each naming of those responsible; labels in a row are one naming. */
export function segmentsOf(paragraphs: readonly string[]): Segment[] {
  const out: Segment[] = [];
  let text = '';
  let whole = '';
  const close = (units: Units | null, said = '') => {
    const own = text.trim().replace(/[,、\uff0c]$/, '');
    const last = out.at(-1);
    if (!/[\p{L}\p{N}]/u.test(own)) {
      // A note behind a note, or on a line of its own, belongs to what was said before it.
      if (last && units) last.units = last.units ? merged(last.units, last.led && /^[(【[]?(?:责任|负责|落实|实施)/.test(fold(said)) ? { lead: [], assist: [...units.lead, ...units.assist] } : units) : units;
      if (last) last.whole += whole;
    } else if (last?.units && !units && ONLY_DUE.test(fold(own))) {
      // So does a day behind it.
      last.whole += `\n${whole}`;
    } else out.push({ text: own, whole, units, led: LED.test(said) });
    text = '';
    whole = '';
  };
  for (const paragraph of paragraphs) {
    let from = 0;
    const notes = notesIn(paragraph);
    if (notes.length === 0 && isLabelLine(fold(paragraph))) {
      const last = out.at(-1);
      if (text.trim() === '' && last) last.whole += `\n${paragraph}`;
      else whole += `\n${paragraph}`;
      continue;
    }
    for (const note of notes) {
      const before = paragraph.slice(from, note.from);
      const glue = text === '' || before === '' ? '' : '\n';
      text += glue + before;
      whole += glue + paragraph.slice(from, note.to);
      from = note.to;
      while (/[。;,\s]/.test(fold(paragraph[from] ?? 'x'))) from++;
      close(note.units, note.text);
    }
    const rest = paragraph.slice(from);
    if (rest.trim() === '') continue;
    text += (text === '' ? '' : '\n') + rest;
    whole += (whole === '' ? '' : '\n') + rest;
  }
  if (text.trim() !== '' || whole !== '') close(null);
  return out.length === 0 ? [] : headingJoined(out);
}

/** A heading that names its units holds for the text below it, when that names none. */
function headingJoined(segments: Segment[]): Segment[] {
  const [first, second] = segments;
  if (segments.length !== 2 || !first?.units || second?.units || BARE.test(fold(first.text)) || first.text.length > 60) return segments;
  return [{ text: `${first.text}\n${second!.text}`, whole: `${first.whole}\n${second!.whole}`, units: first.units, led: first.led }];
}

const merged = (a: Units, b: Units): Units => {
  const lead = [...new Set([...a.lead, ...b.lead])];
  return { lead, assist: [...new Set([...a.assist, ...b.assist])].filter((name) => !lead.includes(name)) };
};
