import { oneLine } from './mime/header-text.ts';
import { MOST_ATTACHMENTS } from './mime/limits.ts';
import type { Part } from './mime/parts.ts';

/** A file that came with a mail: named, never opened. `bytes` is about its size. */
export interface Attachment {
  name: string;
  bytes: number;
}

const UNNAMED = '未命名附件';
/** Base64 has four characters for three bytes, and line ends. */
const CHARACTERS_PER_BYTE = 4.1 / 3;

/** Notes a part that is a file. A signature and a picture that stands in the text are no files that somebody sent. */
export function attachPart(files: Attachment[], part: Part): void {
  if (/^application\/(?:x-)?pkcs7-signature$|^application\/pgp-signature$/.test(part.type)) return;
  if (part.filename === null && part.disposition !== 'attachment' && (part.type.startsWith('image/') || part.body.trim() === '')) return;
  const encoded = /base64/i.test(part.encoding ?? '');
  attach(files, part.filename ?? UNNAMED, Math.floor(part.body.length / (encoded ? CHARACTERS_PER_BYTE : 1)));
}

/** Some mailers give the whole path: the name is what stands behind it. */
export function attach(files: Attachment[], name: string, bytes: number): void {
  const base = oneLine(name).replace(/^.*[\\/](?=[^\\/])/, '').trim();
  if (files.length < MOST_ATTACHMENTS) files.push({ name: base === '' ? UNNAMED : base.slice(0, 200), bytes });
}

/** Takes `begin 644 甲.doc … end` out of a text: a file as old mailers sent it. */
export function withoutUuFiles(text: string, files: Attachment[]): string {
  if (!text.includes('begin ')) return text;
  return text.replace(/^begin [0-7]{3,4} ([^\n]{1,200})\n((?:[!-`][^\n]{1,80}\n){1,200000}?)`?\n?end$/gm, (_, name: string, body: string) => {
    attach(files, name, Math.floor(body.length / CHARACTERS_PER_BYTE));
    return '';
  });
}

/** `甲.docx(24 KB)、乙.jpg` */
export const namesOf = (files: readonly Attachment[]): string => files.map(({ name, bytes }) => `${name}${bytes > 0 ? `(${sizeOf(bytes)})` : ''}`).join('、');

const sizeOf = (bytes: number): string => (bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`);
