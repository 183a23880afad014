import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { sniffFormat } from '../table/sniff.ts';
import { YuqingError } from '../../model/index.ts';

export type FileKind = 'mbox' | 'mail' | 'json' | 'table';

const HEAD = 64 * 1024;
const MAIL_HEADER = /^(?:from|to|subject|date|received|message-id|mime-version|return-path|delivered-to|content-type|reply-to|x-[\w-]{1,60}|dkim-signature|arc-[\w-]{1,40}|authentication-results)[ \t]*:/i;

/**
 * What a file of letters is, by its beginning; its name counts only where that says nothing.
 *
 * @throws what `sniffFormat` throws for a file that is none of them
 */
export async function fileKind(path: string): Promise<FileKind> {
  const head = await beginning(path);
  const wide = head[0] === 0xff && head[1] === 0xfe;
  const text = (wide ? head.subarray(2).toString('utf16le') : head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '')).replace(/^[\s\0]+/, '');
  if (text !== '' && head[0] === 0xd0 && head[1] === 0xcf && /\.msg$/i.test(path)) throw new YuqingError('FILE_KIND_UNKNOWN', `${path} 是 Outlook 的 .msg 文件`, '请在 Outlook 里另存为 .eml,或导出成 .mbox 后再导入');
  if (/^From \S+ .{0,200}\d{4}/.test(text)) return 'mbox';
  const lines = text.split(/\r\n|\n|\r/, 40);
  const first = lines[0] ?? '';
  const named = /^\.(?:eml|mail)$/i.test(extname(path));
  const headed = /^[!-9;-~]{1,100}[ \t]*:/.test(first) && !/^[{["]/.test(first);
  if (headed && (named || (lines.some((line) => MAIL_HEADER.test(line)) && !isSavedPage(lines)))) return 'mail';
  if (/^[[{]/.test(text) && !isLines(path, lines)) return 'json';
  if (named && text !== '') return 'mail';
  await sniffFormat(path);
  return 'table';
}

/** A workbook or page that was saved as one file (MHTML) begins like a mail, and nobody sent it. */
function isSavedPage(lines: readonly string[]): boolean {
  if (lines.some((line) => /^(?:x-document-type|snapshot-content-location)[ \t]*:|^from[ \t]*:[ \t]*["<]{0,2}(?:saved by|由|=\?[^?]{1,20}\?[bq]\?[^?]{1,200}\?=>?[ \t]*$)/i.test(line))) return true;
  return lines.some((line) => /multipart\/related|text\/html/i.test(line)) && !lines.some((line) => /^(?:from|to|received|message-id|return-path|delivered-to)[ \t]*:/i.test(line));
}

/** One object to a line: read line by line, however large the file. */
function isLines(path: string, lines: readonly string[]): boolean {
  if (/\.(?:jsonl|ndjson)$/i.test(path)) return true;
  const filled = lines.filter((line) => line.trim() !== '');
  return filled.length > 1 && /^\s*\{.*\}\s*$/.test(filled[0]!) && /^\s*\{/.test(filled[1]!) && isJson(filled[0]!);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function beginning(path: string): Promise<Buffer> {
  // Errors of opening are told by `sniffFormat`, in words.
  const file = await open(path).catch(() => null);
  if (!file) return Buffer.alloc(0);
  try {
    if (!(await file.stat()).isFile()) return Buffer.alloc(0);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
