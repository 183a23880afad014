import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { YuqingError } from '../../model/index.ts';

/** A file in the making: it appears whole or not at all, and only its owner may read it. */
export interface WholeFile {
  append(bytes: Uint8Array): Promise<void>;
  /** Writes over what stands at a place already. */
  patch(bytes: Uint8Array, at: number): Promise<void>;
  /** Bytes so far. */
  readonly size: number;
  finish(): Promise<void>;
  discard(): Promise<void>;
}

/** @throws CONFIG_INVALID, from every call, where nothing can be written there */
export async function createWholeFile(path: string): Promise<WholeFile> {
  const partial = `${path}.partial`;
  const writing = async <T>(work: () => Promise<T>): Promise<T> => work().catch((error: NodeJS.ErrnoException) => {
    throw new YuqingError('CONFIG_INVALID', `写不进文件:${path}(${error.code ?? error.message})`, '请换一个可写、有空间的位置', { cause: error });
  });
  const file: FileHandle = await writing(() => open(partial, 'w', 0o600));
  let size = 0;
  const put = (bytes: Uint8Array, at: number) => writing(async () => {
    for (let done = 0; done < bytes.length;) done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
  });
  return {
    get size() { return size; },
    async append(bytes) {
      const at = size;
      size += bytes.length;
      await put(bytes, at);
    },
    patch: put,
    async finish() {
      await writing(async () => {
        await file.close();
        await rename(partial, path);
      });
    },
    async discard() {
      await file.close().catch(() => {});
      await rm(partial, { force: true });
    },
  };
}
