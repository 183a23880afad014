import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';
import { YuqingError } from '../../model/index.ts';
import type { WholeFile } from './whole-file.ts';

interface Entry {
  name: Buffer;
  at: number;
  crc: number;
  packed: number;
  size: number;
}

/** What 32 bits can say. */
const MOST = 0xffff_ffff;
const VERSION = 20;
const UTF8 = 0x0800;
const DEFLATE = 8;
/** 1980-01-01: no clock in the file, the same rows make the same bytes. */
const DOS_DAY = 0x21;

/** A zip, one entry after the other, each packed as it comes. */
export class ZipFile {
  private readonly file: WholeFile;
  private readonly entries: Entry[] = [];

  constructor(file: WholeFile) {
    this.file = file;
  }

  /** One entry, of pieces that are never all in memory. */
  async add(name: string, pieces: AsyncIterable<string> | Iterable<string>): Promise<void> {
    const entry: Entry = { name: Buffer.from(name), at: this.file.size, crc: 0, packed: 0, size: 0 };
    await this.file.append(Buffer.concat([this.head(entry, true), entry.name]));
    const start = this.file.size;
    const deflate = createDeflateRaw();
    const writing = this.drain(deflate);
    // A failure of the file is told by `writing`; until then nothing may go unheard.
    writing.catch(() => {});
    try {
      for await (const piece of pieces) {
        const bytes = Buffer.from(piece);
        entry.crc = crc32(bytes, entry.crc);
        entry.size += bytes.length;
        if (!deflate.write(bytes)) await Promise.race([new Promise((go) => deflate.once('drain', go)), writing]);
      }
      deflate.end();
      await writing;
    } catch (error) {
      deflate.destroy();
      throw error;
    }
    entry.packed = this.file.size - start;
    if (entry.size > MOST || this.file.size > MOST) throw new YuqingError('USAGE', '内容超过一个 .xlsx 能装下的大小', '请导出为 .csv,或用 --since 分次导出');
    await this.file.patch(this.head(entry, true), entry.at);
    this.entries.push(entry);
  }

  /** The list of contents, without which no program opens it. */
  async end(): Promise<void> {
    const at = this.file.size;
    for (const entry of this.entries) await this.file.append(Buffer.concat([this.head(entry, false), entry.name]));
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x0605_4b50, 0);
    end.writeUInt16LE(this.entries.length, 8);
    end.writeUInt16LE(this.entries.length, 10);
    end.writeUInt32LE(this.file.size - at, 12);
    end.writeUInt32LE(at, 16);
    await this.file.append(end);
  }

  private async drain(deflate: DeflateRaw): Promise<void> {
    for await (const bytes of deflate) await this.file.append(bytes as Buffer);
  }

  /** The head of an entry where it stands (`local`), or in the list. */
  private head(entry: Entry, local: boolean): Buffer {
    const head = Buffer.alloc(local ? 30 : 46);
    head.writeUInt32LE(local ? 0x0403_4b50 : 0x0201_4b50, 0);
    if (!local) head.writeUInt16LE(VERSION, 4);
    const o = local ? 4 : 6;
    head.writeUInt16LE(VERSION, o);
    head.writeUInt16LE(UTF8, o + 2);
    head.writeUInt16LE(DEFLATE, o + 4);
    head.writeUInt16LE(DOS_DAY, o + 8);
    head.writeUInt32LE(entry.crc, o + 10);
    head.writeUInt32LE(Math.min(entry.packed, MOST), o + 14);
    head.writeUInt32LE(Math.min(entry.size, MOST), o + 18);
    head.writeUInt16LE(entry.name.length, o + 22);
    if (!local) head.writeUInt32LE(entry.at, 42);
    return head;
  }
}
