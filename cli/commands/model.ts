import { Command } from 'commander';
import { modelDirs } from '../../classify/load.ts';
import { loadModel } from '../../classify/model.ts';
import { readConfig, type Config } from '../../config.ts';
import type { Db } from '../../db/connect.ts';
import { makeCurrent, modelVersions, type ModelVersion, type VersionFigures } from '../../db/model-versions.ts';
import { shanghaiDay, YuqingError } from '../../model/index.ts';
import { openDatabase } from '../open.ts';
import { printResult } from '../output.ts';
import { printTable, screenWidth } from '../source/table.ts';

const STATES: Record<ModelVersion['state'], string> = { current: '在用', kept: '留存', refused: '未采用' };
/** How the model that came with the installation is called on the command line. */
const SHIPPED = 'shipped';

/** `yuqing model`: 研判模型的版本, what each is worth, and the way back to any of them. */
export function modelCommand(): Command {
  const group = new Command('model').description('研判模型的版本:列出、切换、退回');
  group.command('list').description('列出各版本及其成绩').option('--json', '输出 JSON').action((opts: { json?: boolean }) => withDb(async (db, config) => {
    const shipped = loadModel(modelDirs(config.modelDir).tier1);
    const made = await modelVersions(db, shipped.name);
    const served = !made.some((v) => v.state === 'current');
    if (opts.json) return printResult(JSON.stringify([...made, { name: shipped.name, version: shipped.version, state: served ? 'current' : 'kept', shipped: true }]));
    const rows = [
      ...made.map((v) => ({ version: v.version, state: STATES[v.state], day: shanghaiDay(v.createdAt), figures: figuresText(v.figures), why: v.why })),
      { version: `${shipped.version}(${SHIPPED})`, state: served ? '在用' : '留存', day: '—', figures: '—', why: '随安装包' },
    ];
    printResult(printTable(rows, [
      { title: '版本', cell: (r) => r.version, most: 40 }, { title: '状态', cell: (r) => r.state, most: 8 }, { title: '日期', cell: (r) => r.day, most: 12 }, { title: '成绩', cell: (r) => r.figures, most: 80 },
    ], { title: '说明', cell: (r) => r.why }, screenWidth()));
  }));
  group.command('use').description(`改用某个版本;${SHIPPED} 为随安装包的`).argument('<版本>', 'model list 里的版本').action((version: string) => withDb(async (db, config) => {
    const { name } = loadModel(modelDirs(config.modelDir).tier1);
    const known = await db.transaction().execute((trx) => makeCurrent(trx, name, version === SHIPPED ? null : version));
    if (!known) throw new YuqingError('NOT_FOUND', `没有这个版本:${version}`, '用 yuqing model list 查看');
    printResult(`自下一批起用 ${version === SHIPPED ? '随安装包的模型' : version};已有的研判不变`);
  }));
  return group;
}

/** `更正 60% → 92%(24 条);自写样本 98.0% → 98.0%` */
export function figuresText(f: VersionFigures): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  return [`更正 ${percent(f.before)} → ${percent(f.after)}(${f.heldBack} 条)`, ...Object.entries(f.fixed).map(([set, s]) => `${set} ${percent(s.before)} → ${percent(s.after)}`)].join(';');
}

async function withDb(work: (db: Db, config: Config) => Promise<void>): Promise<void> {
  const config = readConfig();
  const database = await openDatabase(config);
  try {
    await work(database.db, config);
  } finally {
    await database.close();
  }
}
