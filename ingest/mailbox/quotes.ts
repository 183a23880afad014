import { quoteStart, RULE_INSIDE, type QuoteStart } from './quote-marks.ts';

/** One mail quoted under another. */
export interface Quoted {
  from: string | null;
  at: Date | null;
  text: string;
}

/** A mail taken apart: what its sender wrote, and the history under it, newest first. */
export interface TakenApart {
  own: string;
  quoted: Quoted[];
  /** The first of the history was passed on, not answered. */
  forwarded: boolean;
}

const MOST_QUOTED = 20;

/**
 * Takes the lines of a mail apart at the marks under which mailers quote; lines with `>` between the sender's own are
 * what is answered there.
 *
 * @example takeApart('已解决吗?\n在 2026-11-01,市长信箱 写道:\n> 已转办。', now).own // '已解决吗?'
 */
export function takeApart(text: string, now: Date): TakenApart {
  const lines = text.replace(RULE_INSIDE, '\n$&\n').split('\n');
  const starts = findStarts(lines, now);
  const first = starts[0];
  const above = withoutQuotes(lines.slice(0, first?.line ?? lines.length));
  const own = [above.own];
  const quoted: Quoted[] = above.quotes === '' ? [] : [{ from: null, at: null, text: above.quotes }];
  for (const [k, { start }] of starts.entries()) {
    const part = lines.slice(start.next, starts[k + 1]?.line ?? lines.length);
    // Where the history is marked line by line, what is not marked is written below it.
    const marked = /^\s*>/.test(part.find((line) => line.trim() !== '') ?? '');
    if (marked && k === 0) own.push(withoutQuotes(part).own);
    const old = marked ? part.filter((line) => /^\s*>/.test(line)) : part;
    const words = old.map((line) => line.replace(/^\s*(?:>\s?)+/, '')).join('\n').trim();
    if (words !== '') quoted.push({ from: start.from, at: start.at, text: words });
  }
  return { own: own.join('\n').trim(), quoted, forwarded: first?.start.forwarded ?? false };
}

function findStarts(lines: readonly string[], now: Date): { line: number; start: QuoteStart }[] {
  const found: { line: number; start: QuoteStart }[] = [];
  for (let i = 0; i < lines.length && found.length < MOST_QUOTED; i += 1) {
    const start = quoteStart(lines, i, now);
    if (!start) continue;
    const last = found.at(-1);
    // A rule with a block of headers behind it is one mark.
    if (last && lines.slice(last.start.next, i).every((l) => l.replace(/[>\s_-]+/g, '') === '')) {
      last.start = { next: start.next, from: start.from ?? last.start.from, at: start.at ?? last.start.at, forwarded: last.start.forwarded };
    } else found.push({ line: i, start });
    i = Math.max(i, start.next - 1);
  }
  return found;
}

/** Outlook draws a line above the block of headers. */
function withoutQuotes(lines: readonly string[]): { own: string; quotes: string } {
  const own: string[] = [];
  const quotes: string[] = [];
  for (const line of lines) {
    if (/^\s*>/.test(line)) quotes.push(line.replace(/^\s*(?:>\s?)+/, ''));
    else own.push(line);
  }
  while (own.length > 0 && /^[\s_=*-]*$/.test(own.at(-1)!)) own.pop();
  return { own: own.join('\n').trim(), quotes: quotes.join('\n').trim() };
}
