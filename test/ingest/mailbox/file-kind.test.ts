import { describe, expect, it } from 'vitest';
import { fileKind } from '../../../ingest/mailbox/file-kind.ts';
import { tempFile } from '../table/files.ts';

describe('what a file of letters is', () => {
  it.each<[string, string, string]>([
    ['a.eml', 'Received: from a\r\nSubject: b\r\n\r\nc', 'mail'],
    ['a.txt', 'X-Mailer: a\r\nFrom: b@c.cn\r\n\r\n', 'mail'],
    ['a.eml', '\n\nFrom: b@c.cn\n\nx', 'mail'],
    ['a.eml', 'just words', 'mail'],
    ['a.mbox', 'From a@b.cn Tue Nov 24 02:00:00 2026\nSubject: x\n\n', 'mbox'],
    ['a', 'From - Tue Nov 24 02:00:00 2026\nSubject: x\n\n', 'mbox'],
    ['a.json', '[{"编号":1}]', 'json'],
    ['a.txt', '\ufeff{\n "data": []}', 'json'],
    ['a.json', '{"编号":1}\n{"编号":2}\n', 'table'],
    ['a.jsonl', '{"编号":1}', 'table'],
    ['a.csv', '编号,来信内容\n1,a', 'table'],
    ['a.csv', 'date,content\n2026-11-24 10:00,a: b', 'table'],
    // Excel and browsers save one file that begins like a mail.
    ['a.xls', 'MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n', 'table'],
    ['a.mht', 'From: <Saved by Blink>\r\nSnapshot-Content-Location: http://a/\r\nSubject: x\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n', 'table'],
  ])('%s: %j', async (name, content, kind) => {
    expect(await fileKind(await tempFile(name, content))).toBe(kind);
  });
});
