import { Command } from 'commander';
import { readConfig } from '../../config.ts';
import { sourcesWithHealth, type SourceHealth } from '../../ingest/health.ts';
import { systemClock } from '../../model/index.ts';
import { loadCalendar } from '../../profiles/load.ts';
import { openDatabase } from '../open.ts';
import { printResult, say } from '../output.ts';
import { printTable, screenWidth, type Column } from './table.ts';
import { ago, ahead, plain, shownSettings } from './words.ts';

export function listCommand(): Command {
  return new Command('list')
    .description('全部信源及其状况,最差的在前')
    .option('--json', '输出 JSON(网址的查询串不输出)')
    .action(async (opts: { json?: boolean }) => {
      const database = await openDatabase(readConfig());
      try {
        const now = systemClock();
        const sources = await sourcesWithHealth(database.db, now, loadCalendar());
        if (opts.json) printResult(JSON.stringify(sources.map((s) => ({ ...s, config: shownSettings(s.config) }))));
        else if (sources.length === 0) say('还没有信源。先登记一个:yuqing source add 名称 --kind feed --url 订阅源网址\n或从清单登记许多:yuqing source import 清单(OPML、.csv、.xlsx)\n有哪些种类:yuqing source kinds');
        else {
          printResult(printTable(sources, columnsAt(now), { title: '最近错误', cell: worry }, screenWidth()));
          say(summary(sources));
        }
      } finally {
        await database.close();
      }
    });
}

const columnsAt = (now: Date): Column<SourceHealth>[] => [
  { title: '名称', most: 22, cell: (s) => plain(s.name) },
  { title: '种类', most: 8, cell: (s) => s.kind },
  { title: '状态', most: 8, cell: (s) => s.state },
  { title: '上次成功', most: 9, cell: (s) => ago(s.lastOkAt, now) },
  { title: '最近内容', most: 9, cell: (s) => ago(s.lastItemAt, now) },
  { title: '今日/平常', most: 11, cell: (s) => `${s.today.stored}/${s.usualPerDay === null ? '—' : Math.round(s.usualPerDay)}` },
  { title: '下次', most: 9, cell: (s) => (s.enabled ? ahead(s.nextPollAt, now) : '—') },
];

/** Its error, else its open faults. */
function worry(s: SourceHealth): string {
  if (s.lastError !== null) return plain(s.lastError);
  const others = s.faults.filter((f) => f.kind !== 'failing');
  return others.length === 0 ? '' : `${others.length} 个问题:${plain(others[0]!.words)}`;
}

function summary(sources: readonly SourceHealth[]): string {
  const counts = new Map<string, number>();
  for (const { state } of sources) counts.set(state, (counts.get(state) ?? 0) + 1);
  return `共 ${sources.length} 个信源:${[...counts].map(([state, n]) => `${state} ${n}`).join(',')}。详情:yuqing source show 名称`;
}
