import { Command, CommanderError } from 'commander';
import { readFileSync } from 'node:fs';
import { inChinese } from './chinese.ts';
import { keepHeapSmall } from './memory.ts';
import { reportFailure } from './output.ts';
import { leaveOnSignals } from './shutdown.ts';

/**
 * `yuqing`: one file per command. A command's module is loaded only when it is called, so that `try classify` does
 * not pay for a database driver.
 */
const version = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;

const commands: [name: string, load: () => Promise<Command>][] = [
  ['start', async () => (await import('./commands/start.ts')).startCommand()],
  ['demo', async () => (await import('./commands/demo.ts')).demoCommand()],
  ['source', async () => (await import('./commands/source.ts')).sourceCommand()],
  ['import', async () => (await import('./commands/import.ts')).importCommand()],
  ['add', async () => (await import('./commands/add.ts')).addCommand()],
  ['export', async () => (await import('./commands/export.ts')).exportCommand()],
  ['account', async () => (await import('./commands/account.ts')).accountCommand()],
  ['policy', async () => (await import('./commands/policy.ts')).policyCommand()],
  ['report', async () => (await import('./commands/report.ts')).reportCommand()],
  ['contact', async () => (await import('./commands/contact.ts')).contactCommand()],
  ['correct', async () => (await import('./commands/correct.ts')).correctCommand()],
  ['trace', async () => (await import('./commands/trace.ts')).traceCommand()],
  ['doctor', async () => (await import('./commands/doctor.ts')).doctorCommand()],
  ['migrate', async () => (await import('./commands/migrate.ts')).migrateCommand()],
  ['model', async () => (await import('./commands/model.ts')).modelCommand()],
  ['train', async () => (await import('./train.ts')).trainCommand()],
  ['eval', async () => (await import('./eval/command.ts')).evalCommand()],
  ['try', tryCommands],
];

async function tryCommands(): Promise<Command> {
  const group = new Command('try').description('试一试:只读文件、只打印结果,不碰数据库,不起服务');
  const which = process.argv[3];
  const tries: [string, () => Promise<Command>][] = [
    ['feed', async () => (await import('./try/feed.ts')).tryFeedCommand()],
    ['page', async () => (await import('./try/page.ts')).tryPageCommand()],
    ['hotline', async () => (await import('./try/hotline.ts')).tryHotlineCommand()],
    ['comments', async () => (await import('./try/comments.ts')).tryCommentsCommand()],
    ['mailbox', async () => (await import('./try/mailbox.ts')).tryMailboxCommand()],
    ['policy', async () => (await import('./try/policy.ts')).tryPolicyCommand()],
    ['classify', async () => (await import('./try/classify.ts')).tryClassifyCommand()],
    ['reply', async () => (await import('./try/reply.ts')).tryReplyCommand()],
    ['topics', async () => (await import('./try/topics.ts')).tryTopicsCommand()],
    ['deadline', async () => (await import('./try/deadline.ts')).tryDeadlineCommand()],
  ];
  for (const [name, load] of tries) if (which === name || !tries.some(([n]) => n === which)) group.addCommand(await load());
  return group;
}

async function main(): Promise<void> {
  const program = new Command('yuqing')
    .description('政务舆情监测与回应:采集 → 研判 → 处置 → 报告')
    .version(version, '-V, --version', '显示版本');
  const wanted = process.argv[2];
  // These are all computing; the others stand beside a database.
  if (wanted !== 'try' && wanted !== 'train' && wanted !== 'eval') keepHeapSmall();
  const one = commands.find(([name]) => name === wanted);
  for (const [, load] of one ? [one] : commands) program.addCommand(await load());
  await inChinese(program).parseAsync(process.argv);
}

// A reader that closes the pipe early (`| head`) is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

leaveOnSignals();
try {
  await main();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else {
    reportFailure(error);
    process.exitCode = 1;
  }
}
