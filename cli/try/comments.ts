import { Command } from 'commander';
import { parseColumnMap } from '../../ingest/comments/header.ts';
import { PLATFORMS, type Platform } from '../../ingest/comments/platform.ts';
import { readComments } from '../../ingest/comments/read.ts';
import { parseInstant, systemClock, YuqingError } from '../../model/index.ts';
import { printResult } from '../output.ts';
import { messageLine } from './messages.ts';

interface Options {
  exportedAt?: string;
  receivedAt?: string;
  map: string[];
  platform?: string;
  account?: string;
  asMessages?: boolean;
}

export function tryCommentsCommand(): Command {
  return new Command('comments')
    .description('试读新媒体评论:每个文件输出一行 JSON(读出的评论、没有收的行和原因)')
    .argument('[文件...]', '评论导出:.jsonl、.json、.csv、.xlsx')
    .option('--exported-at <时间>', '导出的时间,“3小时前”“昨天”由此推算,如 "2026-11-24 12:00"(不写时区即北京时间)')
    .option('--received-at <时间>', '没有时间的评论以此为时间')
    .option('--map <列=字段>', '指明认不出的列,可写多次', (entry: string, all: string[]) => [...all, entry], [])
    .option('--platform <平台>', `整个文件的平台:${PLATFORMS.join('、')}`)
    .option('--account <账号>', '评论所在的账号,文件里没有写时用')
    .option('--as-messages', '本单位账号的留言:每条作为待办')
    .addHelpText('after', '\n例:yuqing try comments 公众号留言.xlsx --exported-at "2026-11-24 12:00"')
    .action(async (files: string[], opts: Options) => {
      if (files.length === 0) throw new YuqingError('USAGE', '没有给出要读的文件', '用法:yuqing try comments 文件…');
      const options = {
        map: parseColumnMap(opts.map), platform: platformOf(opts.platform), account: opts.account ?? null, asMessages: opts.asMessages ?? false,
        exportedAt: instantOf('--exported-at', opts.exportedAt), receivedAt: instantOf('--received-at', opts.receivedAt), now: systemClock(),
      };
      for (const file of files) {
        const { line, ok } = await messageLine(file, () => readComments(file, options));
        printResult(JSON.stringify(line));
        if (!ok) process.exitCode = 1;
      }
    });
}

function instantOf(option: string, text: string | undefined): Date | null {
  if (text === undefined) return null;
  const at = parseInstant(text);
  if (!at) throw new YuqingError('USAGE', `${option} 的“${text}”不是时间`, '请写成 2026-11-24 12:00');
  return at;
}

function platformOf(name: string | undefined): Platform | null {
  const platform = PLATFORMS.find((p) => p === name);
  if (name !== undefined && !platform) throw new YuqingError('USAGE', `没有“${name}”这个平台`, `可用:${PLATFORMS.join('、')}`);
  return platform ?? null;
}
