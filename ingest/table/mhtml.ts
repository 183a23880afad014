import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { YuqingError } from '../../model/index.ts';
import { decodeBytes } from '../decode.ts';
import type { TableBatch, TableOptions } from './types.ts';
import { readWeb } from './web.ts';

/** A whole page in one file has to be at hand to be taken apart. */
const LARGEST = 64 * 1024 * 1024;
const MOST_PARTS = 500;

/**
 * Tables of an .xls that was saved as “单个文件网页”: a MIME message with a page per worksheet.
 *
 * @throws FILE_DAMAGED beyond 64 MB or without a page inside
 */
export async function* readMhtml(path: string, options: TableOptions): AsyncGenerator<TableBatch> {
  const name = basename(path);
  const total = (await stat(path)).size;
  if (total > LARGEST) throw new YuqingError('FILE_DAMAGED', `${name} 太大,单个文件网页超过 ${LARGEST >> 20} MB 的读不下`, '请用 Excel 或 WPS 打开,另存为 .xlsx 或 CSV');
  const pages = pagesOf((await readFile(path)).toString('latin1'));
  if (pages.length === 0) throw new YuqingError('FILE_DAMAGED', `${name} 里没有网页,读不出表格`, '请用 Excel 或 WPS 打开,另存为 .xlsx');
  let n = 0;
  for (const page of pages) {
    const text = decodeBytes(page.bytes, { kind: 'html', ...(page.contentType === null ? {} : { contentType: page.contentType }) }).text;
    n += 1;
    const pieces = async function* pieces() { yield { text, done: Math.round((total * n) / pages.length), total }; };
    yield* readWeb(pieces(), options, pages.length === 1 ? null : page.location ?? `第${n}页`, 'mhtml');
  }
}

interface Page {
  contentType: string | null;
  location: string | null;
  bytes: Buffer;
}

function pagesOf(message: string): Page[] {
  const [head, body] = headersOf(message);
  const boundary = /boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(head.get('content-type') ?? '');
  const parts = boundary ? body.split(`--${boundary[1] ?? boundary[2]}`).slice(1, MOST_PARTS) : [message];
  return parts.flatMap((part) => {
    const [headers, content] = headersOf(part.replace(/^\r?\n/, ''));
    const contentType = headers.get('content-type') ?? null;
    if (!/^\s*text\/html/i.test(contentType ?? '') || !/<t[dh][\s>]/i.test(decoded(content, headers.get('content-transfer-encoding')).toString('latin1'))) return [];
    const location = /([^/\\]{1,80}?)(?:\.html?)?$/i.exec(headers.get('content-location') ?? '')?.[1] ?? null;
    return [{ contentType, location, bytes: decoded(content, headers.get('content-transfer-encoding')) }];
  });
}

/** Headers by their lower-case name, folded lines joined, and what follows the blank line. */
function headersOf(part: string): [Map<string, string>, string] {
  const end = /\r?\n\r?\n/.exec(part);
  const head = (end ? part.slice(0, end.index) : '').slice(0, 64 * 1024).replace(/\r?\n[ \t]+/g, ' ');
  const headers = new Map<string, string>();
  for (const line of head.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return [headers, end ? part.slice(end.index + end[0].length) : part];
}

function decoded(content: string, encoding: string | undefined): Buffer {
  switch (encoding?.toLowerCase()) {
    case 'base64':
      return Buffer.from(content, 'base64');
    case 'quoted-printable':
      return Buffer.from(content.replace(/=\r?\n/g, '').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1');
    default:
      return Buffer.from(content, 'latin1');
  }
}
