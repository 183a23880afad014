/** `npm run bench -- NAME [args]`: timings, each bench in its own file. Without a name it lists them. */
interface Bench {
  run(args: string[]): Promise<void>;
}

const BENCHES: Record<string, { about: string; load(): Promise<Bench> }> = {
  feeds: { about: '[个数 条数 轮数] 订阅源解析:个/秒、条/秒,与 rss-parser 裸解析相比', load: () => import('./feed-parse.ts') },
  classify: { about: '研判:条/秒、载入、内存(海口工单或自写样本)', load: () => import('./classify.ts') },
  tier2: { about: '第二级与两级研判:条/秒、载入、内存(要装 @huggingface/transformers)', load: () => import('./tier2.ts') },
  departments: { about: '部门模型:海口工单按时间八二开的准确率,各种已知条件下', load: () => import('./departments.ts') },
  import: { about: '[文件] 导入:从文件到工单的行/秒、内存峰值、各段占比,与同样行的多行 INSERT 相比', load: () => import('./import.ts') },
  queue: { about: '[件数] 队列:两种后端的件/秒', load: () => import('./queue.ts') },
};

const [name = '', ...args] = process.argv.slice(2);
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (bench) {
  await (await bench.load()).run(args);
} else {
  const asked = name === '' || name === '--help' || name === '-h';
  const list = Object.entries(BENCHES).map(([each, { about }]) => `  ${each.padEnd(10)}${about}`).join('\n');
  process[asked ? 'stdout' : 'stderr'].write(`${asked ? '' : `没有“${name}”这个计时\n`}用法:npm run bench -- 名称 [参数]\n${list}\n`);
  process.exitCode = asked ? 0 : 1;
}
