import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { YuqingError, type Reject } from '../model/index.ts';

/** The rows that an import put aside, as a csv that Excel opens: why, and then the row as it was. */
export interface RejectsFile {
  add(reject: Reject): Promise<void>;
  /** Puts the finished file in its place; its path, or null when nothing was put aside and no file was made. */
  close(): Promise<string | null>;
  /** Leaves nothing behind, for an import that failed. */
  discard(): Promise<void>;
}

const HEADER = ['原行号', '工作表', '列', '代码', '原因', '原始各列'];

/** Characters gathered before they are written. */
const FLUSH_AT = 64 * 1024;

/**
 * A rejects file at `path`. It appears whole or not at all, and only its owner may read it: the rows hold contact data.
 *
 * @throws CONFIG_INVALID from `add` and `close` where nothing can be written there
 */
export function createRejects(path: string): RejectsFile {
  const partial = `${path}.partial`;
  let file: FileHandle | undefined;
  let pending = '';
  const writing = async <T>(work: () => Promise<T>): Promise<T> => work().catch((error: NodeJS.ErrnoException) => {
    throw new YuqingError('CONFIG_INVALID', `被拒的行写不进 ${path}(${error.code ?? error.message})`, '请用 --rejects 指定一个可写、有空间的位置', { cause: error });
  });
  const flush = async (to: FileHandle) => {
    const text = pending;
    pending = '';
    await to.appendFile(text);
  };
  return {
    async add(reject) {
      await writing(async () => {
        if (!file) {
          file = await open(partial, 'w', 0o600);
          pending = `\ufeff${csvLine(HEADER)}`;
        }
        pending += csvLine([String(reject.row), reject.sheet ?? '', reject.column ?? '', reject.code, reject.reason, ...reject.cells]);
        if (pending.length >= FLUSH_AT) await flush(file);
      });
    },
    async close() {
      const done = file;
      if (!done) return null;
      await writing(async () => {
        await flush(done);
        await done.close();
        await rename(partial, path);
      });
      return path;
    },
    async discard() {
      if (!file) return;
      await file.close();
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
