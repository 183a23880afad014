/** A record as bytes, without its line end. */
export interface RawRecord {
  bytes: Buffer;
  fault?: 'too-long' | 'unclosed-quote';
}

export interface RecordOptions {
  /** 0x0a (with or without a 0x0d before it) or 0x0d. */
  newline: number;
  /** Byte between fields, null where quotes mean nothing (jsonl). */
  delimiter: number | null;
  /** Bytes; a longer record is put aside. */
  limit: number;
}

const QUOTE = 0x22;
const CR = 0x0d;
const SPACE = 0x20;
/** Enough of a record that is too long to recognise it by. */
const SHOWN = 200;

/**
 * Cuts a byte stream into csv records: line ends inside quotes do not end one. It works on bytes because the encoding
 * may change from row to row; in UTF-8 and in GB18030 no byte of a character looks like a quote, a comma or a line end.
 *
 * A quote that is never closed must not swallow the rows behind it. It is found out by the limit, by the end of the
 * file, or by a quote on a later line that cannot be a closing one; then only the line with the quote is put aside and
 * reading goes on at the next line. Up to where the fault showed, quotes must close on their own line: so every byte
 * is looked at a fixed number of times, whatever the file.
 *
 * @example
 * const cutter = new RecordCutter({ newline: 0x0a, delimiter: 0x2c, limit: 1 << 20 });
 * cutter.push(Buffer.from('a,"b\nc"\nd')); // → [a,"b\nc"]
 * cutter.end();                            // → [d]
 */
export class RecordCutter {
  private readonly newline: number;
  private readonly delimiter: number | null;
  private readonly limit: number;
  private buffer: Buffer = Buffer.alloc(0);
  /** Where the record, and the look-out, stand in `buffer`. */
  private start = 0;
  private at = 0;
  /** Start of the open quoted field, -1 outside. */
  private quoteAt = -1;
  private fieldStart = true;
  private discarding = false;
  /** Quotes opened before this place must close on their line. */
  private strictUntil = 0;
  private nextQuote = -1;
  /** First line end inside the open quoted field, -1 when none stands before `lineSeen`. */
  private lineAt = -1;
  private lineSeen = 0;
  private ended = false;
  private out: RawRecord[] = [];

  constructor(options: RecordOptions) {
    this.newline = options.newline;
    this.delimiter = options.delimiter;
    this.limit = options.limit;
  }

  push(chunk: Buffer): RawRecord[] {
    const kept = this.buffer.subarray(this.start);
    const shift = this.start;
    this.buffer = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
    this.at -= shift;
    this.strictUntil -= shift;
    if (this.quoteAt >= 0) this.quoteAt -= shift;
    if (this.lineAt >= 0) this.lineAt -= shift;
    this.lineSeen -= shift;
    this.start = 0;
    this.nextQuote = -1;
    return this.run();
  }

  /** The rest, once the stream has ended. */
  end(): RawRecord[] {
    this.ended = true;
    const out = this.run();
    if (!this.discarding && this.start < this.buffer.length) out.push({ bytes: this.trimmed(this.start, this.buffer.length) });
    this.buffer = Buffer.alloc(0);
    this.start = 0;
    return out;
  }

  private run(): RawRecord[] {
    this.out = [];
    while (this.step());
    return this.out;
  }

  /** One record, fault or discarded piece; false when more bytes are needed. */
  private step(): boolean {
    if (this.discarding) return this.discard();
    const more = this.scan();
    if (!more && this.buffer.length - this.start > this.limit) {
      this.putAside(this.buffer.length);
      return true;
    }
    if (!more && this.ended && this.quoteAt >= 0) {
      this.putAside(this.buffer.length);
      return true;
    }
    return more;
  }

  private discard(): boolean {
    const end = this.buffer.indexOf(this.newline, this.start);
    this.discarding = end < 0;
    this.moveTo(end < 0 ? this.buffer.length : end + 1);
    return end >= 0;
  }

