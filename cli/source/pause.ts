import { Command } from 'commander';
import { readConfig } from '../../config.ts';
import { setEnabled } from '../../db/sources.ts';
import { systemClock } from '../../model/index.ts';
import { openDatabase } from '../open.ts';
import { printResult } from '../output.ts';
import { isPolled, namedSources } from './find.ts';
import { plain } from './words.ts';

export function pauseCommand(): Command {
  return new Command('pause')
    .description('暂停抓取;已有的内容、设置都保留')
    .argument('[名称...]', '信源名称,可几个')
    .option('--all', '全部信源')
    .action(async (names: string[], opts: { all?: boolean }) => { await turn(names, opts.all ?? false, false); });
}

export function resumeCommand(): Command {
  return new Command('resume')
    .description('恢复抓取,并尽快抓一次')
    .argument('[名称...]', '信源名称,可几个')
    .option('--all', '全部信源')
    .action(async (names: string[], opts: { all?: boolean }) => { await turn(names, opts.all ?? false, true); });
}

async function turn(names: readonly string[], every: boolean, on: boolean): Promise<void> {
  const database = await openDatabase(readConfig());
  try {
    const sources = await namedSources(database.db, names, every);
    const changed = sources.filter((source) => source.enabled !== on);
    for (const source of changed) await setEnabled(database.db, source.id, on, on && isPolled(source) ? systemClock() : null);
    const word = on ? '恢复' : '暂停';
    const kept = sources.length - changed.length;
    printResult(`已${word} ${changed.length} 个信源${changed.length > 0 ? `:${changed.map((s) => plain(s.name)).join('、')}` : ''}${kept > 0 ? `;原已${on ? '在抓取' : '暂停'}的 ${kept} 个没有改动` : ''}`);
  } finally {
    await database.close();
  }
}
