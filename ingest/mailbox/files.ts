import { open, stat } from 'node:fs/promises';
import type { ReadEvent } from '../../model/index.ts';
import { readOrders, type ReadOrdersOptions } from '../hotline/read.ts';
import { LettersApart } from './apart.ts';
import { fileKind } from './file-kind.ts';
import { readJsonFile } from './json-file.ts';
import { messageIdOf, publicId } from './message-id.ts';
import { readMbox, type StoredMail } from './mbox.ts';
import { readMail } from './read-mail.ts';
import { splitHeaders } from './mime/headers.ts';

export interface ReadLettersOptions extends ReadOrdersOptions {
  maxBytesPerMail: number;
  formSenders: readonly string[];
}

/** Larger JSON is read object by object, without what lies deeper in it. */
const MOST_JSON_BYTES = 64 * 1_048_576;
/** Ids that are remembered to know what answers what. */
const MOST_IDS = 500_000;

/**
 * The letters of one file: a mail (.eml), many (.mbox), or a table or JSON as a mayor's mailbox exports it. `row` counts
 * mails from 1, rows of tables as Excel does.
 */
export async function* readLetters(path: string, options: ReadLettersOptions): AsyncGenerator<ReadEvent, void> {
  const kind = await fileKind(path);
  const { size } = await stat(path);
  const most = options.maxBytesPerMail;
  if (kind === 'table' || (kind === 'json' && size > MOST_JSON_BYTES)) yield* readOrders(path, options);
  else if (kind === 'json') yield* readJsonFile(path, options);
  else yield* readMails(() => (kind === 'mbox' ? readMbox(path, most) : single(path, most)), size, options);
}

async function* single(path: string, most: number): AsyncGenerator<StoredMail> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, most)), 0, Math.min(size, most), 0);
    yield { bytes: buffer.subarray(0, bytesRead), cut: size > most, arrived: null, done: size };
  } finally {
    await file.close();
  }
}

async function* readMails(mails: () => AsyncGenerator<StoredMail>, total: number, options: ReadLettersOptions): AsyncGenerator<ReadEvent, void> {
  const ids = new Set<string>();
  for await (const { bytes } of mails()) {
    const id = messageIdOf(splitHeaders(bytes.toString('latin1', 0, HEADERS_WITHIN)).headers);
    if (id !== null && ids.size < MOST_IDS) ids.add(id);
  }
  const apart = new LettersApart();
  let row = 0;
  for await (const mail of mails()) {
    row += 1;
    const read = readMail(mail.bytes, { now: options.now, arrived: mail.arrived, fallback: options.receivedAt ?? options.now, formSenders: options.formSenders, cut: mail.cut });
    if ('refused' in read) yield { type: 'reject', reject: { row, column: null, code: read.refused.code, reason: `第 ${row} 封:${read.refused.reason}`, cells: [] } };
    else {
      const item = apart.take(read.item);
      const parent = read.answers.find((id) => ids.has(id) && publicId(id) !== item.externalId);
      yield { type: 'item', item: parent === undefined ? item : { ...item, parentId: publicId(parent) }, at: { row } };
    }
    yield { type: 'progress', done: mail.done, total };
  }
}

const HEADERS_WITHIN = 256 * 1024;
