import { Command } from 'commander';
import { parseColumnMap } from '../../ingest/hotline/header.ts';
import { readOrders } from '../../ingest/hotline/read.ts';
import { YuqingError, parseInstant } from '../../model/index.ts';
import { printResult } from '../output.ts';
import { messageLine } from './messages.ts';

interface Options {
  exportedAt?: string;
  receivedAt?: string;
  map: string[];
}

export function tryHotlineCommand(): Command {
  return new Command('hotline')
    .description('试读热线和信箱的导出表:每个文件输出一行 JSON(读出的件、退回的行和原因)')
    .argument('[文件...]', '.csv、.xlsx、.xls(旧格式、网页表格)、.json、.jsonl、.xml')
    .option('--exported-at <时间>', '文件是何时导出的,如 "2026-11-24 09:00"(不写时区即北京时间)')
    .option('--received-at <时间>', '表里没有时间的行,当作这时收到')
    .option('--map <列=字段>', '指明认不出的列,可写多次', (value: string, all: string[]) => [...all, value], [])
    .addHelpText('after', '\n例:yuqing try hotline 工单.xlsx --map "群众所说=content"')
    .action(async (files: string[], opts: Options) => {
      if (files.length === 0) throw new YuqingError('USAGE', '没有给出要读的文件', '用法:yuqing try hotline 文件…');
      const map = parseColumnMap(opts.map);
      const receivedAt = instant('--received-at', opts.receivedAt);
      const exportedAt = instant('--exported-at', opts.exportedAt);
      // Nothing in an export is later than the export: a year of 2205 shows by that, whenever the file is read.
      const now = exportedAt ?? new Date();
      for (const file of files) {
        const { line, ok } = await messageLine(file, () => readOrders(file, { map, receivedAt: receivedAt ?? null, exportedAt, now }));
        printResult(JSON.stringify(line));
        if (!ok) process.exitCode = 1;
      }
    });
}

function instant(option: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const at = parseInstant(text);
  if (!at) throw new YuqingError('USAGE', `${option} 的“${text}”不是时间`, '请写成 2026-11-24 09:00');
  return at;
}
