import { Command, InvalidArgumentError } from 'commander';
import { readConfig } from '../../config.ts';
import { meetDeadlines } from '../../db/deadlines.ts';
import { markInterpreted, markTaskDone, policyById, policyEcho, policyList, type KeptPolicy } from '../../db/policies.ts';
import { YuqingError, parseInstant, shanghaiText } from '../../model/index.ts';
import { openDatabase, type OpenDatabase } from '../open.ts';
import { printResult, say } from '../output.ts';

/** `yuqing policy`: the documents that were imported, their tasks, and what has been done. */
export function policyCommand(): Command {
  const group = new Command('policy').description('政策文件:任务、时限、监测窗口;登记完成情况');
  group.command('list').description('列出已导入的政策文件').option('--json', '输出 JSON').action((opts: { json?: boolean }) => withDatabase(async ({ db }) => {
    const all = await policyList(db);
    if (opts.json) printResult(JSON.stringify(all));
    else if (all.length === 0) say('还没有政策文件。导入一份:yuqing import 文件 --kind policy --source 政策文件');
    else for (const p of all) printResult(`${p.id}  ${p.title}${p.number ? `(${p.number})` : ''}  印发 ${p.issuedAt ?? '不详'}  任务 ${p.tasks},有日期 ${p.dated},已完成 ${p.done}${p.nextDue ? `,最近一项 ${p.nextDue}` : ''}`);
  }));
  group.command('show').description('一份文件的任务、解读与监测窗口').argument('<编号>', '见 yuqing policy list', parseId).option('--json', '输出 JSON')
    .action((id: number, opts: { json?: boolean }) => withDatabase(async ({ db }) => {
      const policy = await known(db, id);
      const echo = await policyEcho(db, policy);
      if (opts.json) printResult(JSON.stringify({ ...policy, echo }));
      else show(policy, echo);
    }));
  group.command('done').description('登记完成:某项任务,或解读已发布').argument('<编号>', '文件编号', parseId).argument('<事项>', '任务的序号,或“解读”')
    .option('--at <时间>', '完成的时间(缺省为现在)', parseTime)
    .action((id: number, what: string, opts: { at?: Date }) => withDatabase(async ({ db }) => {
      const policy = await known(db, id);
      const at = opts.at ?? new Date();
      const task = what === '解读' ? null : policy.tasks.find((t) => String(t.no) === what);
      if (task === undefined) throw new YuqingError('NOT_FOUND', `《${policy.title}》没有第 ${what} 项任务`, `它有 ${policy.tasks.length} 项;解读请写“解读”`);
      const first = await db.transaction().execute(async (trx) => {
        const marked = task ? await markTaskDone(trx, task.id, at) : await markInterpreted(trx, id, at);
        if (marked) await meetDeadlines(trx, task ? 'task' : 'policy', [{ subjectId: task ? task.id : id, event: task ? 'result_at' : 'interpretation_published_at', at }]);
        return marked;
      });
      printResult(first ? `已登记:${task ? `第 ${task.no} 项` : '解读'}于 ${shanghaiText(at)} 完成` : '此前已登记过,没有改动');
    }));
  return group;
}

async function withDatabase(work: (database: OpenDatabase) => Promise<void>): Promise<void> {
  const database = await openDatabase(readConfig());
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

async function known(db: OpenDatabase['db'], id: number): Promise<KeptPolicy> {
  const policy = await policyById(db, id);
  if (!policy) throw new YuqingError('NOT_FOUND', `没有编号为 ${id} 的政策文件`, '用 yuqing policy list 查看');
  return policy;
}

function show(policy: KeptPolicy, echo: { before: number; after: number; negative: number }): void {
  const lines = [
    `《${policy.title}》${policy.number ?? ''}  印发 ${policy.issuedAt ?? '不详'}${policy.truncated ? '  (文件不完整)' : ''}`,
    `监测窗口:${policy.watchFrom === null ? '文件没有日期,没有打开' : `${policy.watchFrom} 至 ${policy.watchTo}(本级未规定,采用缺省)`};关键词:${policy.keywords.join('、') || '无'}`,
    `窗口内提到它的条目:公开前 ${echo.before},公开后 ${echo.after},其中负面 ${echo.negative}`,
    `解读:${policy.interpretedAt ? `已发布(${shanghaiText(policy.interpretedAt)})` : '尚未登记'}${policy.threeSync ? `;三同步:${policy.threeSync.join('、')}` : ''}`,
    ...policy.tasks.map((t) => `${t.no}. ${t.doneAt ? '✓ ' : ''}${t.text.slice(0, 60)}${t.text.length > 60 ? '…' : ''}  牵头:${t.lead.join('、') || '未写明'}${t.assist.length > 0 ? `;配合:${t.assist.join('、')}` : ''}${t.dueOn ? `;${t.dueOn} 前` : ''}`),
  ];
  for (const line of lines) printResult(line);
}

function parseId(text: string): number {
  const id = Number(text);
  if (!Number.isInteger(id) || id < 1) throw new InvalidArgumentError('编号应是正整数,见 yuqing policy list');
  return id;
}

function parseTime(text: string): Date {
  const at = parseInstant(text);
  if (!at) throw new InvalidArgumentError('时间请写成 2026-11-24 或 2026-11-24T09:30:00');
  return at;
}
