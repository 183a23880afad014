import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { YuqingError } from '../../model/index.ts';
import type { TableFormat } from './types.ts';

const SAMPLE = 64 * 1024;

/**
 * What a file is, by its first bytes: an office that renames .csv to .xls changes nothing.
 *
 * @throws FILE_NOT_FOUND, FILE_EMPTY, FILE_OLD_XLS (BIFF), FILE_KIND_UNKNOWN
 */
export async function sniffFormat(path: string): Promise<TableFormat> {
  const name = basename(path);
  const head = await readBytes(path, 0, SAMPLE);
  const starts = (...bytes: number[]) => bytes.every((b, i) => head[i] === b);
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)) return 'xlsx';
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) {
    throw (await isEncrypted(path, head))
      ? new YuqingError('FILE_KIND_UNKNOWN', `工作簿加了密码,读不了:${name}`, '请在 Excel 里取消“打开密码”,另存后再导入')
      : oldXls(name, '是旧版 Excel(.xls)格式');
  }
  if (head[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(head[1] ?? -1)) throw oldXls(name, '是旧版 Excel(.xls)格式');
  const alien = ALIENS.find(([magic]) => starts(...magic));
  if (alien) throw unknown(name, `是${alien[1]}`);
  const text = head.toString('latin1').replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').replace(/\0/g, '').trimStart();
  if (text === '') throw new YuqingError('FILE_EMPTY', `文件是空的:${name}`, '请重新导出后再导入');
  const markup = markupOf(text);
  if (markup === 'word') throw unknown(name, '是 Word 的 XML 文件');
  if (markup !== null) return markup;
  if (/^(?:mime-version|from|date|subject|x-[\w-]+|content-type)\s*:/i.test(text) && /multipart\/related|text\/html/i.test(text)) return 'mhtml';
  const json = jsonOf(text, name);
  if (json !== null) return json;
  const utf16 = starts(0xff, 0xfe) || starts(0xfe, 0xff);
  if (!utf16 && isBinary(head)) throw unknown(name, '不是文字,也不是工作簿');
  return 'csv';
}

const ALIENS: [number[], string][] = [
  [[0x25, 0x50, 0x44, 0x46], ' PDF 文件'],
  [[0x1f, 0x8b], '压缩包'],
  [[0x52, 0x61, 0x72, 0x21], '压缩包'],
  [[0x37, 0x7a, 0xbc, 0xaf], '压缩包'],
  [[0x89, 0x50, 0x4e, 0x47], '图片'],
  [[0xff, 0xd8, 0xff], '图片'],
];

/** A page, whatever its first tag, or XML. */
function markupOf(text: string): 'web' | 'xml' | 'word' | null {
  if (!/^<[!?a-z\x80-\xff]/i.test(text)) return null;
  if (/<\?mso-application[^>]*Word\.Document|<w:wordDocument/i.test(text)) return 'word';
  if (/^<(?:!doctype html|html|head|body|meta|table|style|div|center|font|title)\b/i.test(text)) return 'web';
  if (/^<\?xml|^<!DOCTYPE (?!html)/i.test(text)) return /<html[\s>]/i.test(text.slice(0, 4_096)) ? 'web' : 'xml';
  return /<table[\s>]|<html[\s>]/i.test(text) ? 'web' : /^<[^<>]{1,200}>\s*</.test(text) ? 'xml' : null;
}

/** A list, alone or inside an object, is one file of JSON; an object a line is .jsonl. */
function jsonOf(text: string, name: string): 'json' | 'jsonl' | null {
  const lines = /\.(?:jsonl|ndjson)$/i.test(name);
  if (/^\[\s*[{[]/.test(text)) return 'json';
  if (/^\{\s*"/.test(text)) {
    if (lines || /^\{[^\n]*\}\s*[\r\n]+\s*\{\s*"/.test(text)) return 'jsonl';
    return /^\{\s*[\r\n]/.test(text) || /:\s*\[\s*[{[]/.test(text) || /\.json$/i.test(name) ? 'json' : 'jsonl';
  }
  return lines && /[\r\n]\s*\{\s*"/.test(text) ? 'jsonl' : null;
}

const oldXls = (name: string, what: string) =>
  new YuqingError('FILE_OLD_XLS', `${name} ${what}`, '请用 Excel 或 WPS 打开,“另存为”.xlsx 后再导入');

const unknown = (name: string, what: string, remedy = '只收 .csv、.xlsx、.json、.jsonl、.xml 和网页表格') =>
  new YuqingError('FILE_KIND_UNKNOWN', `${name} ${what},无法作为工单表导入`, remedy);

async function readBytes(path: string, from: number, length: number): Promise<Buffer> {
  // Before it is opened: opening a pipe waits until somebody writes into it.
  const kind = await stat(path).catch(() => null);
  if (kind?.isDirectory()) throw new YuqingError('FILE_NOT_FOUND', `这是文件夹,不是文件:${path}`, '请给出文件夹里的某个文件');
  if (kind && !kind.isFile()) throw new YuqingError('FILE_NOT_FOUND', `这是管道或设备,不是文件:${path}`, '请先存成文件再导入');
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT'
      ? new YuqingError('FILE_NOT_FOUND', `找不到文件:${path}`, '请检查路径和文件名')
      : new YuqingError('FILE_NOT_FOUND', `打不开文件:${path}(${error.code ?? '原因不明'})`, '请检查文件的读取权限');
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** An OLE container that holds an encrypted workbook: its directory, whose place the header tells, names the stream. */
async function isEncrypted(path: string, head: Buffer): Promise<boolean> {
  if (head.length < 512) return false;
  const sector = 1 << Math.min(head.readUInt16LE(30), 12);
  const directory = await readBytes(path, (head.readUInt32LE(48) + 1) * sector, 4_096);
  return directory.includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

/** NULs alone are dirt that text may carry; other control bytes in number are not text. */
function isBinary(head: Buffer): boolean {
  let control = 0;
  for (const b of head) if (b < 0x20 && b !== 0 && b !== 0x09 && b !== 0x0a && b !== 0x0d && b !== 0x1b && b !== 0x01) control += 1;
  return control > head.length * 0.05;
}
