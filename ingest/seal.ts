import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { YuqingError, type Contact } from '../model/index.ts';

/** Seals contact data (AES-256-GCM) and makes the keyed hashes by which the same person is found again. */
export interface Seal {
  seal(contact: Contact): Buffer;
  open(sealed: Buffer): Contact;
  /** Keyed hash of a phone or ID number: equal for equal people, useless without the key. */
  key(kind: 'phone' | 'id', value: string): string;
}

/** @param keyHex 64 hex digits */
export function createSeal(keyHex: string): Seal {
  const key = Buffer.from(keyHex, 'hex');
  // Separate keys for separate purposes, derived from the one that is kept.
  const derive = (purpose: string) => createHmac('sha256', key).update(purpose).digest();
  const sealKey = derive('contact');
  const hashKey = derive('find');
  return {
    seal(contact) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealKey, iv);
      const body = Buffer.concat([cipher.update(JSON.stringify(contact), 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([1]), iv, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', sealKey, sealed.subarray(1, 13));
      decipher.setAuthTag(sealed.subarray(13, 29));
      return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8')) as Contact;
    },
    key(kind, value) {
      return createHmac('sha256', hashKey).update(`${kind}:${value.replace(/[^0-9a-z]/gi, '').toUpperCase()}`).digest('base64url').slice(0, 32);
    },
  };
}

/** The key from its file, made on first use (0600). Two first starts at once agree on one: the file is created exclusively. */
export async function readOrMakeKey(file: string): Promise<string> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
    await chmod(file, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new YuqingError('CONFIG_INVALID', `不能建立联系方式密钥文件 ${file}:${(error as Error).message}`, '请用 YUQING_KEY_FILE 指定可写的位置(不要放在数据目录里)', { cause: error });
    }
  }
  const text = (await readFile(file, 'utf8')).trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new YuqingError('CONFIG_INVALID', `密钥文件 ${file} 的内容不是 64 位十六进制`, '请恢复该文件的备份;换新密钥后旧的联系方式将无法解开');
  }
  return text;
}
