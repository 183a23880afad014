import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sniffFormat } from '../../../ingest/table/sniff.ts';
import { tempDir, tempFile } from './files.ts';
import { makeWorkbook } from './workbook.ts';

const sniff = async (content: string | Buffer, name = '工单.xls') => sniffFormat(await tempFile(name, content));
const refused = async (content: string | Buffer) => sniff(content).then(() => null, (error: { code: string; remedy: string }) => [error.code, error.remedy]);

/** An OLE container with one stream name in its directory. */
function ole(stream: string): Buffer {
  const bytes = Buffer.alloc(512 * 200);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt32LE(180, 48);
  Buffer.from(stream, 'utf16le').copy(bytes, 181 * 512);
  return bytes;
}

describe('sniffFormat', () => {
  it('goes by the content and not by the name', async () => {
    expect(await sniff('工单编号,诉求内容\n')).toBe('csv');
    expect(await sniff(makeWorkbook({ sheets: [{ name: 'S', rows: [['a']] }] }))).toBe('xlsx');
    expect(await sniff('\ufeff{"content":"a"}\n')).toBe('jsonl');
    expect(await sniff('坏行\n{"content":"a"}\n', 'a.jsonl')).toBe('jsonl');
    expect(await sniff(Buffer.from('\ufeff工单编号\t市民\n', 'utf16le'))).toBe('csv');
  });

  it('asks for .xlsx where an .xls is a real one', async () => {
    expect(await refused(ole('Workbook'))).toEqual(['FILE_OLD_XLS', expect.stringContaining('.xlsx')]);
    expect(await refused(Buffer.from([0x09, 0x08, 0x10, 0x00, 0x00, 0x06]))).toEqual(['FILE_OLD_XLS', expect.stringContaining('.xlsx')]);
  });

  it('knows pages, XML and JSON by their beginning, whatever they are called', async () => {
    expect(await sniff('<html><table><tr><td>工单编号</td></tr></table></html>')).toBe('web');
    expect(await sniff('\ufeff\r\n<table border=1>')).toBe('web');
    expect(await sniff('<!-- 导出 --><div><table><tr><td>a</td></tr></table></div>')).toBe('web');
    expect(await sniff('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><table/></html>')).toBe('web');
    expect(await sniff('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>')).toBe('xml');
    expect(await sniff('<信访件列表><信访件/></信访件列表>')).toBe('xml');
    expect(await sniff('MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n')).toBe('mhtml');
    expect(await sniff('[{"content":"a"}]')).toBe('json');
    expect(await sniff('{"code":0,"data":{"rows":[{"content":"a"}]}}', 'a.json')).toBe('json');
    expect(await sniff('{\n  "content": "a"\n}')).toBe('json');
    expect(await sniff('{"content":"a","replies":[{"content":"b"}]}\n{"content":"c"}\n')).toBe('jsonl');
    expect(await sniff('<热线>,诉求内容\n1,2\n')).toBe('csv');
    expect(await refused('<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>')).toEqual(['FILE_KIND_UNKNOWN', expect.stringContaining('.csv')]);
  });

  it('asks for the password to be taken off', async () => {
    expect(await refused(ole('EncryptedPackage'))).toEqual(['FILE_KIND_UNKNOWN', expect.stringContaining('密码')]);
  });

  it.each([['%PDF-1.7'], [gzipSync('a')], [Buffer.from('89504e470d0a1a0a', 'hex')], [Buffer.from(Array.from({ length: 500 }, (_, i) => i % 32))]])('refuses %#', async (content) => {
    expect(await refused(content)).toEqual(['FILE_KIND_UNKNOWN', expect.stringContaining('.csv')]);
  });

  it('says that a file is not there, or is a folder', async () => {
    const dir = await tempDir();
    await expect(sniffFormat(`${dir}/没有.csv`)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND', message: expect.stringContaining('没有.csv') });
    await expect(sniffFormat(dir)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND', message: expect.stringContaining('文件夹') });
  });

  it('does not wait at a pipe or a device', async () => {
    const pipe = `${await tempDir()}/pipe.csv`;
    execFileSync('mkfifo', [pipe]);
    for (const path of [pipe, '/dev/null']) await expect(sniffFormat(path)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND', message: expect.stringContaining('管道或设备') });
  });
});
