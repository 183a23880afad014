import { Command } from 'commander';
import { resolve } from 'node:path';
import { readConfig } from '../../config.ts';
import type { Db } from '../../db/connect.ts';
import { allSources, ensureSource, schedulePoll, setEnabled } from '../../db/sources.ts';
import { createRejects, type RejectsFile } from '../../ingest/rejects.ts';
import { readSourceList } from '../../ingest/source-list/open.ts';
import { createPlan, type Placed, type PlannedSource } from '../../ingest/source-list/plan.ts';
import { sourceKind } from '../../ingest/sources/index.ts';
import { YuqingError, systemClock } from '../../model/index.ts';
import { loadProfile } from '../../profiles/load.ts';
import { openDatabase } from '../open.ts';
import { createProgress, printResult, say } from '../output.ts';
import { parseChannel } from './options.ts';
import { testAll } from './test-all.ts';
import { plain } from './words.ts';

interface ImportOptions {
  kind: string;
  profile?: string;
  channel?: string;
  test?: boolean;
  dryRun?: boolean;
  rejects?: string;
  json?: boolean;
}

interface Books {
  received: number;
  added: number;
  there: number;
  /** Of those there: named twice by the list itself. */
  twice: number;
  rejected: number;
}

export function importListCommand(): Command {
  return new Command('import')
    .description('从文件登记许多信源:OPML 订阅列表、重点网站清单(.csv、.xlsx、.jsonl)、source export 的 .json')
    .argument('<文件>', '清单的表头:名称、网址,可有 种类、关键词、渠道、间隔分钟、渲染、辖区配置、启用')
    .option('--kind <种类>', '清单里没写种类的,按此登记', 'page')
    .option('--profile <配置>', '辖区配置(缺省取 YUQING_PROFILE)')
    .option('--channel <渠道>', '清单里没写渠道的,按此登记(缺省由种类定)', parseChannel)
    .option('--test', '逐个试读,读不出的拒收')
    .option('--dry-run', '只核对,不登记')
    .option('--rejects <文件>', '被拒的行写到哪里(缺省在原文件旁 .rejects.csv)')
    .option('--json', '输出 JSON 计数')
    .action(async (file: string, opts: ImportOptions) => {
      if (opts.rejects !== undefined && resolve(opts.rejects) === resolve(file)) {
        throw new YuqingError('USAGE', `--rejects 指向了要导入的文件本身:${file}`, '请换一个文件名,否则原文件会被覆盖');
      }
      const rejects = createRejects(opts.rejects ?? `${file}.rejects.csv`);
      try {
        await importList(file, opts, rejects);
      } catch (error) {
        await rejects.discard();
        throw error;
      }
    });
}

async function importList(file: string, opts: ImportOptions, rejects: RejectsFile): Promise<void> {
  const config = readConfig();
  sourceKind(opts.kind);
  const profileId = opts.profile ?? config.profile;
  loadProfile(profileId);
  // Read whole before anything is saved: a list that turns out broken half-way leaves nothing behind.
  const events = [];
  for await (const event of readSourceList(file, opts.kind)) events.push(event);
  const database = await openDatabase(config);
  try {
    const plan = createPlan(await allSources(database.db), { channel: opts.channel ?? null, profileId });
    let placed: Placed[] = events.map((event) => (event.type === 'reject' ? event : plan.place(event.source)));
    if (opts.test) placed = await testAll(placed, config);
    const books: Books = { received: 0, added: 0, there: 0, twice: 0, rejected: 0 };
    const differing: string[] = [];
    const progress = createProgress('登记');
    for (const one of placed) {
      books.received += 1;
      progress.update(books.received, placed.length, `${books.received}/${placed.length}`);
      if (one.type === 'reject') {
        books.rejected += 1;
        await rejects.add(one.reject);
      } else if (one.type === 'there') {
        books.there += 1;
        if (one.inList) books.twice += 1;
        if (one.differs) differing.push(one.name);
      } else {
        books.added += 1;
        if (!opts.dryRun) await save(database.db, one.source);
      }
    }
    progress.end();
    tell(books, await rejects.close(), differing, opts);
  } finally {
    await database.close();
  }
}

async function save(db: Db, { name, kind, channel, profileId, config, enabled, sourceKind: itsKind }: PlannedSource): Promise<void> {
  const { id } = await ensureSource(db, { name, kind, channel, profileId, config });
  if (!enabled) await setEnabled(db, id, false, null);
  else if (itsKind.rhythm(itsKind.configSchema.parse(config)) !== null) await schedulePoll(db, id, systemClock());
}

const MOST_NAMES = 5;

function tell(books: Books, rejectsFile: string | null, differing: readonly string[], opts: ImportOptions): void {
  if (rejectsFile) say(`有 ${books.rejected} 行没有登记,原因见:${rejectsFile}`);
  if (differing.length > 0) {
    const names = differing.slice(0, MOST_NAMES).map((n) => `“${plain(n)}”`).join('、');
    say(`有 ${differing.length} 个已有信源的设置与清单不同,没有改动:${names}${differing.length > MOST_NAMES ? ' 等' : ''}。要改请用 yuqing source set`);
  }
  if (opts.json) printResult(JSON.stringify(books));
  else printResult(`${opts.dryRun ? '核对完成(未登记):' : ''}收到 ${books.received} = 新增 ${books.added} + 已有 ${books.there}(其中清单内重复 ${books.twice}) + 拒收 ${books.rejected}`);
}
