// @ts-check
import { countdown, moment, weekday } from './countdown.js';
import { arrange, el, icon } from './dom.js';
import { emptyState, errorState, loadingState } from './states.js';
import { tipOn } from './tip.js';

/** @typedef {import('./api.js').Ticket} Ticket */
/** @typedef {import('./api.js').Deadline} Deadline */

const COLUMNS = ['工单', '类别', '主办单位', '状态', '时限与依据', '倒计时', ''];

/**
 * The table of open tickets. Rows that did not change are kept as they are, so that an open row stays open and the
 * focus stays where it was while the list is read again.
 * @param {HTMLElement} root
 * @param {{ now: () => Date, empty: () => HTMLElement }} about
 */
export function createTickets(root, about) {
  const body = el('tbody', { role: 'rowgroup' });
  const table = el('table', { class: 'tickets', role: 'table', 'aria-label': '工单' },
    el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, ...COLUMNS.map((name) =>
      el('th', { scope: 'col', role: 'columnheader' }, name || el('span', { class: 'unseen' }, '展开'))))),
    body);
  /** @type {Map<number, { json: string, row: HTMLTableRowElement, detail: HTMLTableRowElement }>} */
  const kept = new Map();
  /** Whether this list has been read: before that, nothing shown does not mean that there is nothing. */
  let loaded = false;

  return {
    loading() { if (!loaded) root.replaceChildren(loadingState(8)); },
    /** @param {Error} error @param {() => void} retry */
    failed(error, retry) {
      root.setAttribute('aria-busy', 'false');
      if (!loaded) root.replaceChildren(errorState(error, retry));
    },
    /** @param {Ticket[]} tickets */
    load(tickets) {
      loaded = true;
      root.setAttribute('aria-busy', 'false');
      const there = new Set(tickets.map((t) => t.id));
      for (const id of kept.keys()) if (!there.has(id)) kept.delete(id);
      if (tickets.length === 0) return root.replaceChildren(about.empty());
      if (table.parentNode !== root) root.replaceChildren(table);
      arrange(body, tickets.flatMap((ticket) => {
        const json = JSON.stringify(ticket);
        const before = kept.get(ticket.id);
        if (before?.json === json) return [before.row, before.detail];
        const rows = { json, ...ticketRows(ticket, about.now, before?.detail.hidden === false) };
        kept.set(ticket.id, rows);
        return [rows.row, rows.detail];
      }));
    },
    /** Forgets what is shown, before another list. */
    clear() {
      loaded = false;
      kept.clear();
      root.setAttribute('aria-busy', 'true');
      root.replaceChildren(loadingState(8));
    },
    tick() {
      for (const badge of body.querySelectorAll('.due')) paintDue(/** @type {HTMLElement} */ (badge), about.now());
    },
  };
}

/**
 * @param {Ticket} ticket
 * @param {() => Date} now
 * @param {boolean} open
 */
function ticketRows(ticket, now, open) {
  const detailId = `ticket-${ticket.id}`;
  const { deadline } = ticket;
  const group = ticket.displayGroup === ticket.categoryName ? null : ticket.displayGroup;
  const toggle = el('button', { type: 'button', class: 'expand', 'aria-expanded': String(open), 'aria-controls': detailId,
    'aria-label': `工单 ${ticket.no ?? ticket.id} 的时限是怎样算的` }, icon('down'));
  const detail = el('tr', { id: detailId, class: 'detail', role: 'row', hidden: !open },
    el('td', { colspan: COLUMNS.length, role: 'cell' }, ticketDetail(ticket, now)));
  const flip = () => {
    detail.hidden = !detail.hidden;
    toggle.setAttribute('aria-expanded', String(!detail.hidden));
  };
  const row = el('tr', { role: 'row', class: 'ticket', 'data-urgency': ticket.urgency,
    onclick: (/** @type {MouseEvent} */ event) => { if (getSelection()?.isCollapsed !== false || event.target === toggle) flip(); } },
    el('td', { role: 'cell', class: 'what' },
      el('span', { class: 'what-title one-line' }, ticket.urgency !== '一般' && el('span', { class: 'tag tag-urgent' }, ticket.urgency), ticket.title),
      el('span', { class: 'sub' }, el('span', {}, ticket.no ?? `话题工单 ${ticket.id}`), el('span', {}, ticket.channel), el('span', {}, ticket.type))),
    el('td', { role: 'cell', class: 'category' }, el('span', { class: group ? 'one-line' : 'two-lines' }, group ?? ticket.categoryName),
      group && el('span', { class: 'sub one-line' }, ticket.categoryName)),
    el('td', { role: 'cell', class: 'unit' }, el('span', { class: 'two-lines' }, ticket.leadUnit)),
    el('td', { role: 'cell', class: 'stands' }, el('span', { class: 'tag' }, ticket.stateName)),
    el('td', { role: 'cell', class: 'rule' }, el('span', { class: 'one-line' }, deadline ? deadline.name : '未设时限'),
      el('span', { class: 'sub' }, deadline ? deadline.authorityText : '本级未规定,也无缺省')),
    el('td', { role: 'cell', class: 'left' }, deadline ? dueCell(ticket, deadline, now) : el('span', { class: 'sub' }, '—')),
    el('td', { role: 'cell', class: 'open' }, toggle));
  return { row, detail };
}

