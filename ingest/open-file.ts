import { readFile, stat } from 'node:fs/promises';
import { YuqingError } from '../model/index.ts';

/** @throws YuqingError FILE_NOT_FOUND, FETCH_TOO_LARGE */
export async function openFile(file: string, maxBytes: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > maxBytes) throw new YuqingError('FETCH_TOO_LARGE', `文件 ${file} 超过 ${maxBytes} 字节`, '请提高该信源的 maxBytes');
    return await readFile(file);
  } catch (error) {
    if (error instanceof YuqingError) throw error;
    throw new YuqingError('FILE_NOT_FOUND', `读不到文件:${file}`, '请核对路径和读取权限', { cause: error });
  }
}
