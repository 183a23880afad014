import { Command, CommanderError } from 'commander';
import { readFileSync } from 'node:fs';
import { reportFailure } from './output.ts';

/**
 * `yuqing`: one file per command. A command's module is loaded only when it is called, so that `try classify` does
 * not pay for a database driver.
 */
const version = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;

const commands: [name: string, load: () => Promise<Command>][] = [
  ['start', async () => (await import('./commands/start.ts')).startCommand()],
  ['demo', async () => (await import('./commands/demo.ts')).demoCommand()],
  ['import', async () => (await import('./commands/import.ts')).importCommand()],
  ['report', async () => (await import('./commands/report.ts')).reportCommand()],
  ['trace', async () => (await import('./commands/trace.ts')).traceCommand()],
  ['doctor', async () => (await import('./commands/doctor.ts')).doctorCommand()],
  ['migrate', async () => (await import('./commands/migrate.ts')).migrateCommand()],
  ['train', async () => (await import('./train.ts')).trainCommand()],
  ['try', tryCommands],
];

async function tryCommands(): Promise<Command> {
  const group = new Command('try').description('试一试:只读文件、只打印结果,不碰数据库,不起服务');
  const which = process.argv[3];
  const tries: [string, () => Promise<Command>][] = [
    ['feed', async () => (await import('./try/feed.ts')).tryFeedCommand()],
    ['classify', async () => (await import('./try/classify.ts')).tryClassifyCommand()],
    ['deadline', async () => (await import('./try/deadline.ts')).tryDeadlineCommand()],
  ];
  for (const [name, load] of tries) if (which === name || !tries.some(([n]) => n === which)) group.addCommand(await load());
  return group;
}

/** Commander's own words, in Chinese. */
function inChinese(command: Command): Command {
  command
    .helpOption('-h, --help', '显示帮助')
    .configureHelp({ helpWidth: 100 })
    .exitOverride()
    .configureOutput({
      writeErr: (text) => process.stderr.write(text),
      outputError: (text, write) => write(translate(text)),
    });
  for (const sub of command.commands) inChinese(sub);
  return command;
}

const phrases: [RegExp, string][] = [
  [/^error: /, '出错了:'],
  [/missing required argument '(.+)'/, '缺少参数 $1'],
  [/required option '(.+)' not specified/, '缺少必需的选项 $1'],
  [/unknown option '(.+)'/, '没有这个选项:$1'],
  [/unknown command '(.+)'/, '没有这个命令:$1'],
  [/too many arguments.*/, '参数太多'],
  [/option '(.+)' argument missing/, '选项 $1 缺少取值'],
  [/(?:command-argument value|option '(.+)' argument) '(.+)' is invalid\. (.*)/, '取值“$2”不对($1)。$3'],
  [/\(Did you mean (.+)\?\)/, '(是不是 $1?)'],
];
const translate = (text: string) => phrases.reduce((t, [from, to]) => t.replace(from, to), text);

async function main(): Promise<void> {
  const program = new Command('yuqing')
    .description('政务舆情监测与回应:采集 → 研判 → 处置 → 报告')
    .version(version, '-V, --version', '显示版本')
    .helpCommand('help [命令]', '显示某个命令的帮助');
  const wanted = process.argv[2];
  const one = commands.find(([name]) => name === wanted);
  for (const [, load] of one ? [one] : commands) program.addCommand(await load());
  await inChinese(program).parseAsync(process.argv);
}

// A reader that closes the pipe early (`| head`) is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await main();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else {
    reportFailure(error);
    process.exitCode = 1;
  }
}
