import { Command } from 'commander';
import { readConfig } from '../../config.ts';
import { systemClock } from '../../model/index.ts';
import { openDatabase } from '../open.ts';
import { printResult } from '../output.ts';
import { weeklyPreview } from '../report.ts';

export function reportCommand(): Command {
  const weekly = new Command('weekly')
    .description('舆情周报:生成预览文件(不发送)')
    .option('--week <周>', '如 2026-W46(缺省为上一周)')
    .option('--profile <配置>', '只要某个辖区配置的(缺省为全部)')
    .requiredOption('--preview <目录>', '预览文件写到哪里')
    .action(async (opts: { week?: string; profile?: string; preview: string }) => {
      const config = readConfig();
      const database = await openDatabase(config);
      try {
        const { files } = await weeklyPreview(database.db, {
          now: systemClock(), outDir: opts.preview, from: config.mailFrom,
          ...(opts.week === undefined ? {} : { weekId: opts.week }), ...(opts.profile === undefined ? {} : { profileId: opts.profile }),
        });
        printResult(files.join('\n'));
      } finally {
        await database.close();
      }
    });
  return new Command('report').description('报告').addCommand(weekly);
}
