import { Command } from 'commander';
import { readConfig } from '../../config.ts';
import { checkServer, connect } from '../../db/connect.ts';
import { startEmbedded } from '../../db/embedded/server.ts';
import { migrateDown, migrateToLatest } from '../../db/migrate.ts';
import { printResult } from '../output.ts';

export function migrateCommand(): Command {
  return new Command('migrate')
    .description('把数据库结构升级到最新;--down 退回一步')
    .option('--down', '退回最近的一步(该步建立的数据会丢失)')
    .action(async (opts: { down?: boolean }) => {
      const config = readConfig();
      const server = config.databaseUrl === undefined ? await startEmbedded({ dataDir: config.dataDir }) : null;
      const db = connect(server?.url ?? config.databaseUrl ?? '', { max: 2 });
      try {
        await checkServer(db);
        if (opts.down) {
          const name = await migrateDown(db as never);
          printResult(name ? `已退回:${name}` : '没有可退回的步骤');
          return;
        }
        const names = await migrateToLatest(db as never);
        printResult(names.length > 0 ? `已升级:${names.join('、')}` : '数据库结构已是最新');
      } finally {
        await db.destroy();
        await server?.stop();
      }
    });
}