  /** Goes on from `at` to the end of the record; true when one came out. */
  private scan(): boolean {
    const { buffer, newline, delimiter } = this;
    const n = buffer.length;
    if (this.at === this.start && this.quoteAt < 0 && this.lineWithoutQuote()) return true;
    for (;;) {
      if (this.quoteAt >= 0) {
        const state = this.scanQuoted();
        if (state !== 'closed') return state === 'fault';
      }
      let i = this.at;
      let fieldStart = this.fieldStart;
      for (; i < n; i += 1) {
        const b = buffer[i]!;
        if (b === newline) {
          this.finish(i);
          return true;
        }
        if (b === delimiter) fieldStart = true;
        else if (b === QUOTE && fieldStart && delimiter !== null) break;
        else if (b !== SPACE) fieldStart = false;
      }
      this.fieldStart = fieldStart;
      this.at = i;
      if (i >= n) return false;
      this.quoteAt = i;
      this.lineAt = -1;
      this.lineSeen = i;
      this.at = i + 1;
    }
  }

  /** The short way for most lines: no quote before the line end. */
  private lineWithoutQuote(): boolean {
    const end = this.buffer.indexOf(this.newline, this.at);
    if (end < 0) return false;
    if (this.delimiter !== null) {
      if (this.nextQuote < this.at) {
        const found = this.buffer.indexOf(QUOTE, this.at);
        this.nextQuote = found < 0 ? Number.MAX_SAFE_INTEGER : found;
      }
      if (this.nextQuote < end) return false;
    }
    this.finish(end);
    return true;
  }

  private scanQuoted(): 'closed' | 'fault' | 'more' {
    for (;;) {
      const quote = this.buffer.indexOf(QUOTE, this.at);
      const upTo = quote < 0 ? this.buffer.length : quote;
      if (this.quoteAt < this.strictUntil && this.crossesLine(upTo)) return this.putAside(this.lineAt);
      if (quote < 0) {
        this.at = upTo;
        return 'more';
      }
      switch (this.quoteKind(quote)) {
        case 'unknown':
          this.at = quote;
          return 'more';
        case 'doubled':
          this.at = quote + 2;
          break;
        case 'closing':
          this.at = quote + 1;
          this.quoteAt = -1;
          this.fieldStart = false;
          return 'closed';
        case 'stray':
          // On its own line a stray quote is only that; on a later line it opens a field of another record.
          if (this.crossesLine(quote)) return this.putAside(quote);
          this.at = quote + 1;
      }
    }
  }

  private quoteKind(quote: number): 'doubled' | 'closing' | 'stray' | 'unknown' {
    let i = quote + 1;
    if (this.buffer[i] === QUOTE) return 'doubled';
    while (this.buffer[i] === SPACE) i += 1;
    const next = this.buffer[i];
    if (next === undefined) return this.ended ? 'closing' : 'unknown';
    return next === this.delimiter || next === this.newline || next === CR ? 'closing' : 'stray';
  }

  /** Whether the open quoted field has a line end before `place`. */
  private crossesLine(place: number): boolean {
    if (this.lineAt < 0 && this.lineSeen < this.buffer.length) {
      this.lineAt = this.buffer.indexOf(this.newline, this.lineSeen);
      this.lineSeen = this.buffer.length;
    }
    return this.lineAt >= 0 && this.lineAt < place;
  }

  private finish(end: number): void {
    if (end - this.start > this.limit) {
      this.putAside(end);
      return;
    }
    this.out.push({ bytes: this.trimmed(this.start, end) });
    this.moveTo(end + 1);
  }

  /**
   * Puts the first line of the record aside and reads on behind it. What lies beyond the limit is as if it had not
   * been seen, so that the outcome does not depend on how the stream was cut.
   */
  private putAside(faultAt: number): 'fault' {
    const found = this.buffer.indexOf(this.newline, this.start);
    const line = found < 0 && this.ended ? this.buffer.length : found;
    if (line < 0 || line - this.start > this.limit) {
      this.out.push({ bytes: Buffer.from(this.buffer.subarray(this.start, this.start + Math.min(SHOWN, this.limit))), fault: 'too-long' });
      this.discarding = found < 0;
    } else {
      this.out.push({ bytes: this.trimmed(this.start, line), fault: 'unclosed-quote' });
      this.strictUntil = Math.max(this.strictUntil, Math.min(faultAt, this.start + this.limit));
    }
    this.moveTo(found < 0 ? this.buffer.length : found + 1);
    return 'fault';
  }

  private moveTo(start: number): void {
    this.start = start;
    this.at = start;
    this.quoteAt = -1;
    this.fieldStart = true;
  }

  private trimmed(start: number, end: number): Buffer {
    return this.buffer.subarray(start, end > start && this.buffer[end - 1] === CR ? end - 1 : end);
  }
}
