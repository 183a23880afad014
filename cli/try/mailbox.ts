import { Command } from 'commander';
import { parseColumnMap } from '../../ingest/hotline/header.ts';
import { readLetters } from '../../ingest/mailbox/files.ts';
import { YuqingError, parseInstant } from '../../model/index.ts';
import { printResult } from '../output.ts';
import { messageLine } from './messages.ts';

const MEGABYTE = 1_048_576;

interface Options {
  exportedAt?: string;
  formSender: string[];
  map: string[];
}

const several = (value: string, before: string[]): string[] => [...before, value];

export function tryMailboxCommand(): Command {
  return new Command('mailbox')
    .description('试读信箱:每个文件输出一行 JSON(读出的信件、放到一边的及原因)')
    .argument('[文件...]', '.eml、.mbox、.json、.jsonl、.csv、.xlsx、.xls')
    .option('--exported-at <时间>', '文件导出的时间;没有时间的邮件按它,"3天前"从它算起')
    .option('--form-sender <邮址>', '这个发件地址的邮件都算来信(本单位网站的写信表单);可多次', several, [])
    .option('--map <列=字段>', '表格里认不出的列;可多次', several, [])
    .addHelpText('after', '\n例:yuqing try mailbox 来信.eml 收件箱.mbox 市长信箱导出.xlsx')
    .action(async (files: string[], opts: Options) => {
      if (files.length === 0) throw new YuqingError('USAGE', '没有给出要读的文件', '用法:yuqing try mailbox 文件…');
      const exportedAt = opts.exportedAt === undefined ? null : parseInstant(opts.exportedAt);
      if (exportedAt === null && opts.exportedAt !== undefined) throw new YuqingError('USAGE', `--exported-at 的“${opts.exportedAt}”不是时间`, '请写成 2026-10-09 16:20');
      const map = parseColumnMap(opts.map);
      // Nothing in an export is later than the export.
      const now = exportedAt ?? new Date();
      for (const file of files) {
        const { line, ok } = await messageLine(file, () => readLetters(file, {
          map, now, exportedAt: exportedAt ?? undefined, receivedAt: null, maxBytesPerMail: 10 * MEGABYTE, formSenders: opts.formSender,
        }), { ownWords: /\.(?:eml|mbox)$/i.test(file) });
        printResult(JSON.stringify(line));
        if (!ok) process.exitCode = 1;
      }
    });
}
