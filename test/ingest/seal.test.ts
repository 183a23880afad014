import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSeal, readOrMakeKey } from '../../ingest/seal.ts';
import { CHECKOUT } from '../support/embedded-process.ts';

const KEY = 'ab'.repeat(32);
const seal = createSeal(KEY);
const person = { name: '张某', phone: '13800001234', idNumber: '32100019900101123X', address: '清河市望江路1号𠮷' };

describe('sealed contact data', () => {
  it('opens to what it was', () => {
    expect(seal.open(seal.seal(person))).toEqual(person);
    expect(createSeal(KEY).open(seal.seal({}))).toEqual({});
    fc.assert(fc.property(fc.record({ name: fc.string({ unit: 'binary' }), phone: fc.string() }, { requiredKeys: [] }), (contact) => {
      expect(seal.open(seal.seal(contact))).toEqual(contact);
    }), { numRuns: 100, seed: 1 });
  });

  it('shows nothing of it, and the same person never looks the same twice', () => {
    const [a, b] = [seal.seal(person), seal.seal(person)];
    expect(a.equals(b)).toBe(false);
    for (const value of Object.values(person)) expect(a.includes(value)).toBe(false);
  });

  it('that somebody has changed, anywhere, does not open', () => {
    const sealed = seal.seal(person);
    // Byte 0 is the version of the form; every other one is guarded.
    for (let i = 1; i < sealed.length; i += 1) {
      const tampered = Buffer.from(sealed);
      tampered[i]! ^= 1;
      expect(() => seal.open(tampered), `byte ${i}`).toThrow();
    }
    expect(() => seal.open(sealed.subarray(0, -1))).toThrow();
    expect(() => seal.open(Buffer.concat([sealed, Buffer.from([0])]))).toThrow();
    for (const length of [0, 1, 12, 17, 28, 29]) expect(() => seal.open(sealed.subarray(0, length)), `${length} bytes`).toThrow();
  });

  it('of an unknown form, or sealed with another key, does not open', () => {
    const sealed = seal.seal(person);
    expect(() => createSeal('cd'.repeat(32)).open(sealed)).toThrow();
    sealed[0] = 2;
    expect(() => seal.open(sealed)).toThrow();
  });
});

describe('the keyed hash', () => {
  it('is equal for one number however it is written, and other for others', () => {
    const key = seal.key('phone', '13800001234');
    expect(key).toMatch(/^[\w-]{32}$/);
    for (const same of ['138-0000-1234', '138 0000 1234', '(138)00001234', '13800001234']) expect(seal.key('phone', same)).toBe(key);
    expect(seal.key('id', '32100019900101123x')).toBe(seal.key('id', '32100019900101123X'));
    expect(new Set([key, seal.key('phone', '13800001235'), seal.key('id', '13800001234'), createSeal('cd'.repeat(32)).key('phone', '13800001234')]).size).toBe(4);
  });

  it('is not one that could be made without the key', () => {
    expect(seal.key('phone', '13800001234')).not.toContain('1234');
  });
});

describe('the key file', () => {
  let dir: string;
  beforeEach(async () => { dir = await mkdtemp(join(tmpdir(), 'yuqing-seal-')); });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('is made on first use in folders of its own, for its owner’s eyes only, and kept', async () => {
    const file = join(dir, 'new', 'folder', 'contact.key');
    const umask = process.umask(0);
    try {
      const key = await readOrMakeKey(file);
      expect(key).toMatch(/^[0-9a-f]{64}$/);
      expect(await readOrMakeKey(file)).toBe(key);
    } finally {
      process.umask(umask);
    }
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(dir, 'new', 'folder'))).mode & 0o777).toBe(0o700);
    expect(await readOrMakeKey(join(dir, 'other.key'))).not.toBe(await readOrMakeKey(file));
  });

  it('is made once by processes that race for it, and all agree', async () => {
    const file = join(dir, 'race', 'contact.key');
    const start = Date.now() + 1_500;
    const program = `import { readOrMakeKey } from './ingest/seal.ts';
      while (Date.now() < ${start});
      process.stdout.write(await readOrMakeKey(${JSON.stringify(file)}));`;
    const run = promisify(execFile);
    const keys = await Promise.all(Array.from({ length: 4 }, async () => (await run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], { cwd: CHECKOUT })).stdout));
    expect(new Set(keys)).toEqual(new Set([await readFile(file, 'utf8')]));
    expect(await readdir(join(dir, 'race'))).toEqual(['contact.key']);
  });

  it('that races within one process is whole for everybody', async () => {
    for (let round = 0; round < 20; round += 1) {
      const file = join(dir, `key-${round}`);
      const keys = await Promise.all(Array.from({ length: 8 }, () => readOrMakeKey(file)));
      expect(new Set(keys).size).toBe(1);
    }
  });

  it.each([['empty', ''], ['cut short', 'ab'.repeat(31)], ['no key at all', '请勿删除\n'], ['two keys', `${KEY}\n${KEY}`]])('that is %s is told, and left as it is', async (_name, content) => {
    const file = join(dir, 'contact.key');
    await writeFile(file, content);
    await expect(readOrMakeKey(file)).rejects.toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining(file) as string, remedy: expect.stringContaining('备份') as string });
    expect(await readFile(file, 'utf8')).toBe(content);
  });

  it('written by an editor, with a line end or in capitals, is the same key', async () => {
    const file = join(dir, 'contact.key');
    await writeFile(file, `${KEY.toUpperCase()}\r\n`);
    expect(createSeal(await readOrMakeKey(file)).open(seal.seal(person))).toEqual(person);
  });

  it('that cannot be made is told with what to set', async () => {
    await writeFile(join(dir, 'file'), '');
    await expect(readOrMakeKey(join(dir, 'file', 'contact.key'))).rejects.toMatchObject({ code: 'CONFIG_INVALID', remedy: expect.stringContaining('YUQING_KEY_FILE') as string });
    await mkdir(join(dir, 'folder'));
    await expect(readOrMakeKey(join(dir, 'folder'))).rejects.toMatchObject({ code: 'CONFIG_INVALID', remedy: expect.stringContaining('YUQING_KEY_FILE') as string });
    expect((await readdir(dir)).sort()).toEqual(['file', 'folder']);
  });
});
