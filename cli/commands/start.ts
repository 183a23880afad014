import { Command, InvalidArgumentError } from 'commander';
import { readConfig } from '../../config.ts';
import { ROLES_OF_PROCESS, type ProcessRole } from '../../model/index.ts';
import { startDesk } from '../../web/api/server.ts';
import { createLog, say } from '../output.ts';
import { untilStopped } from '../shutdown.ts';
import { openSystem } from '../system.ts';

export function startCommand(): Command {
  return new Command('start')
    .description('启动:采集、研判、处置、报告与席位页面;按 Ctrl-C 停止')
    .option('--only <角色>', `只启动部分角色,逗号分隔:${ROLES_OF_PROCESS.join('、')}`, parseRoles)
    .option('--port <端口>', '席位页面的端口(缺省 8080)', parsePort)
    .action(async (opts: { only?: ProcessRole[]; port?: number }) => {
      const config = readConfig();
      const log = createLog(config.logLevel);
      const roles = opts.only ?? [...ROLES_OF_PROCESS];
      const stopping = untilStopped();
      const system = await openSystem(config, log);
      try {
        const serving = await system.serve(roles);
        try {
          const desk = roles.includes('web')
            ? await startDesk({ db: system.database.db, databaseUrl: system.database.url, clock: system.bench.clock, log, seal: system.seal, profileId: config.profile, port: opts.port ?? config.port })
            : null;
          if (desk) say(`席位页面:${desk.url}`);
          say(`已启动:${roles.join('、')};数据${system.database.embedded ? `在 ${config.dataDir}` : '在外部数据库'}。按 Ctrl-C 停止`);
          const signal = await stopping;
          say(`收到 ${signal},正在收尾…`);
          await desk?.close();
        } finally {
          await serving.stop();
        }
      } finally {
        await system.close();
      }
    });
}

function parseRoles(text: string): ProcessRole[] {
  const names = text.split(',').map((s) => s.trim()).filter(Boolean);
  const wrong = names.filter((n) => !(ROLES_OF_PROCESS as readonly string[]).includes(n));
  if (wrong.length > 0 || names.length === 0) throw new InvalidArgumentError(`可选的角色:${ROLES_OF_PROCESS.join('、')}`);
  return names as ProcessRole[];
}

export function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('端口应在 0–65535 之间');
  return port;
}
