import { aligned } from './align.ts';
import { rolesOfHeader, roleOfLabel, type Role } from './columns.ts';
import { daysOf, duesIn, earliest, type Times } from './due.ts';
import { dueOfCell } from './due-cell.ts';
import { fold } from './fold.ts';
import { guessRoles } from './guess-roles.ts';
import { MAX_TASKS, MAX_TEXT } from './limits.ts';
import { markOf } from './marks.ts';
import { numberOf } from './numerals.ts';
import { notesIn } from './notes.ts';
import type { PolicyTask, TableBlock } from './types.ts';
import { unitsIn, type Units } from './units.ts';

/** A task of a table; `no` is null where the row has no number. */
export type RowTask = Omit<PolicyTask, 'no'> & { no: number | null; /** Days written in it. */ days: number };

const LABEL_ROWS = 6;
const SAME = /^(?:同上|[〃″"])$/;

/**
 * The tasks of a table, a row each. A row without units has those of the row above, as merged cells leave it; one cell over
 * the whole width is a heading for the rows below.
 *
 * @returns null for a table of something else
 */
export function tasksOfTable(table: TableBlock, above: readonly string[], times: Times): RowTask[] | null {
  const header = headerOf(table.rows);
  const roles = header?.roles ?? guessRoles(table.rows);
  if (!roles) return null;
  const labels = header ? table.rows.slice(0, header.end).map((row) => row.join('|')) : [];
  const tasks: RowTask[] = [];
  let heading: string | null = null;
  let group: string[] = [];
  let units: Units = { lead: [], assist: [] };
  let due: { date: string | null; text: string } | null = null;
  for (const row of table.rows.slice(header?.end ?? 0)) {
    if (tasks.length >= MAX_TASKS) break;
    if (labels.includes(row.join('|')) || row.every((cell) => cell.trim() === '')) continue;
    const whole = headingRow(row, roles, table.ragged);
    if (whole !== null) {
      const note = notesIn(whole)[0];
      heading = oneLine(note ? whole.slice(0, note.from) : whole);
      if (note) units = note.units;
      group = [];
      continue;
    }
    const short = table.ragged && row.length < roles.length;
    const cells = short ? aligned(row, roles) : row;
    const of = (role: Role) => cells.filter((cell, x) => roles[x] === role && cell.trim() !== '');
    const sections = unique(of('section').map(oneLine));
    if (sections.length > 0) group = sections;
    const own = rowUnits(of('lead'), of('assist'));
    const same = [...of('lead'), ...of('assist')].some((cell) => SAME.test(fold(cell).trim()));
    if (own && !same) units = own;
    const dueCells = of('due');
    if (dueCells.length > 0 && !SAME.test(fold(dueCells[0]!).trim())) due = dueOfCell(dueCells.join('、'), times);
    else if (dueCells.length === 0 && !(short && own === null && !(table.cut && row === table.rows.at(-1)))) due = null;
    const text = unique(of('text')).join('\n') || (sections.length > 0 ? sections.at(-1)! : '');
    if (text.trim() === '') {
      // A row that only goes on with the units of the one above.
      if (own && tasks.length > 0) addUnits(tasks.at(-1)!, own);
      continue;
    }
    const numbered = numberOf((of('no')[0] ?? '').replace(/[^\d一二三四五六七八九十〇]/g, ''));
    for (const piece of pieces(text)) {
      const mark = markOf(fold(piece));
      const body = mark && mark.level >= 4 ? piece.slice(mark.length) : piece;
      const inside = duesIn(body, times);
      if (body.trim() === '') continue;
      const date = due ? due.date : earliest(inside);
      tasks.push({
        no: !Number.isNaN(numbered) && pieces(text).length === 1 ? numbered : mark?.level === 4 ? mark.number : null,
        section: [...heading === null ? above : [...above, heading], ...group.filter((name) => name !== oneLine(text))],
        text: paragraphs(body).slice(0, MAX_TEXT), lead: [...units.lead], assist: [...units.assist],
        due: date ?? earliest(inside), dueText: due?.text ?? (inside.length > 0 ? inside.map((one) => one.text).join(';') : null), days: due ? 1 : daysOf(inside),
      });
    }
  }
  return tasks;
}

/** The labels and the first row behind them; labels may take two rows, `责任单位` over `牵头` and `配合`. */
function headerOf(rows: readonly string[][]): { roles: Role[]; end: number } | null {
  for (let y = 0; y < Math.min(LABEL_ROWS, rows.length); y++) {
    const row = rows[y]!;
    const next = rows[y + 1];
    if (next && next.length === row.length && next.some((cell, x) => cell !== row[x]) && next.every((cell, x) => cell === row[x] || roleOfLabel(cell) !== null)) {
      const both = rolesOfHeader(next.map((cell, x) => (cell.trim() === '' ? row[x]! : cell)));
      if (both) return { roles: both, end: y + 2 };
    }
    const roles = rolesOfHeader(row);
    if (roles) return { roles, end: y + 1 };
  }
  return null;
}

/** `一、加强解读` over the whole width, or alone in its row. */
function headingRow(row: readonly string[], roles: readonly Role[], ragged: boolean): string | null {
  const filled = unique(row.filter((cell) => cell.trim() !== ''));
  // The section's number in the column of numbers, its name over all others.
  const over = row.length === roles.length ? row.length > 2 && row.slice(1).every((cell) => cell === row[1] || (ragged && cell.trim() === '')) : ragged && row.length === 2;
  if (filled.length === 2 && over && roles[0] === 'no' && filled[1]!.length <= 80 && /^[一二三四五六七八九十]{1,3}$/.test(filled[0]!)) return `${filled[0]!}、${filled[1]!}`;
  if (filled.length !== 1 || row.length < 2 && !ragged) return null;
  const text = filled[0]!;
  const mark = markOf(fold(text));
  const repeated = row.length >= 2 && row.length === roles.length && row.every((cell) => cell === text);
  if (repeated) return text.length <= 80 ? text : null;
  const first = row.findIndex((cell) => cell.trim() !== '');
  const short = text.length <= 50 && !/[。;]/.test(fold(text));
  if (mark && mark.level <= 3) return short ? text : null;
  return !ragged && row.length === roles.length && first === 0 && roles[0] !== 'text' && short && Number.isNaN(numberOf(text)) ? text : null;
}

function rowUnits(lead: readonly string[], assist: readonly string[]): Units | null {
  const led = lead.length > 0 ? unitsIn(unique(lead).join(';').slice(0, 2_000)) : null;
  const helped = assist.length > 0 ? unitsIn(unique(assist).join(';').slice(0, 2_000), 'assist') : null;
  if (!led && !helped) return null;
  const leads = led?.lead ?? [];
  return { lead: leads, assist: unique([...led?.assist ?? [], ...helped?.lead ?? [], ...helped?.assist ?? []]).filter((name) => !leads.includes(name)) };
}

function addUnits(task: RowTask, { lead, assist }: Units): void {
  task.lead = unique([...task.lead, ...lead]);
  task.assist = unique([...task.assist, ...assist]).filter((name) => !task.lead.includes(name));
}

/** A cell that holds `1.…` and `2.…` on lines of their own holds two tasks. */
function pieces(text: string): string[] {
  const lines = text.split('\n');
  const starts = lines.map((line) => markOf(fold(line))).map((mark) => (mark?.level === 4 ? mark.number : null));
  const numbers = starts.filter((number) => number !== null);
  if (numbers.length < 2 || starts[0] === null || numbers.some((number, i) => i > 0 && number !== numbers[i - 1]! + 1)) return [text];
  const out: string[] = [];
  for (const [i, line] of lines.entries()) {
    if (starts[i] !== null) out.push(line);
    else out[out.length - 1] += `\n${line}`;
  }
  return out;
}

const unique = (list: readonly string[]) => [...new Set(list)];
const oneLine = (text: string) => text.replace(/\s*\n\s*/g, '').trim();
/** Broken lines of a cell made whole. */
const paragraphs = (text: string) => text.trim().replace(/(?<![。;!?:;:]) *\n\s*/g, '').replace(/\s*\n\s*/g, '\n');
