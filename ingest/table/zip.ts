import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { open as openZip, type Entry, type ZipFile } from 'yauzl';
import { YuqingError } from '../../model/index.ts';

/** The parts of a workbook package, by path; names compare without case, as Excel does. */
export interface Package {
  has(part: string): boolean;
  /** Size when unpacked, as the package claims it. */
  size(part: string): number;
  /** @throws FILE_DAMAGED where the part is missing, broken, or unpacks beyond all measure */
  read(part: string): AsyncGenerator<Buffer>;
  close(): void;
}

/** What honest workbooks stay under: sheets of blank rows pack 60:1, a deliberate bomb 1000:1. */
const FREE_BYTES = 64 * 1024 * 1024;
const LARGEST_RATIO = 200;
const MOST_PARTS = 10_000;

/** @throws FILE_DAMAGED when the package cannot be opened */
export async function openPackage(path: string): Promise<Package> {
  const name = basename(path);
  const zip = await opened(path).catch((error: unknown) => { throw damaged(name, error); });
  const entries = await listed(zip).catch((error: unknown) => { zip.close(); throw damaged(name, error); });
  const allowed = Math.max(FREE_BYTES, zip.fileSize * LARGEST_RATIO);
  /** By part, so that reading one twice counts once. */
  const unpacked = new Map<Entry, number>();
  let all = 0;
  const find = (part: string) => entries.get(part.toLowerCase());
  return {
    has: (part) => find(part) !== undefined,
    size: (part) => find(part)?.uncompressedSize ?? 0,
    close: () => zip.close(),
    async* read(part) {
      const entry = find(part);
      if (!entry) throw damaged(name, new Error(`no part ${part}`));
      let here = 0;
      try {
        for await (const chunk of await streamOf(zip, entry)) {
          here += (chunk as Buffer).length;
          const before = unpacked.get(entry) ?? 0;
          if (here > before) {
            unpacked.set(entry, here);
            all += here - before;
          }
          if (all > allowed) {
            throw new YuqingError('FILE_DAMAGED', `${name} 解压后大得反常(超过 ${Math.round(allowed / 1024 / 1024)} MB),已停止读取`, '请用 Excel 或 WPS 打开后另存为新的 .xlsx,或另存为 CSV');
          }
          yield chunk as Buffer;
        }
      } catch (error) {
        throw error instanceof YuqingError ? error : damaged(name, error);
      }
    },
  };
}

/** What a person is told of a package that cannot be read; the cause stays with the error. */
export function damaged(name: string, cause: unknown): YuqingError {
  return new YuqingError('FILE_DAMAGED', `${name} 已损坏或没有传完整,读不到底`, '请重新导出或重新传送;或用 Excel、WPS 打开修复后另存为 .xlsx', { cause });
}

function opened(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    openZip(path, { lazyEntries: true, autoClose: false }, (error, zip) => (error ? reject(error) : resolve(zip)));
  });
}

function listed(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName.toLowerCase(), entry);
      if (entries.size > MOST_PARTS) reject(new Error('too many parts'));
      else zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });
}

function streamOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
}
