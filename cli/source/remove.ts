import { Command } from 'commander';
import { readConfig } from '../../config.ts';
import { removeSource } from '../../db/sources.ts';
import { YuqingError } from '../../model/index.ts';
import { openDatabase } from '../open.ts';
import { printResult } from '../output.ts';
import { namedSources } from './find.ts';
import { plain } from './words.ts';

export function removeCommand(): Command {
  return new Command('remove')
    .description('删除还没有入库内容的信源;有内容的只能暂停')
    .argument('<名称...>', '信源名称,可几个')
    .action(async (names: string[]) => {
      const database = await openDatabase(readConfig());
      try {
        const kept: string[] = [];
        let removed = 0;
        for (const source of await namedSources(database.db, names, false)) {
          if (await removeSource(database.db, source.id)) removed += 1;
          else kept.push(plain(source.name));
        }
        if (removed > 0) printResult(`已删除 ${removed} 个信源`);
        if (kept.length > 0) {
          throw new YuqingError('SOURCE_CONFLICT', `没有删除${kept.map((n) => `“${n}”`).join('、')}:已有入库的内容,删了就查不到来源`, '不想再抓取,请用 yuqing source pause');
        }
      } finally {
        await database.close();
      }
    });
}
