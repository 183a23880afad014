import { ends, TIME_SAID } from './join.ts';
import { fold } from './fold.ts';
import { isAttachmentLine, isClosing, isOrgan, isSignature, isTitle } from './lines.ts';
import { markOf } from './marks.ts';
import { notesIn } from './notes.ts';
import type { Paragraphs } from './paragraphs.ts';
import { isUnit } from './unit-names.ts';

/** The words at which a document breaks off, null when it comes to an end. */
export function brokenOffAt({ parts, cut }: Paragraphs): string | null {
  const last = parts.at(-1);
  if (last === undefined) return null;
  if (typeof last !== 'string') return last.cut ? words(last.rows.at(-1)?.join(' ') ?? '') : cut ? words(last.rows.at(-1)?.join(' ') ?? '') : null;
  const folded = fold(last).trim();
  if (cut) return words(last);
  if (isClosing(folded) || isAttachmentLine(folded) || isSignature(folded, undefined) || isOrgan(folded) || isTitle(folded)) return null;
  if ((ends(folded) && !/[;…]$|:$/.test(folded)) || endsWithUnits(last) || TIME_SAID.test(folded)) return null;
  if (/^.{2,40}\.(?:docx?|pdf|xlsx?|wps|zip|rar|ofd)$/i.test(folded) || /^(?:完|end)$/i.test(folded)) return null;
  const mark = markOf(folded);
  // A list whose points all go without a full stop is complete, and so is a list of attachments.
  if (mark && !/[,:;、]$/.test(folded)) {
    const peers = parts.filter((part) => typeof part === 'string' && markOf(fold(part))?.level === mark.level) as string[];
    const bare = peers.filter((part) => !/[。;]/.test(part));
    const attached = parts.slice(-30).some((part) => typeof part === 'string' && /^附 ?[件表录] ?:/.test(fold(part)));
    if (attached || (peers.length >= 3 && bare.length * 10 >= peers.length * 8 && followedByNothing(parts, mark.level))) return null;
  }
  return words(last);
}

/** Names of offices, in closed brackets or after a label, need no full stop. */
function endsWithUnits(text: string): boolean {
  const note = notesIn(text).at(-1);
  if (!note || note.to < text.trimEnd().length) return false;
  const folded = fold(text.slice(note.from)).trim();
  if (/^[([【〔]/.test(folded)) return /[)\]】〕]$/.test(folded);
  return isUnit(folded.split(/[、,;: ]/).at(-1)!) || /前$|[底末年日]$/.test(folded);
}

/** Whether points of this level have no text of their own anywhere. */
function followedByNothing(parts: Paragraphs['parts'], level: number): boolean {
  return !parts.some((part, i) => typeof part === 'string' && markOf(fold(part))?.level === level && typeof parts[i + 1] === 'string' && markOf(fold(parts[i + 1] as string)) === null && i + 2 < parts.length);
}

const words = (text: string) => text.trim().replace(/\s+/g, ' ').slice(-24).toWellFormed();
