import { Command } from 'commander';
import { readConfig } from '../../config.ts';
import { schedulePoll, updateSourceConfig } from '../../db/sources.ts';
import { sameSettings } from '../../ingest/source-list/settings.ts';
import { sourceKind } from '../../ingest/sources/index.ts';
import { systemClock } from '../../model/index.ts';
import { openDatabase } from '../open.ts';
import { printResult } from '../output.ts';
import { applySettings } from './assign.ts';
import { checkedSettings } from './checked.ts';
import { namedSources } from './find.ts';
import { plain, shownSettings } from './words.ts';

export function setCommand(): Command {
  return new Command('set')
    .description('改一个信源的设置:yuqing source set 名称 intervalMinutes=30 render=true;值为空则恢复缺省')
    .argument('<名称>', '信源名称')
    .argument('<设置=值...>', '设置,层次用点,值可写 JSON;有哪些设置见 yuqing source kinds')
    .action(async (name: string, entries: string[]) => {
      const database = await openDatabase(readConfig());
      try {
        const source = (await namedSources(database.db, [name], false))[0]!;
        const kind = sourceKind(source.kind);
        const wanted = applySettings(source.config, entries);
        const settings = checkedSettings(kind, wanted);
        if (sameSettings(kind, source.config, wanted)) {
          printResult(`信源“${plain(source.name)}”的设置本来就是这样,没有改动`);
          return;
        }
        const moved = source.config['url'] !== wanted['url'];
        await updateSourceConfig(database.db, source.id, wanted, { forgetCursor: moved });
        if (source.enabled) await schedulePoll(database.db, source.id, kind.rhythm(settings) === null ? null : systemClock());
        printResult(`已改信源“${plain(source.name)}”的设置:${plain(JSON.stringify(shownSettings(wanted)))}`);
      } finally {
        await database.close();
      }
    });
}
