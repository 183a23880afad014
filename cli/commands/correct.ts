import { Command, InvalidArgumentError, Option } from 'commander';
import { userInfo } from 'node:os';
import { correctVerdict, decide, type Corrected } from '../../classify/correct.ts';
import { readConfig } from '../../config.ts';
import { openSuggestions, type Suggestion } from '../../db/corrections.ts';
import type { Db } from '../../db/connect.ts';
import { findItem } from '../../db/items.ts';
import { maskText } from '../../ingest/privacy/mask.ts';
import { CATEGORY_CODES, FLAGS, REQUEST_TYPES, SENTIMENTS, STANCES, URGENCIES, YuqingError, type CategoryCode, type Flag } from '../../model/index.ts';
import { categoryName } from '../../profiles/load.ts';
import { openDatabase } from '../open.ts';
import { printResult, say } from '../output.ts';
import { printTable, screenWidth } from '../source/table.ts';
import { plain } from '../source/words.ts';

const PARTS: Record<keyof Corrected, string> = { category: '类别', secondary: '副类', type: '诉求类型', sentiment: '情感', urgency: '紧急度', flags: '旗标', stance: '立场' };
const MOST_LISTED = 200;

/** `yuqing correct`: 更正研判. What a person says stands at once; what it suggests for like messages waits for a person. */
export function correctCommand(): Command {
  const group = new Command('correct').description('更正研判:人的判断立即生效,并对相同、相近的条目提出建议');
  group.command('set').description('更正一个条目的研判;没有写的部分不变')
    .argument('<条目>', '工单编号、条目编号(#123)')
    .option('--category <类别>', '代码或名称,如 ENV、生态环境', parseCategory)
    .option('--secondary <类别>', '副类,逗号分隔,至多两个', (text: string) => words(text).map(parseCategory))
    .addOption(new Option('--type <类型>', '诉求类型').choices(REQUEST_TYPES))
    .addOption(new Option('--sentiment <情感>', '情感').choices(SENTIMENTS))
    .addOption(new Option('--urgency <紧急度>', '紧急度').choices(URGENCIES))
    .addOption(new Option('--stance <立场>', '对政策的立场').choices(STANCES))
    .option('--flags <旗标>', '旗标,逗号分隔;写“无”为一个也没有', parseFlags)
    .option('--note <理由>', '为什么').option('--by <姓名>', '谁判断的(缺省为系统用户名)', parseBy).option('--json', '输出 JSON')
    .action((key: string, { note, by, json, ...set }: Corrected & { note?: string; by?: string; json?: boolean }) => withDb(async (db) => {
      if (Object.keys(set).length === 0) throw new YuqingError('USAGE', '没有写要更正什么', '例如 --category ENV 或 --type 投诉;研判没错的,照写一遍即为确认');
      const id = await findItem(db, key);
      if (id === null) throw new YuqingError('NOT_FOUND', `没有找到“${key}”`, '请核对工单编号;条目编号可写成 #123');
      const done = await correctVerdict(db, id, by ?? userInfo().username, set, note === undefined ? {} : { note: maskText(note).text });
      if (json) return printResult(JSON.stringify(done));
      printResult(done.changed.length > 0 ? `已更正:${done.changed.map((part) => PARTS[part]).join('、')}` : '与现在的研判一致,已记为人工确认');
      if (done.suggested > 0) say(`另有 ${done.suggested} 个相同或相近的条目,建议一并更正:yuqing correct list`);
    }));
  group.command('list').description('列出待决定的更正建议').option('--json', '输出 JSON').action((opts: { json?: boolean }) => withDb(async (db) => {
    const all = await openSuggestions(db, MOST_LISTED);
    if (opts.json) printResult(JSON.stringify(all));
    else if (all.length === 0) say('没有待决定的更正建议');
    else printResult(tableOf(all));
  }));
  for (const [name, accept, what] of [['accept', true, '采纳'], ['decline', false, '不采纳']] as const) {
    group.command(name).description(`${what}更正建议`).argument('<编号...>', '建议的编号(correct list 的第一列)').option('--by <姓名>', '谁决定的(缺省为系统用户名)', parseBy)
      .action((ids: string[], { by }: { by?: string }) => withDb(async (db) => {
        for (const id of ids.map(parseId)) await decide(db, id, accept, by ?? userInfo().username);
        printResult(`已${what} ${ids.length} 条建议`);
      }));
  }
  return group;
}

const tableOf = (all: readonly Suggestion[]): string => printTable(all, [
  { title: '编号', cell: (s) => String(s.id), most: 10 },
  { title: '条目', cell: (s) => plain(s.itemNo), most: 20 },
  { title: '现为', cell: (s) => categoryName(s.now), most: 16 },
  { title: '建议', cell: (s) => categoryName(s.suggested), most: 16 },
  { title: '相似', cell: (s) => `${Math.round(100 * s.score)}%`, most: 6 },
  { title: '依据', cell: (s) => plain(`${s.fromItemNo} ${s.fromBy.replace(/^analyst:/, '')}`), most: 30 },
], { title: '内容', cell: (s) => plain(`${s.title ?? ''} ${s.body}`.trim()) }, screenWidth());

const words = (text: string): string[] => text.split(/[,\uff0c\u3001]/).map((w) => w.trim()).filter(Boolean);

function parseCategory(text: string): CategoryCode {
  const word = text.trim();
  const code = CATEGORY_CODES.find((c) => c === word.toUpperCase()) ?? CATEGORY_CODES.find((c) => categoryName(c) === word);
  if (code === undefined) throw new InvalidArgumentError(`没有这个类别:${word}。可写:${CATEGORY_CODES.map((c) => `${c} ${categoryName(c)}`).join('、')}`);
  return code;
}

function parseFlags(text: string): Flag[] {
  if (text.trim() === '无') return [];
  const wrong = words(text).filter((w) => !(FLAGS as readonly string[]).includes(w));
  if (wrong.length > 0) throw new InvalidArgumentError(`没有这个旗标:${wrong.join('、')}。可写:${FLAGS.join('、')},或“无”`);
  return words(text) as Flag[];
}

function parseBy(text: string): string {
  const name = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  if (name === '' || name.length > 50) throw new InvalidArgumentError('应有 1–50 个字');
  return name;
}

function parseId(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new YuqingError('USAGE', `不是建议的编号:${text}`, '编号是 yuqing correct list 的第一列');
  return Number(text);
}

async function withDb(work: (db: Db) => Promise<void>): Promise<void> {
  const database = await openDatabase(readConfig());
  try {
    await work(database.db);
  } finally {
    await database.close();
  }
}
