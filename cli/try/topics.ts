import { Command } from 'commander';
import { loadModel, type Model } from '../../classify/model.ts';
import { emptyState, groupItem } from '../../classify/topics/grouper.ts';
import { heatOf } from '../../classify/topics/heat.ts';
import type { Matter } from '../../classify/topics/matter.ts';
import { titleOf } from '../../classify/topics/title.ts';
import { matterOf } from '../../classify/topics/trails.ts';
import { vectorOf } from '../../classify/topics/vector.ts';
import { printResult, say } from '../output.ts';
import { readTopicRows, type RowRefused, type TopicRow } from './topic-rows.ts';

interface Options {
  id?: string;
  text?: string;
  time?: string;
  all?: boolean;
}

/** Refused rows told one by one; of more the number. */
const MOST_TOLD = 20;

export function tryTopicsCommand(): Command {
  return new Command('topics')
    .description('试聚类:把一个文件的留言归成话题,输出一个 JSON 数组,热度高的在前')
    .argument('<文件>', '.xlsx、.csv、.jsonl 等表格')
    .option('--id <列>', '编号所在的列(缺省认 留言编号、工单编号、id 等;没有就用行号)')
    .option('--text <列,列>', '文字所在的列,几列时第一列是标题(缺省认 留言主题、留言详情、诉求内容 等)')
    .option('--time <列>', '时间所在的列(缺省认 留言时间、受理时间 等)')
    .option('--all', '只有一条留言的也列出')
    .addHelpText('after', '\n例:yuqing try topics 留言.xlsx')
    .action(async (file: string, opts: Options) => {
      const text = opts.text?.split(/[,，]/u).map((name) => name.trim()).filter(Boolean);
      const { rows, refused } = await readTopicRows(file, { id: opts.id, text, time: opts.time });
      tell(refused);
      const topics = topicsOf(rows, loadModel());
      printResult(JSON.stringify(opts.all ? topics : topics.filter((topic) => topic.items.length > 1)));
    });
}

function tell(refused: readonly RowRefused[]): void {
  for (const { row, reason } of refused.slice(0, MOST_TOLD)) say(`第 ${row} 行没有收:${reason}`);
  if (refused.length > MOST_TOLD) say(`另有 ${refused.length - MOST_TOLD} 行没有收`);
}

export interface TopicLine {
  topic: number;
  title: string;
  heat: number;
  /** ISO 8601 in UTC. */
  firstAt: string;
  lastAt: string;
  /** Numbers of the messages, the oldest first. */
  items: string[];
}

/** Groups messages in order of time, those of one time by their numbers; heat is counted from the latest of them. */
export function topicsOf(rows: readonly TopicRow[], model: Model): TopicLine[] {
  const inOrder = [...rows].sort((a, b) => a.at.getTime() - b.at.getTime() || compare(a.id, b.id));
  const state = emptyState();
  const placed = inOrder.map((row) => ({ row, matter: groupItem(state, vectorOf(row.title, row.body, model), row.at.getTime()).matter }));
  const members = new Map<number, TopicRow[]>();
  for (const { row, matter } of placed) {
    const id = matterOf(state.into, matter);
    const there = members.get(id);
    if (there) there.push(row);
    else members.set(id, [row]);
  }
  const now = inOrder.at(-1)?.at.getTime() ?? 0;
  return [...members].map(([id, items]) => line(state.matters.get(id)!, items, now)).sort((a, b) => b.heat - a.heat || a.topic - b.topic);
}

function line(matter: Matter, rows: readonly TopicRow[], now: number): TopicLine {
  return {
    topic: matter.id, title: titleOf(matter, rows), heat: heatOf(rows.map((r) => ({ at: r.at.getTime(), interactions: r.interactions })), now),
    firstAt: rows[0]!.at.toISOString(), lastAt: rows.at(-1)!.at.toISOString(), items: rows.map((r) => r.id),
  };
}

/** 9 before 10, and anything else by its units. */
const compare = (a: string, b: string): number => (/^\d{1,15}$/.test(a) && /^\d{1,15}$/.test(b) ? Number(a) - Number(b) : 0) || (a < b ? -1 : a > b ? 1 : 0);
