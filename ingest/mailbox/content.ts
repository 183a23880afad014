import { attach, attachPart, withoutUuFiles, type Attachment } from './attachments.ts';
import { htmlLines } from './html-lines.ts';
import { readText } from './mime/charset.ts';
import { unflow } from './mime/flowed.ts';
import { LONGEST_TEXT, MOST_ATTACHMENTS, MOST_TEXT_BYTES } from './mime/limits.ts';
import { readParts, type Part } from './mime/parts.ts';
import { contentOfSigned } from './mime/signed.ts';
import { readTnef } from './mime/tnef.ts';
import { decodeTransfer } from './mime/transfer.ts';

/** What there is to read in a mail. */
export interface Content {
  /** Lines as written; quoting by `>` kept. */
  text: string;
  attachments: Attachment[];
  /** Mails that were attached to it whole (forwarded as such). */
  inside: Part[];
  marks: string[];
}

/**
 * The words of a mail: of alternatives the plain one, unless it only says that there is another; HTML as text; what is
 * signed or wrapped by Outlook unwrapped. Files are named and left closed.
 */
export function readContent(mail: Part): Content {
  const content: Content = { text: '', attachments: [], inside: [], marks: [] };
  content.text = clean(textOf(mail, content, true));
  return content;
}

function textOf(part: Part, content: Content, alone: boolean): string {
  const { type } = part;
  if (type === 'message/rfc822' || type === 'message/global') {
    const inner = part.children[0];
    if (inner && content.inside.length < MOST_ATTACHMENTS) content.inside.push(inner);
    return '';
  }
  if (type === 'multipart/alternative') return bestOf(part.children, content);
  if (type === 'multipart/signed') return part.children.map((child, i) => (i === 0 ? textOf(child, content, alone) : file(child, content))).join('');
  if (part.children.length > 0) return part.children.map((child) => textOf(child, content, false)).filter((t) => t !== '').join('\n');
  if (/^application\/(?:x-)?pkcs7-mime$/.test(type)) return unwrapped(part, content);
  if (type === 'application/ms-tnef' || /^winmail\.dat$/i.test(part.filename ?? '')) return outlook(part, content);
  const named = part.filename !== null && !(alone && part.disposition !== 'attachment');
  if (part.disposition === 'attachment' || named || !/^text\/(?:plain|html|enriched|richtext|markdown|x-amp-html)$/.test(type)) return file(part, content);
  return readLeaf(part, content);
}

/** A text part as lines. */
function readLeaf(part: Part, content: Content): string {
  const bytes = decodeTransfer(part.body, part.encoding, MOST_TEXT_BYTES);
  if (part.body.length > MOST_TEXT_BYTES) content.marks.push('mail-text-cut');
  const html = part.type === 'text/html' || part.type === 'text/x-amp-html';
  const { text, doubtful } = readText(bytes, part.params.get('charset') ?? null, html ? 'html' : 'text');
  if (doubtful) content.marks.push('mail-charset-doubtful');
  const lines = text.replace(/\r\n?/g, '\n');
  if (html || LOOKS_HTML.test(lines.slice(0, 2_000))) return htmlLines(lines);
  if (part.type !== 'text/plain') return htmlLines(lines.replace(/<<|<(?=[a-z]{1,12}>)/gi, (m) => (m === '<<' ? '&lt;' : m)));
  const flowed = part.params.get('format')?.toLowerCase() === 'flowed';
  return withoutUuFiles(flowed ? unflow(lines, part.params.get('delsp')?.toLowerCase() === 'yes') : lines, content.attachments);
}

const LOOKS_HTML = /^\s*(?:<!doctype\s+html|<html[\s>]|<(?:div|p|table|body|meta|font|span)(?:\s[^<>]{0,300})?>)/i;

/** Of alternatives the plain text, unless it is a stub for those who cannot see the other. */
function bestOf(children: Part[], content: Content): string {
  const read = children.map((child) => {
    const own: Content = { text: '', attachments: [], inside: [], marks: [] };
    const text = textOf(child, own, true);
    return { text, own, plain: child.type === 'text/plain', letters: text.replace(/[\s>]+/g, '').length };
  });
  const plain = read.find((r) => r.plain && r.letters > 0);
  const rich = read.filter((r) => !r.plain && r.letters > 0).at(-1);
  const chosen = plain && !(rich && isStub(plain.text, plain.letters, rich.letters)) ? plain : rich ?? plain ?? read[0];
  for (const { own } of read) {
    content.attachments.push(...own.attachments);
    content.inside.push(...own.inside);
  }
  content.marks.push(...(chosen?.own.marks ?? []));
  return chosen?.text ?? '';
}

const isStub = (text: string, letters: number, rich: number): boolean =>
  letters * 5 < rich || (letters < 200 && /HTML/i.test(text) && /\u4e0d\u652f\u6301|\u65e0\u6cd5\u663e\u793a|viewer|does not support|capable/i.test(text)) || (text.match(/\ufffd/g) ?? []).length * 10 > letters;

function unwrapped(part: Part, content: Content): string {
  const inner = contentOfSigned(decodeTransfer(part.body, part.encoding, 8 * MOST_TEXT_BYTES));
  if (inner === null) {
    content.marks.push('mail-encrypted');
    return file(part, content);
  }
  const mail = readParts(inner.toString('latin1'));
  return /pkcs7-mime/.test(mail.type) ? file(part, content) : textOf(mail, content, true);
}

function outlook(part: Part, content: Content): string {
  const tnef = readTnef(decodeTransfer(part.body, part.encoding, 16 * MOST_TEXT_BYTES));
  if (tnef === null) return file(part, content);
  for (const { name, bytes } of tnef.files) attach(content.attachments, name, bytes);
  return tnef.text?.trim() ? tnef.text.replace(/\r\n?/g, '\n') : tnef.html === null ? '' : htmlLines(tnef.html);
}

function file(part: Part, content: Content): string {
  attachPart(content.attachments, part);
  return '';
}

/** Without control characters; blanks at ends of lines and empty lines in a row gone. */
function clean(text: string): string {
  return text.slice(0, 2 * LONGEST_TEXT).replace(/[^\P{Cc}\n\t]|[\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff\ue000]/gu, '').replace(/[^\S\n]+/g, ' ').replace(/ ?\n[ \n]*/g, '\n').toWellFormed().trim().slice(0, LONGEST_TEXT);
}
