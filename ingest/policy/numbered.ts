import type { Times } from './due.ts';
import { fold } from './fold.ts';
import { MAX_TASKS } from './limits.ts';
import type { Outline } from './outline.ts';
import { tasksOfOutline } from './outline-tasks.ts';
import { tasksOfTable, type RowTask } from './table-tasks.ts';
import type { PolicyTask, TableBlock } from './types.ts';

/**
 * The tasks of a document's tables and of its outline, in one order and with their numbers. A letter that only sends a table
 * out asks for nothing that its table does not: its items count when they name units or days.
 */
export function tasksOf(parts: readonly (string | TableBlock)[], outline: Outline, times: Times, brokenOff: boolean): { tasks: PolicyTask[]; notes: string[] } {
  const notes: string[] = [];
  const rows: (RowTask & { at: number })[] = [];
  for (const [at, part] of parts.entries()) {
    if (typeof part === 'string' || rows.length >= MAX_TASKS) continue;
    const found = tasksOfTable(part, [], times);
    if (found) rows.push(...found.map((task) => ({ ...task, at })));
    else if (part.rows.length > 3) notes.push(`有一个${part.rows.length}行的表格看不出任务和责任单位,没有读入`);
  }
  let items = tasksOfOutline(outline, times);
  const last = items.at(-1);
  // A heading at which the text breaks off says nothing yet.
  if (brokenOff && last && !/[。;,]/.test(fold(last.text)) && last.lead.length === 0 && last.at >= parts.length - 2) items.pop();
  if (rows.length > 0) {
    const inRows = rows.map((row) => letters(row.text)).join('\n');
    const kept = items.filter((item) => item.assigned && !repeats(inRows, item.text));
    if (kept.length < items.length) notes.push(`正文另有${items.length - kept.length}段没有写明责任单位和时限,没有列为任务`);
    items = kept;
  }
  const all: (RowTask & { at: number })[] = [...rows, ...items.map((item) => ({ ...item, no: null }))].sort((a, b) => a.at - b.at).slice(0, MAX_TASKS);
  const numbers = all.map(({ no }) => no);
  const own = numbers.every((no) => no !== null) && new Set(numbers).size === numbers.length;
  const tasks = all.map(({ no, section, text, lead, assist, due, dueText }, i): PolicyTask => ({ no: own ? no! : i + 1, section: section.map((heading) => heading.toWellFormed()), text: text.toWellFormed(), lead, assist, due, dueText }));
  for (const [i, { no, due, dueText }] of tasks.entries()) {
    if (due !== null && all[i]!.days > 1) notes.push(`第${no}项写了几个时限(${dueText}),按最早的${due}计`);
    if (due !== null && times.issuedAt !== null && due < times.issuedAt) notes.push(`第${no}项的时限${due}早于印发日期${times.issuedAt},请核对年份`);
  }
  return { tasks, notes };
}

const letters = (text: string) => fold(text).replace(/[^\p{L}\p{N}]/gu, '');

/** A task told in the text and listed in the table is one. */
function repeats(inRows: string, text: string): boolean {
  const own = letters(text.slice(0, 80));
  return own.length > 6 && inRows.includes(own);
}
