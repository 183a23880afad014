import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { readPage } from '../../ingest/page/read.ts';
import { YuqingError, errorText } from '../../model/index.ts';
import { printResult } from '../output.ts';

export function tryPageCommand(): Command {
  return new Command('page')
    .description('试读网页:每个文件输出一行 JSON(标题、正文、发布时间、作者、来源)')
    .argument('[文件...]', '存下来的 HTML 文件')
    .option('--url <网址>', '当作从这个网址取得')
    .option('--content-type <类型>', '当作随 HTTP 头一起收到,如 "text/html; charset=gb2312"')
    .action((files: string[], opts: { url?: string; contentType?: string }) => {
      if (files.length === 0) throw new YuqingError('USAGE', '没有给出要读的文件', '用法:yuqing try page 文件…');
      for (const file of files) {
        const line = lineFor(file, { ...opts, now: new Date() });
        printResult(JSON.stringify(line));
        if (!line.ok) process.exitCode = 1;
      }
    });
}

function lineFor(file: string, hints: { url?: string; contentType?: string; now: Date }) {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    return { file, ok: false, title: null, body: '', publishedAt: null, author: null, source: null, error: `找不到文件:${file}。请核对路径` };
  }
  const { ok, error, article: { title, body, publishedAt, author, source } } = readPage(bytes, hints);
  return { file, ok, title, body, publishedAt: publishedAt?.toISOString() ?? null, author, source, ...(error ? { error: errorText(error) } : {}) };
}
