import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Reject } from '../model/index.ts';

/** The rows that an import put aside, as a csv that Excel opens: why, and then the row as it was. */
export interface RejectsFile {
  add(reject: Reject): Promise<void>;
  /** Puts the finished file in its place; its path, or null when nothing was put aside and no file was made. */
  close(): Promise<string | null>;
  /** Leaves nothing behind, for an import that failed. */
  discard(): Promise<void>;
}

const HEADER = ['原行号', '工作表', '列', '代码', '原因', '原始各列'];

/**
 * A rejects file at `path`. It appears whole or not at all, and only its owner may read it: the rows hold contact data.
 */
export function createRejects(path: string): RejectsFile {
  const partial = `${path}.partial`;
  let stream: WriteStream | undefined;
  const start = (): WriteStream => {
    const made = createWriteStream(partial, { mode: 0o600 });
    made.write(`\ufeff${csvLine(HEADER)}`);
    return made;
  };
  return {
    async add(reject) {
      stream ??= start();
      const line = csvLine([String(reject.row), reject.sheet ?? '', reject.column ?? '', reject.code, reject.reason, ...reject.cells]);
      if (!stream.write(line)) await once(stream, 'drain');
    },
    async close() {
      if (!stream) return null;
      stream.end();
      await finished(stream);
      await rename(partial, path);
      return path;
    },
    async discard() {
      if (!stream) return;
      stream.destroy();
      await rm(partial, { force: true });
    },
  };
}

/** What a spreadsheet would run as a formula. */
const FORMULA = /^[\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/** A cell that a spreadsheet shows and never runs: `csvCell('=1+1')` → `'=1+1` with the quote in front. */
export function csvCell(text: string): string {
  const safe = (FORMULA.test(text) ? `'${text}` : text).replaceAll('\0', '');
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;
