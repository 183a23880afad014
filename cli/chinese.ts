import type { Command, Help } from 'commander';

/** Commander's own words, in Chinese: for this command and all below it. */
export function inChinese(command: Command): Command {
  command
    .helpOption('-h, --help', '显示帮助')
    .configureHelp(HELP)
    .exitOverride()
    .configureOutput({
      writeErr: (text) => process.stderr.write(text),
      outputError: (text, write) => write(translate(text)),
    });
  if (command.commands.length > 0) command.helpCommand('help [命令]', '显示某个命令的帮助');
  for (const sub of command.commands) inChinese(sub);
  return command;
}

const TITLES: Record<string, string> = { 'Usage:': '用法:', 'Arguments:': '参数:', 'Options:': '选项:', 'Commands:': '命令:' };
const placeholders = (text: string) => text.replace('[options]', '[选项]').replace('[command]', '[命令]');

const HELP: Partial<Help> = {
  helpWidth: 100,
  displayWidth: columnsOf,
  styleTitle: (title) => TITLES[title] ?? title,
  styleUsage: placeholders,
  styleSubcommandTerm: placeholders,
  styleOptionDescription: (text) => text.replace(' (default: [])', '').replace(/ \(default: (.*)\)$/s, '(缺省:$1)'),
};

/** How many columns a terminal gives a text: a Chinese character takes two. `columnsOf('端口 8080')` → 9 */
export function columnsOf(text: string): number {
  return [...text].reduce((n, char) => n + (/[\u2e80-\ufe6f\uff01-\uff60\uffe0-\uffe6]/.test(char) ? 2 : 1), 0);
}

const PHRASES: [RegExp, string][] = [
  [/^error: /, '出错了:'],
  [/missing required argument '(.+)'/, '缺少参数 $1'],
  [/required option '(.+)' not specified/, '缺少必需的选项 $1'],
  [/unknown option '(.+)'/, '没有这个选项:$1'],
  [/unknown command '(.+)'/, '没有这个命令:$1'],
  [/too many arguments.*/, '参数太多'],
  [/option '(.+)' argument missing/, '选项 $1 缺少取值'],
  [/option '(.+)' argument '(.*)' is invalid\. (.*)/, '$1 的取值“$2”不对。$3'],
  [/\(Did you mean (?:one of )?(.+)\?\)/, '(是不是 $1?)'],
];
const translate = (text: string) => PHRASES.reduce((t, [from, to]) => t.replace(from, to), text);
