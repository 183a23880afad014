import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { YuqingError, parseInstant, shanghaiIso } from '../../model/index.ts';
import { findRule, loadCalendar, loadProfile } from '../../profiles/load.ts';
import { answerCases } from '../../respond/deadlines/cases.ts';
import { countDeadline } from '../../respond/deadlines/count.ts';
import { explainDeadline } from '../../respond/deadlines/explain.ts';
import { authorityWords } from '../../respond/deadlines/select.ts';
import { printResult, say } from '../output.ts';

interface Options {
  cases?: string;
  profile?: string;
  rule?: string;
  receivedAt?: string;
  calendar?: string;
  json?: boolean;
}

export function tryDeadlineCommand(): Command {
  return new Command('deadline')
    .description('试算时限:一个文件里的许多案例,或一件')
    .option('--cases <文件>', 'JSON 数组,每条含 id、profile、rule_id、received_at、clock;输出 [{id, due_at, counted_days, provisional}]')
    .option('--profile <配置>', '辖区配置,如 yangzhou-2018')
    .option('--rule <规则>', '时限规则编号,如 YZ-COMPLAINT-FINAL-5WD')
    .option('--received-at <时间>', '起算时间,如 "2026-10-09 16:20"(不写时区即北京时间);延期规则写原到期时间')
    .option('--calendar <版本>', '按某一版放假安排计算,如 2020-v1')
    .option('--json', '一件的结果也输出 JSON')
    .addHelpText('after', '\n例:yuqing try deadline --profile yangzhou-2018 --rule YZ-CONSULT-2WD --received-at "2026-09-24 10:00"')
    .action((opts: Options) => {
      if (opts.cases !== undefined) fromFile(opts.cases);
      else single(opts);
    });
}

function fromFile(file: string): void {
  const answers = answerCases(readCases(file));
  printResult(JSON.stringify(answers, null, 1));
  for (const a of answers) if ('error' in a) say(`案例 ${a.id}:${a.error}`);
  if (answers.some((a) => 'error' in a)) process.exitCode = 1;
}

function readCases(file: string): unknown[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new YuqingError('FILE_NOT_FOUND', `读不到文件 ${file}`, '请检查路径和读取权限', { cause: error });
  }
  if (text.trim() === '') throw new YuqingError('FILE_EMPTY', `文件是空的:${file}`, '内容应是一个 JSON 数组');
  let cases: unknown;
  try {
    cases = JSON.parse(text);
  } catch (error) {
    throw new YuqingError('FILE_DAMAGED', `${file} 不是有效的 JSON`, '请检查逗号、引号和括号是否成对', { cause: error });
  }
  if (!Array.isArray(cases)) throw new YuqingError('CASE_INVALID', `${file} 的最外层不是数组`, '请把各条案例放进一个 [ ] 里');
  return cases;
}

function single(opts: Options): void {
  if (opts.profile === undefined || opts.rule === undefined || opts.receivedAt === undefined) {
    throw new YuqingError('USAGE', '缺少参数', '请给出 --cases 文件,或同时给出 --profile、--rule、--received-at');
  }
  const startsAt = parseInstant(opts.receivedAt);
  if (!startsAt) throw new YuqingError('USAGE', `--received-at 的“${opts.receivedAt}”不是时间`, '请写成 2026-10-09 16:20');
  const { rule, profile } = findRule(loadProfile(opts.profile), opts.rule);
  const counted = countDeadline({ clock: rule.clock, startsAt, fromDue: startsAt, calendar: loadCalendar({ version: opts.calendar }) });
  const said = { ...counted, clock: rule.clock, starts: rule.starts ?? undefined, basis: rule.basis, authorityText: authorityWords(rule, { profile }) };
  const explanation = explainDeadline(said, startsAt);
  printResult(opts.json
    ? JSON.stringify({
      profile: opts.profile, rule: rule.id, name: rule.name, due_at: shanghaiIso(counted.dueAt), counted_days: counted.countedDays,
      skipped_days: counted.skippedDays, provisional: counted.provisional, calendar_version: counted.calendarVersion,
      basis: rule.basis, authority: said.authorityText, explanation,
    })
    : `${rule.name}\n${explanation}`);
}
