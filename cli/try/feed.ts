import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readFeed } from '../../ingest/feed/read.ts';
import { YuqingError, errorText } from '../../model/index.ts';
import { printResult } from '../output.ts';

interface Case {
  path: string;
  contentType?: string | null;
}

export function tryFeedCommand(): Command {
  return new Command('feed')
    .description('试读订阅源:每个文件输出一行 JSON(是否可读、是否残缺、编码、标题、条目)')
    .argument('[文件...]', 'RSS、Atom、RDF 或 JSON Feed 文件')
    .option('--content-type <类型>', '当作随 HTTP 头一起收到,如 "text/xml; charset=gb2312"')
    .option('--cases <文件>', 'JSON 数组,每条含 path(相对于该文件)和 contentType')
    .action(async (files: string[], opts: { contentType?: string; cases?: string }) => {
      const cases = opts.cases === undefined
        ? files.map((path): Case => ({ path, ...(opts.contentType === undefined ? {} : { contentType: opts.contentType }) }))
        : readCases(opts.cases);
      if (cases.length === 0) throw new YuqingError('USAGE', '没有给出要读的文件', '用法:yuqing try feed 文件…,或 yuqing try feed --cases 案例.json');
      const base = opts.cases === undefined ? '.' : dirname(opts.cases);
      for (const one of cases) {
        const line = await lineFor(one, base);
        printResult(JSON.stringify(line));
        if (!line.ok) process.exitCode = 1;
      }
    });
}

async function lineFor({ path, contentType }: Case, base: string) {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(resolve(base, path));
  } catch {
    return { file: path, ok: false, malformed: false, error: `找不到文件:${path}。请核对路径`, encoding: null, feed: { title: null, link: null }, items: [] };
  }
  const { ok, malformed, error, encoding, feed } = await readFeed(bytes, contentType ? { contentType } : {});
  return {
    file: path, ok, malformed, ...(error ? { error: errorText(error) } : {}), encoding,
    feed: { title: feed.title, link: feed.link },
    items: feed.items.map(({ externalId, title, url, publishedAt, author, body }) => ({ externalId, title, url, publishedAt, author, body })),
  };
}

function readCases(file: string): Case[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new YuqingError(missing ? 'FILE_NOT_FOUND' : 'FILE_DAMAGED', missing ? `找不到文件:${file}` : `${file} 不是有效的 JSON`, '请检查路径和内容', { cause: error });
  }
  const cases = Array.isArray(value) ? value as unknown[] : null;
  if (!cases?.every(isCase)) throw new YuqingError('CASE_INVALID', `${file} 应是一个 JSON 数组,每条含 path(可含 contentType)`, '例:[{"path": "a.xml", "contentType": "text/xml"}]');
  return cases;
}

function isCase(value: unknown): value is Case {
  if (typeof value !== 'object' || value === null) return false;
  const { path, contentType } = value as Record<string, unknown>;
  return typeof path === 'string' && (contentType === undefined || contentType === null || typeof contentType === 'string');
}
