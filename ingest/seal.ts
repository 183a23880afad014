import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { YuqingError, type Contact } from '../model/index.ts';

/** Seals contact data (AES-256-GCM) and makes the keyed hashes by which the same person is found again. */
export interface Seal {
  seal(contact: Contact): Buffer;
  open(sealed: Buffer): Contact;
  /** A password or key of a source. */
  sealText(text: string): Buffer;
  openText(sealed: Buffer): string;
  /** Keyed hash of a phone or ID number: equal for equal people, useless without the key. */
  key(kind: 'phone' | 'id', value: string): string;
}

/** Names the form of what is sealed: `form, 12 bytes iv, 16 bytes tag, ciphertext`. */
const FORM = 1;

/** @param keyHex 64 hex digits */
export function createSeal(keyHex: string): Seal {
  const key = Buffer.from(keyHex, 'hex');
  // Separate keys for separate purposes, derived from the one that is kept.
  const derive = (purpose: string) => createHmac('sha256', key).update(purpose).digest();
  const contactKey = derive('contact');
  const secretKey = derive('secret');
  const hashKey = derive('find');
  return {
    seal: (contact) => encrypt(contactKey, JSON.stringify(contact)),
    open: (sealed) => JSON.parse(decrypt(contactKey, sealed)) as Contact,
    sealText: (text) => encrypt(secretKey, text),
    openText: (sealed) => decrypt(secretKey, sealed),
    key(kind, value) {
      return createHmac('sha256', hashKey).update(`${kind}:${value.replace(/[^0-9a-z]/gi, '').toUpperCase()}`).digest('base64url').slice(0, 32);
    },
  };
}

function encrypt(key: Buffer, text: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([FORM]), iv, cipher.getAuthTag(), body]);
}

function decrypt(key: Buffer, sealed: Buffer): string {
  if (sealed[0] !== FORM) throw new Error(`sealed in an unknown form: ${sealed[0]}`);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13), { authTagLength: 16 });
  decipher.setAuthTag(sealed.subarray(13, 29));
  return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8');
}

/**
 * The key from its file, made on first use (0600). It appears whole or not at all, and only where none stands: of two
 * first starts at once the later takes the key of the other.
 * @throws YuqingError CONFIG_INVALID; a file that stands is never changed, for what was sealed with its key needs it
 */
export async function readOrMakeKey(file: string): Promise<string> {
  const standing = await readKey(file);
  if (standing !== null) return standing;
  const fresh = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(fresh, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600, flush: true });
    await link(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw refused('不能建立', file, error);
  } finally {
    await rm(fresh, { force: true }).catch(() => {});
  }
  const key = await readKey(file);
  if (key === null) throw refused('不能建立', file, new Error('建立后又不见了'));
  return key;
}

/** @returns null where there is no file */
async function readKey(file: string): Promise<string | null> {
  let text: string;
  try {
    text = (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw refused('读不到', file, error);
  }
  if (/^[0-9a-f]{64}$/i.test(text)) return text;
  throw new YuqingError('CONFIG_INVALID', `联系方式密钥文件 ${file} 的内容不是 64 位十六进制`, '请恢复该文件的备份;换新密钥后旧的联系方式将无法解开');
}

const refused = (what: string, file: string, cause: unknown) => new YuqingError(
  'CONFIG_INVALID', `${what}联系方式密钥文件 ${file}:${(cause as Error).message}`, '请用 YUQING_KEY_FILE 指定可读写的位置(不要放在数据目录里)', { cause },
);
