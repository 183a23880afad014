import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readPolicy } from '../../ingest/policy/read.ts';
import { YuqingError, errorText } from '../../model/index.ts';
import { printResult } from '../output.ts';

export function tryPolicyCommand(): Command {
  return new Command('policy')
    .description('试读政策文件:每个文件输出一行 JSON(标题、文号、日期、任务、单位、时限)')
    .argument('[文件...]', '文本(.txt)或网页(.html)')
    .option('--content-type <类型>', '当作随 HTTP 头一起收到,如 "text/html; charset=gb2312"')
    .action((files: string[], opts: { contentType?: string }) => {
      if (files.length === 0) throw new YuqingError('USAGE', '没有给出要读的文件', '用法:yuqing try policy 文件…');
      for (const file of files) {
        const line = lineFor(file, { ...opts, now: new Date() });
        printResult(JSON.stringify(line));
        if (!line.ok) process.exitCode = 1;
      }
    });
}

function lineFor(file: string, hints: { contentType?: string; now: Date }) {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    return { file, ok: false, error: `找不到文件:${file}。请核对路径`, title: null, number: null, issuedAt: null, truncated: false, tasks: [] };
  }
  const { ok, error, document: { title, number, issuer, issuedAt, effectiveAt, truncated, tasks, keywords, threeSync, interpretWithinWorkdays, notes } } = readPolicy(bytes, { ...hints, name: basename(file) });
  return { file, ok, ...(error ? { error: errorText(error) } : {}), title, number, issuer, issuedAt, effectiveAt, truncated, tasks, keywords, threeSync, interpretWithinWorkdays, notes };
}
