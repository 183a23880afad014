import { open, readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { YuqingError } from '../../model/index.ts';
import { decodeBytes } from '../decode.ts';
import { LARGEST_OPML } from '../opml/types.ts';
import { sniffFormat } from '../table/sniff.ts';
import { readListJson, sourcesIn } from './json.ts';
import { readListOpml } from './opml.ts';
import { readListTable } from './table.ts';
import { MOST_SOURCES, type ListEvent } from './types.ts';

const LOOK_INTO = 4_096;
const LARGEST_JSON = 20 * 1_048_576;
const DEEPEST_JSON = 100;

/**
 * The sources a file names: OPML, the JSON of `yuqing source export`, or a table (.csv, .xlsx, .jsonl). What it is, its
 * content says.
 *
 * @param kind of table rows that name none
 * @throws YuqingError FILE_NOT_FOUND, FILE_EMPTY, FILE_DAMAGED, FILE_KIND_UNKNOWN, HEADER_UNRECOGNISED
 */
export async function* readSourceList(path: string, kind: string): AsyncGenerator<ListEvent> {
  let count = 0;
  for await (const event of await eventsOf(path, kind)) {
    count += 1;
    if (count > MOST_SOURCES) {
      yield { type: 'reject', reject: { row: count, column: null, code: 'FETCH_TOO_LARGE', reason: `清单超过 ${MOST_SOURCES} 个信源,后面的没有读`, cells: [] } };
      return;
    }
    yield event;
  }
}

async function eventsOf(path: string, kind: string): Promise<AsyncIterable<ListEvent> | Iterable<ListEvent>> {
  const head = await headOf(path);
  if (looksXml(path, head)) return readListOpml(await whole(path, LARGEST_OPML));
  if (/^\s*[[{]/.test(head)) {
    const entries = await jsonOf(path);
    if (entries) return readListJson(entries);
  }
  return readListTable(path, kind);
}

/** An HTML page named .opml is told by the OPML reader; one named .xls by the table reader, which knows the trick. */
function looksXml(path: string, head: string): boolean {
  return /<(?:\w+:)?(?:opml|outline)[\s>]/i.test(head) || /^\.(?:opml|xml)$/i.test(extname(path));
}

async function headOf(path: string): Promise<string> {
  // What cannot be opened at all is told by the table reader's first look; what it cannot place may still be ours.
  await sniffFormat(path).catch((error: unknown) => {
    if (!(error instanceof YuqingError) || ['FILE_NOT_FOUND', 'FILE_EMPTY'].includes(error.code)) throw error;
  });
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOK_INTO), 0, LOOK_INTO, 0);
    return decodeBytes(buffer.subarray(0, bytesRead), { kind: 'xml' }).text;
  } finally {
    await file.close();
  }
}

/** The sources of a JSON file; null where it is not one value, or is no list, and may be a .jsonl. */
async function jsonOf(path: string): Promise<unknown[] | null> {
  if (extname(path).toLowerCase() !== '.json' && (await stat(path)).size > LARGEST_JSON) return null;
  const { text } = decodeBytes(await whole(path, LARGEST_JSON), { kind: 'text' });
  if (deeperThan(text, DEEPEST_JSON)) throw new YuqingError('FILE_DAMAGED', `${basename(path)} 的层次超过 ${DEEPEST_JSON} 层,不像信源清单`, '请核对文件');
  try {
    return sourcesIn(JSON.parse(text.replace(/^\ufeff/, '')));
  } catch (error) {
    if (extname(path).toLowerCase() === '.json') throw new YuqingError('FILE_DAMAGED', `${basename(path)} 不是有效的 JSON`, '请检查逗号、引号和括号是否成对;一行一条的请命名为 .jsonl', { cause: error });
    return null;
  }
}

/** Depth of brackets, those in strings left out; what reads the value afterwards goes into it by recursion. */
function deeperThan(json: string, most: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < json.length; i += 1) {
    const c = json[i];
    if (quoted && c === '\\') i += 1;
    else if (c === '"') quoted = !quoted;
    else if (!quoted && (c === '{' || c === '[') && (depth += 1) > most) return true;
    else if (!quoted && (c === '}' || c === ']')) depth -= 1;
  }
  return false;
}

async function whole(path: string, most: number): Promise<Buffer> {
  if ((await stat(path)).size > most) throw new YuqingError('FILE_DAMAGED', `${basename(path)} 超过 ${most / 1_048_576} MB,不像信源清单`, '请核对文件');
  return readFile(path);
}
