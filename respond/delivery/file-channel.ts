import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shanghaiDay, YuqingError } from '../../model/index.ts';
import type { Channel, Letter } from './channel.ts';
import { mimeOf } from './message.ts';

/**
 * Writes each letter as `<dir>/2026-11-23-17-weekly.eml`, a mail that mail programs open, with the same as .html and
 * .txt. The name and the bytes depend on the letter alone, so that sending twice leaves one; a reader never meets half
 * a file.
 */
export function fileChannel(dir: string, from: string): Channel {
  return { name: 'file', send: async (letter) => void (await writeLetter(dir, from, letter)) };
}

/** Returns the paths written, the .eml last: where it stands, the others stand too. */
export async function writeLetter(dir: string, from: string, letter: Letter, name = nameOf(letter)): Promise<string[]> {
  const contents: [ext: string, content: string | Buffer][] = [
    ['txt', letter.text], ...(letter.html === null ? [] : [['html', letter.html] as [string, string]]), ['eml', await mimeOf(letter, from)],
  ];
  const paths: string[] = [];
  try {
    await mkdir(dir, { recursive: true });
    for (const [ext, content] of contents) {
      const path = join(dir, `${name}.${ext}`);
      await writeWhole(path, content);
      paths.push(path);
    }
  } catch (error) {
    throw new YuqingError('DELIVERY_FAILED', `通知写不进目录 ${dir}:${(error as Error).message}`, '请检查目录权限与磁盘空间', { cause: error });
  }
  return paths;
}

function nameOf(letter: Letter): string {
  return `${shanghaiDay(letter.createdAt)}-${letter.id}-${letter.kind.replace(/[^\p{L}\p{N}_-]+/gu, '_').slice(0, 40)}`;
}

async function writeWhole(path: string, content: string | Buffer): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, content, { flag: 'wx', mode: 0o640, flush: true });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
