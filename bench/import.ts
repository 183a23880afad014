import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IngestCounts } from '../model/index.ts';
import { measureYuqing, megabytes, perSecond } from './command.ts';
import { timePlainInsert } from './limit.ts';
import { openStack } from './stack.ts';
import { timeStages } from './stages.ts';

const ORDERS = fileURLToPath(new URL('../../shared/data/haikou12345/orders.csv', import.meta.url));
const COLUMN = 30;

/** `yuqing import FILE` on the embedded stack: rows a second from file to ticket, memory, where the time goes, and the limit. */
export async function run([file = ORDERS]: string[]): Promise<void> {
  if (!existsSync(file)) throw new Error(`没有 ${file}:请给出要导入的文件`);
  const stack = await openStack();
  try {
    const result = await measureYuqing(['import', file, '--source', '计时', '--json'], stack.env);
    if (result.code !== 0) throw new Error(result.stderr);
    const counts = JSON.parse(result.stdout) as IngestCounts;
    const limit = await timePlainInsert(await stack.database('plain'), file);
    console.log(`${basename(file)}:收到 ${counts.received} = 入库 ${counts.stored} + 重复 ${counts.duplicate} + 拒收 ${counts.rejected}`);
    console.log(`  yuqing import,从文件到工单(含初次建立并启动内置数据库):${perSecond(counts.received, result.seconds)};本进程内存峰值 ${megabytes(result.peakRss)}`);
    console.log(`  同样的行只作多行 INSERT 进一张无索引的表(上限):${perSecond(limit.rows, limit.seconds)}`);
    const spent = await timeStages(await stack.database('stages'), file);
    const all = Object.values(spent).reduce((a, b) => a + b, 0);
    console.log(`  各段占比(同样的代码一段接一段地走,共 ${all.toFixed(1)} 秒;上面的命令里它们并行):`);
    for (const [name, seconds] of Object.entries(spent)) {
      console.log(`    ${pad(name)}${((100 * seconds) / all).toFixed(1).padStart(5)}%  ${seconds.toFixed(2)} 秒`);
    }
  } finally {
    await stack.close();
  }
}

/** A Chinese character is two columns wide. */
const pad = (text: string): string => text + ' '.repeat(Math.max(1, COLUMN - [...text].reduce((n, c) => n + (c > '\u2e7f' ? 2 : 1), 0)));
