import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileChannel } from '../../../respond/delivery/file-channel.ts';
import { HOSTILE_SUBJECT, letter } from './letters.ts';

let root: string;
beforeAll(async () => { root = await mkdtemp(join(tmpdir(), 'yuqing-file-channel-')); });
afterAll(() => rm(root, { recursive: true, force: true }));

describe('the file channel', () => {
  it('writes a mail that a mail program reads, with the same as page and text', async () => {
    const dir = join(root, 'made', 'as-needed');
    await fileChannel(dir, '舆情系统 <yuqing@example.gov.cn>').send(letter());
    expect((await readdir(dir)).toSorted()).toEqual(['2026-11-23-17-weekly.eml', '2026-11-23-17-weekly.html', '2026-11-23-17-weekly.txt']);
    const mail = await simpleParser(await readFile(join(dir, '2026-11-23-17-weekly.eml')));
    expect(mail.subject).toBe(letter().subject);
    expect(mail.from?.value).toEqual([{ name: '舆情系统', address: 'yuqing@example.gov.cn' }]);
    expect(mail.to).toMatchObject({ value: [{ name: '张市长', address: 'mayor@example.gov.cn' }] });
    expect(mail.text).toBe(letter().text);
    expect(mail.html).toBe(letter().html);
    expect(mail.date).toEqual(letter().createdAt);
    expect(await readFile(join(dir, '2026-11-23-17-weekly.txt'), 'utf8')).toBe(letter().text);
  });

  it('sends twice and leaves one, byte by byte the same', async () => {
    const dir = join(root, 'twice');
    const channel = fileChannel(dir, 'yuqing@localhost');
    await channel.send(letter());
    const first = await readFile(join(dir, '2026-11-23-17-weekly.eml'));
    await Promise.all([channel.send(letter()), channel.send(letter())]);
    expect(await readdir(dir)).toHaveLength(3);
    expect(await readFile(join(dir, '2026-11-23-17-weekly.eml'))).toEqual(first);
  });

  it('needs no address and no page', async () => {
    const dir = join(root, 'bare');
    await fileChannel(dir, 'yuqing@localhost').send(letter({ address: null, html: null }));
    expect((await readdir(dir)).toSorted()).toEqual(['2026-11-23-17-weekly.eml', '2026-11-23-17-weekly.txt']);
    const mail = await simpleParser(await readFile(join(dir, '2026-11-23-17-weekly.eml')));
    expect(mail.html).toBe(false);
    expect(mail.text).toBe(letter().text);
  });

  it('lets no kind climb out of its folder and no subject add a header', async () => {
    const dir = join(root, 'hostile');
    await fileChannel(dir, 'yuqing@localhost').send(letter({ kind: '../../etc/cron.d/x\0', subject: HOSTILE_SUBJECT, recipient: '甲\r\nBcc: b@evil.example' }));
    expect((await readdir(dir)).every((name) => /^2026-11-23-17-_etc_cron_d_x_\.(eml|html|txt)$/.test(name))).toBe(true);
    const mail = await simpleParser(await readFile(join(dir, '2026-11-23-17-_etc_cron_d_x_.eml')));
    expect(mail.headers.has('bcc')).toBe(false);
    expect(mail.subject).toBe('停水 Bcc: all@evil.example <script>alert(1)</script> [2J');
  });

  it('fails to be tried again when the folder is a file, and leaves no half file', async () => {
    const blocked = join(root, 'blocked');
    await writeFile(blocked, '');
    await expect(fileChannel(blocked, 'yuqing@localhost').send(letter())).rejects.toMatchObject({ code: 'DELIVERY_FAILED', nextStep: 'retry' });
    const dir = join(root, 'taken');
    await mkdir(join(dir, '2026-11-23-17-weekly.html'), { recursive: true });
    await expect(fileChannel(dir, 'yuqing@localhost').send(letter())).rejects.toThrow(/写不进目录/);
    expect((await readdir(dir)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect((await stat(join(dir, '2026-11-23-17-weekly.txt'))).isFile()).toBe(true);
  });
});