/**
 * @param {Ticket} ticket
 * @param {Deadline} deadline
 * @param {() => Date} now
 */
function dueCell(ticket, deadline, now) {
  const badge = el('span', { class: 'due', 'data-due': deadline.dueAt, 'data-historical': ticket.historical });
  paintDue(badge, now());
  const cell = el('div', { class: 'due-cell' }, badge,
    el('span', { class: 'sub' }, `${moment(new Date(deadline.dueAt), now())} 止`, deadline.provisional && el('span', { class: 'tag tag-provisional' }, '暂定')));
  tipOn(cell, () => [deadline.name, deadline.explanation, `依据:${deadline.basis};${deadline.authorityText}`]);
  return cell;
}

/**
 * @param {HTMLElement} badge
 * @param {Date} now
 */
function paintDue(badge, now) {
  const { text, pressure } = badge.dataset['historical'] !== undefined
    ? { text: '只计量,不催办', pressure: /** @type {const} */ ('fine') }
    : countdown(new Date(badge.dataset['due'] ?? ''), now);
  if (badge.textContent === text) return;
  badge.dataset['pressure'] = pressure;
  badge.replaceChildren(icon(pressure), text);
}

/**
 * @param {Ticket} ticket
 * @param {() => Date} now
 */
function ticketDetail(ticket, now) {
  /** @type {[string, Node | string][]} */
  const facts = [];
  const { deadline } = ticket;
  if (deadline) {
    facts.push(['时限', deadline.name], ['怎样算的', deadline.explanation]);
    if (listed(deadline.countedDays)) facts.push(['计入', days(deadline.countedDays.map((day) => ({ day, why: '' })))]);
    if (listed(deadline.skippedDays)) facts.push(['不计', days(deadline.skippedDays)]);
    if (deadline.provisional) facts.push(['暂定', '用到了尚未公布放假安排的年份;安排公布后系统会重算并留痕']);
    facts.push(['依据', deadline.basis], ['效力', deadline.authorityText]);
  } else {
    facts.push(['时限', '本级没有为这类工单规定时限,系统不自行设定']);
  }
  facts.push(['主办', ticket.leadUnit]);
  if (ticket.assistUnits.length > 0) facts.push(['协办', ticket.assistUnits.join('、')]);
  if (ticket.leadReason !== null) facts.push(['为什么是它', ticket.leadReason]);
  if (ticket.refer) facts.push([ticket.refer.kind, `${ticket.refer.to}:${ticket.refer.advice}`]);
  facts.push(['收到', moment(new Date(ticket.receivedAt), now())], ['标题', ticket.title], ['类别', ticket.displayGroup ? `${ticket.displayGroup}(${ticket.categoryName})` : ticket.categoryName]);
  return el('dl', {}, ...facts.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
}

/**
 * Whether days are shown one by one: sixty of them say less than the sentence does.
 * @param {unknown[]} list
 */
const listed = (list) => list.length > 0 && list.length <= 31;

/** @param {{ day: string, why: string }[]} list */
function days(list) {
  return el('span', { class: 'days' }, ...list.map(({ day, why }) =>
    el('span', { class: 'day' }, `${day.slice(5)} ${weekday(day)}`, why && el('small', {}, why))));
}

/**
 * What an empty list of tickets says.
 * @param {{ nothingYet: boolean, historical: boolean, historicalCount: number, showHistorical: () => void }} about
 */
export function noTickets({ nothingYet, historical, historicalCount, showHistorical }) {
  if (nothingYet) return emptyState('还没有数据', '先导入一个文件:12345 工单、信箱留言或新闻订阅都可以。', { command: 'yuqing import 文件 --source 名称' });
  if (historical) return emptyState('没有未办结的历史材料', '按 --historical 导入的、已办结的和过旧的材料只计量,不催办。');
  if (historicalCount > 0) {
    return emptyState('没有在办工单', `已导入的 ${historicalCount.toLocaleString('zh-CN')} 件都是历史材料:只计量,不提醒、不催办。`,
      { action: { name: '查看历史材料', run: showHistorical } });
  }
  return emptyState('没有在办工单', '留言和热线件导入后会自动立件,最紧的排在最前。');
}
