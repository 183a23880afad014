import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { columnsOf, inChinese } from '../../cli/chinese.ts';
import { demoCommand } from '../../cli/commands/demo.ts';
import { doctorCommand } from '../../cli/commands/doctor.ts';
import { importCommand } from '../../cli/commands/import.ts';
import { migrateCommand } from '../../cli/commands/migrate.ts';
import { reportCommand } from '../../cli/commands/report.ts';
import { startCommand } from '../../cli/commands/start.ts';
import { traceCommand } from '../../cli/commands/trace.ts';
import { evalCommand } from '../../cli/eval/command.ts';
import { trainCommand } from '../../cli/train.ts';
import { tryClassifyCommand } from '../../cli/try/classify.ts';
import { tryDeadlineCommand } from '../../cli/try/deadline.ts';
import { tryFeedCommand } from '../../cli/try/feed.ts';
import { tryReplyCommand } from '../../cli/try/reply.ts';
import { tryTopicsCommand } from '../../cli/try/topics.ts';
import { yuqing } from './run.ts';

/** What commander says of itself when nobody has translated it. */
const ENGLISH = /usage:|options?:|commands?:|arguments?:|\bdefault\b|\bdisplay\b|\bversion number\b|\[options\]|\[command\]|\berror\b|\bunknown\b|\brequired\b|\bmissing\b|\binvalid\b/i;
const EXPLAINED = /^ {2}(?:-|[a-z\u4e00-\u9fff]).* {2}.*[\u4e00-\u9fff]/;

describe('help', () => {
  it('of yuqing names every command, in Chinese, in even columns', async () => {
    const { code, stdout, stderr } = await yuqing(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^用法: yuqing \[选项\] \[命令\]\n/);
    const named = [...stdout.matchAll(/^ {2}([a-z]+)(.*?) {2,}\S/gm)];
    expect(named.map((m) => m[1])).toEqual(['start', 'demo', 'source', 'import', 'add', 'export', 'account', 'policy', 'report', 'contact', 'correct', 'trace', 'doctor', 'migrate', 'model', 'train', 'eval', 'try', 'help']);
    expect(new Set(named.map((m) => columnsOf(m[0].slice(0, -1)))).size).toBe(1);
    expect(stdout).not.toMatch(ENGLISH);
  });

  const commands = [
    startCommand(), demoCommand(), importCommand(), reportCommand(), ...reportCommand().commands, traceCommand(), doctorCommand(), migrateCommand(),
    trainCommand(), evalCommand(), tryFeedCommand(), tryClassifyCommand(), tryReplyCommand(), tryDeadlineCommand(), tryTopicsCommand(),
  ].map((command): [string, Command] => [command.name(), command]);
  it.each(commands)('of %s explains every option in Chinese', (name, command) => {
    const help = inChinese(command).helpInformation();
    expect(help).toMatch(new RegExp(`^用法: (?:report )?${name} `));
    const listed = help.split('\n').filter((line) => /^ {2}\S/.test(line));
    expect(listed.length).toBeGreaterThan(0);
    for (const line of listed) expect(line).toMatch(EXPLAINED);
    expect(help).not.toMatch(ENGLISH);
  });

  it('is given by yuqing help 命令 and by --help, groups of commands included', async () => {
    const [byHelp, byOption, group, version] = await Promise.all([yuqing(['help', 'trace']), yuqing(['trace', '--help']), yuqing(['try', '-h']), yuqing(['-V'])]);
    expect(byHelp).toEqual(byOption);
    expect(byOption).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^用法: yuqing trace \[选项\] <条目>\n/) as string });
    for (const name of ['feed', 'page', 'hotline', 'comments', 'mailbox', 'policy', 'classify', 'reply', 'topics', 'deadline', 'help']) expect(group.stdout).toMatch(new RegExp(`^ {2}${name} .*[\u4e00-\u9fff]`, 'm'));
    expect(group.stdout).not.toMatch(ENGLISH);
    expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string });
  });
});

describe('a call that is wrong', () => {
  it.concurrent.each<[string, string[], RegExp]>([
    ['a slip of the pen', ['doctr'], /没有这个命令:doctr\n\(是不是 doctor\?\)/],
    ['an unknown command of a group', ['try', 'everything'], /没有这个命令:everything/],
    ['an unknown option', ['trace', '--jsn', 'a'], /没有这个选项:--jsn\n\(是不是 --json\?\)/],
    ['an option without its value', ['try', 'deadline', '--rule'], /选项 --rule <规则> 缺少取值/],
    ['a role that is none', ['start', '--only=cook,web'], /--only <角色> 的取值“cook,web”不对。可选的角色:web、ingest、classify、respond、report/],
    ['a port that is none', ['start', '--port', '99999'], /--port <端口> 的取值“99999”不对。端口应在 0–65535 之间/],
    ['a time that is none', ['import', 'a.csv', '--source', 'a', '--received-at', '2026-02-30'], /--received-at <时间> 的取值“2026-02-30”不对。时间请写成/],
    ['an argument missing', ['trace'], /缺少参数 条目/],
    ['an option missing', ['report', 'weekly'], /缺少必需的选项 --preview <目录>/],
    ['arguments too many', ['trace', 'a', 'b'], /参数太多/],
    ['a kind that is none', ['import', 'a.csv', '--source', 'a', '--kind', 'weibo'], /没有“weibo”这种信源。可用的种类:feed、page.*hotline.*SOURCE_UNKNOWN/],
    ['a profile that is none', ['import', 'a.csv', '--source', 'a', '--profile', 'atlantis'], /没有名为“atlantis”的辖区配置。可用的有:.*yangzhou-2018/],
    ['a source without a name', ['import', 'a.csv', '--source', '  '], /--source <名称> 的取值“  ”不对。信源名称应有/],
    ['rejects that would overwrite the file itself', ['import', 'a.csv', '--source', 'a', '--rejects', './a.csv'], /--rejects 指向了要导入的文件本身:a\.csv/],
    ['an address where a file is wanted', ['import', 'https://a.example/', '--source', 'a'], /yuqing source add/],
  ])('%s: told in Chinese, on stderr, with an exit code', async (_name, args, message) => {
    const { code, stdout, stderr } = await yuqing(args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^出错了:/);
    expect(stderr).not.toMatch(ENGLISH);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('no command at all: the help, and no success', async () => {
    const { code, stdout, stderr } = await yuqing([]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^用法: yuqing/);
  });

  it('an environment that is wrong: every fault, and no secret', async () => {
    const { code, stderr } = await yuqing(['trace', 'a'], { DATABASE_URL: 'mysql://u:Tr0ub4dor@h/d', YUQING_PORT: 'x' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/DATABASE_URL:.*YUQING_PORT:.*CONFIG_INVALID/);
    expect(stderr).not.toContain('Tr0ub4dor');
  });
});

it('a name of a file cannot drive the terminal', async () => {
  const { stderr } = await yuqing(['import', '/nowhere/\u001b[2J\u009b31m\u202eevil.csv', '--source', 'a', '--dry-run']);
  expect(stderr).toContain('evil.csv');
  expect(stderr).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
});
