import { describe, expect, it } from 'vitest';
import { readMbox, type StoredMail } from '../../../ingest/mailbox/mbox.ts';
import { tempFile } from '../table/files.ts';

async function read(content: string, most = 1_000_000): Promise<StoredMail[]> {
  const mails: StoredMail[] = [];
  for await (const mail of readMbox(await tempFile('a.mbox', Buffer.from(content, 'latin1')), most)) mails.push(mail);
  return mails;
}
const subjects = (mails: StoredMail[]) => mails.map((m) => /^Subject: (.*?)\r?$/m.exec(m.bytes.toString('latin1'))?.[1]);
const MARK = 'From a@b.cn Tue Nov 24 02:00:00 2026\n';

describe('an mbox file', () => {
  it('is cut at its marks, which say when each mail came', async () => {
    const mails = await read(`${MARK}Subject: 1\n\nx\n\nFrom - Tue Nov 24 03:00:00 2026\nSubject: 2\n\ny\n`);
    expect(subjects(mails)).toEqual(['1', '2']);
    expect(mails.map((m) => m.arrived)).toEqual([new Date('2026-11-24T02:00:00Z'), new Date('2026-11-24T03:00:00Z')]);
  });

  it('words at the beginning of a line are no mark', async () => {
    const mails = await read(`${MARK}Subject: 1\n\nFrom here on\nFrom a@b.cn Tue Nov 24 02:00:00 2026\nit was dark\n>From me\n>>From you\n`);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.bytes.toString()).toMatch(/From here on\nFrom a@b.cn Tue Nov 24 02:00:00 2026\nit was dark\nFrom me\n>From you\n$/);
  });

  it('marks may lie anywhere between two reads of the file', async () => {
    // About 256 KB before the second mark, so that it is cut at each of its places.
    for (let shift = 0; shift < 60; shift += 7) {
      const filler = 'x'.repeat(262_144 - MARK.length - 30 + shift);
      expect(subjects(await read(`${MARK}Subject: 1\n\n${filler}\n${MARK}Subject: 2\n\ny\n`))).toEqual(['1', '2']);
    }
  });

  it('of a mail that is too long the beginning is kept', async () => {
    const [first, second] = await read(`${MARK}Subject: 1\n\n${'x'.repeat(700_000)}\n\n${MARK}Subject: 2\n\ny\n`, 1_000);
    expect(first).toMatchObject({ cut: true });
    expect(first!.bytes).toHaveLength(1_000);
    expect(second).toMatchObject({ cut: false });
  });

  it('CRLF, and a mail that ends with the file', async () => {
    expect(subjects(await read(`${MARK}Subject: 1\n\nx\n\n${MARK}Subject: 2`.replaceAll('\n', '\r\n')))).toEqual(['1', '2']);
  });
});
