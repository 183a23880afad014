/** The text of one object of a list. */
export interface CutObject {
  text: string;
  /** Which list of the file it stands in, from 1; 0 for the file as a whole. */
  list: number;
  tooLong: boolean;
}

/** Records that stand in no list are looked for in so much of a file. */
const LONGEST_WHOLE = 16 << 20;
/** Deeper nesting is no export; what stands there is passed over. */
const DEEPEST = 200;

/**
 * Cuts JSON text into the objects of its lists without holding the file. It looks at brackets and quotes only: whether
 * an object is sound is found out when it is read.
 *
 * @example new JsonCutter(1 << 20).push('{"data":[{"a":1},{"a":2}]}') // → '{"a":1}', '{"a":2}', both of list 1
 */
export class JsonCutter {
  private readonly limit: number;
  /** Open brackets; for a list its number, for an object 0. */
  private readonly open: number[] = [];
  private lists = 0;
  private inString = false;
  private escaped = false;
  /** Depth at which the object that is being cut opened, -1 outside. */
  private cutFrom = -1;
  private text = '';
  private whole = '';
  private tooDeep = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  push(text: string): CutObject[] {
    const out: CutObject[] = [];
    if (this.whole.length <= LONGEST_WHOLE) this.whole += text;
    let from = 0;
    for (let i = 0; i < text.length; i += 1) {
      const c = text.charCodeAt(i);
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (c === 0x5c) this.escaped = true;
        else if (c === 0x22) this.inString = false;
        continue;
      }
      if (c === 0x22) this.inString = true;
      else if (c === 0x7b || c === 0x5b) {
        if (this.open.length >= DEEPEST) {
          this.tooDeep += 1;
          continue;
        }
        if (c === 0x7b && this.cutFrom < 0 && (this.open.at(-1) ?? 0) > 0) {
          this.cutFrom = this.open.length;
          this.text = '';
          from = i;
        }
        this.open.push(c === 0x5b && this.cutFrom < 0 ? (this.lists += 1) : 0);
      } else if (c === 0x7d || c === 0x5d) {
        if (this.tooDeep > 0) {
          this.tooDeep -= 1;
          continue;
        }
        this.open.pop();
        if (this.open.length === this.cutFrom) {
          this.keep(text.slice(from, i + 1));
          out.push({ text: this.text, list: this.open.at(-1) ?? 0, tooLong: this.text.length > this.limit });
          this.cutFrom = -1;
          this.text = '';
        }
      }
    }
    if (this.cutFrom >= 0) this.keep(text.slice(from));
    return out;
  }

  /** The file as a whole where it is of moderate length, null otherwise. */
  end(): CutObject | null {
    if (this.whole.length > LONGEST_WHOLE) return null;
    return { text: this.whole.replace(/^\ufeff/, '').trim(), list: 0, tooLong: this.whole.length > this.limit };
  }

  /** The object in which the file ended, where it was cut short; null where it is whole. */
  unfinished(): CutObject | null {
    return this.cutFrom < 0 ? null : { text: this.text, list: this.open[this.cutFrom - 1] ?? 0, tooLong: this.text.length > this.limit };
  }

  private keep(part: string): void {
    if (this.text.length <= this.limit) this.text += part;
  }
}
