import { Command } from 'commander';
import { readConfig } from '../../config.ts';
import { sourceDays, type SourceDay } from '../../db/source-days.ts';
import { sourcesWithHealth, type SourceHealth } from '../../ingest/health.ts';
import { SOURCE_KINDS } from '../../ingest/sources/index.ts';
import { FAULT_NAMES, addDays, shanghaiDay, systemClock } from '../../model/index.ts';
import { loadCalendar } from '../../profiles/load.ts';
import { openDatabase } from '../open.ts';
import { printResult } from '../output.ts';
import { namedSources } from './find.ts';
import { ago, ahead, markWords, plain, shownAddress, shownSettings, span, timeOrNone } from './words.ts';

const DAYS = 14;

export function showCommand(): Command {
  return new Command('show')
    .description('一个信源的全部情况:设置、状况、未了的问题、近两周每天')
    .argument('<名称>', '信源名称')
    .option('--json', '输出 JSON(网址的查询串不输出)')
    .action(async (name: string, opts: { json?: boolean }) => {
      const database = await openDatabase(readConfig());
      try {
        const [named] = await namedSources(database.db, [name], false);
        const now = systemClock();
        const source = (await sourcesWithHealth(database.db, now, loadCalendar())).find((s) => s.id === named!.id)!;
        const days = everyDay(await sourceDays(database.db, source.id, addDays(shanghaiDay(now), 1 - DAYS)), now);
        printResult(opts.json ? JSON.stringify({ ...source, config: shownSettings(source.config), days }) : describe(source, days, now));
      } finally {
        await database.close();
      }
    });
}

type DayBooks = Pick<SourceDay, 'day' | 'polls' | 'failures' | 'received' | 'stored' | 'updated' | 'rejected'>;

/** The last two weeks without a gap, newest first. */
function everyDay(days: readonly SourceDay[], now: Date): DayBooks[] {
  return Array.from({ length: DAYS }, (_, i) => {
    const day = addDays(shanghaiDay(now), -i);
    const { polls = 0, failures = 0, received = 0, stored = 0, updated = 0, rejected = 0 } = days.find((d) => d.day === day) ?? {};
    return { day, polls, failures, received, stored, updated, rejected };
  });
}

function describe(s: SourceHealth, days: readonly DayBooks[], now: Date): string {
  const kind = SOURCE_KINDS[s.kind];
  const at = (when: Date | null) => (when === null ? '—' : `${timeOrNone(when)}(${ago(when, now)})`);
  const next = s.enabled && s.nextPollAt !== null ? `${timeOrNone(s.nextPollAt)}(${ahead(s.nextPollAt, now)})` : '—';
  const active = days.filter((d) => d.polls + d.received > 0);
  return [
    `【信源】${plain(s.name)}  ${kind?.name ?? s.kind}(${s.kind})  渠道 ${plain(s.channel)}  辖区配置 ${s.profileId}`,
    `【状态】${s.state}${s.failures > 0 ? `,连续失败 ${s.failures} 次` : ''}`,
    ...(s.lastError === null ? [] : [`  最近错误:${plain(s.lastError)}`]),
    `  上次抓取 ${at(s.lastPollAt)};上次成功 ${at(s.lastOkAt)}`,
    `  最近一次有新内容 ${at(s.lastItemAt)}`,
    `  下次 ${next}${s.intervalMs === null ? '' : `;间隔 ${span(s.intervalMs)}`}`,
    `  今日 收到 ${s.today.received} 入库 ${s.today.stored} 拒收 ${s.today.rejected};平常每天入库 ${s.usualPerDay === null ? '尚不知' : Math.round(s.usualPerDay)}`,
    ...noteLines(s.notes),
    '【设置】',
    ...settingLines(s.config),
    `【问题】${s.faults.length === 0 ? '没有' : `${s.faults.length} 个`}`,
    ...s.faults.map((f) => `  ${FAULT_NAMES[f.kind]}(${timeOrNone(f.openedAt)} 起):${plain(f.words)}${f.url === null ? '' : `  ${plain(shownAddress(f.url))}`}`),
    `【近两周】${active.length === 0 ? '没有抓取' : ''}`,
    ...active.map((d) => `  ${d.day}  抓取 ${d.polls} 次${d.failures > 0 ? `(失败 ${d.failures})` : ''}  收到 ${d.received} 入库 ${d.stored} 更新 ${d.updated} 拒收 ${d.rejected}`),
  ].join('\n');
}

function noteLines({ marks, rejects }: SourceHealth['notes']): string[] {
  const marked = Object.entries(marks).map(([mark, n]) => `${markWords(mark)} ${n} 条`);
  const refused = Object.entries(rejects).map(([code, n]) => `${code} ${n} 条`);
  return [...(marked.length > 0 ? [`  最近一批的标记:${marked.join(';')}`] : []), ...(refused.length > 0 ? [`  最近一批的拒收:${refused.join(';')}`] : [])];
}

function settingLines(config: Record<string, unknown>): string[] {
  const entries = Object.entries(shownSettings(config) as Record<string, unknown>);
  return entries.length === 0 ? ['  (全为缺省)'] : entries.map(([name, value]) => `  ${name} = ${plain(typeof value === 'string' ? value : JSON.stringify(value))}`);
}
