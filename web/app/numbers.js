// @ts-check
import { ago, countdown, moment, wallClock } from './countdown.js';
import { byId, el, icon } from './dom.js';

/** @typedef {import('./api.js').Overview} Overview */

/** The escalator runs every minute; silent for this long it is told. */
const ESCALATOR_SILENT_MS = 5 * 60_000;
const ROLE_NAMES = { ingest: '采集', classify: '研判', respond: '处置' };
/** Without these nothing new is fetched, judged, ticketed or urged. */
const NEEDED = /** @type {const} */ (['ingest', 'classify', 'respond']);
const LEVELS = /** @type {const} */ (['红', '橙', '黄', '蓝']);

/**
 * Writes only what changed, so that nothing is read out or laid out anew for nothing.
 * @param {string} id
 * @param {string} text
 */
export function write(id, text) {
  const element = byId(id);
  if (element.textContent !== text) element.textContent = text;
}

/** @param {number} n */
export const count = (n) => n.toLocaleString('zh-CN');

/**
 * The numbers at the head.
 * @param {Overview} seen
 * @param {Date} now
 */
export function paintNumbers(seen, now) {
  byId('numbers').setAttribute('aria-busy', 'false');
  write('items-today', count(seen.items.today));
  write('items-total', `累计 ${count(seen.items.total)} 条`);
  write('topics', count(seen.topics));
  write('alerts-open', count(LEVELS.reduce((sum, level) => sum + seen.alerts[level], 0)));
  byId('alerts-levels').replaceChildren(...LEVELS.filter((level) => seen.alerts[level] > 0).map((level) =>
    el('span', { class: 'level', 'data-level': level }, icon(level), `${level} ${count(seen.alerts[level])}`)));
  write('tickets-open', count(seen.tickets.open));
  write('tickets-late', `已超期 ${count(seen.tickets.overdue)}`);
  byId('tickets-late').classList.toggle('bad', seen.tickets.overdue > 0);
  const missing = NEEDED.some((role) => !seen.workers.includes(role));
  write('running', seen.workers.length === 0 ? '未运行' : missing ? '部分运行' : '正常');
  byId('running').classList.toggle('bad', missing);
  paintTimes(seen, now);
}

/**
 * What changes with the time alone.
 * @param {Overview | null} seen
 * @param {Date} now
 */
export function paintTimes(seen, now) {
  write('clock', wallClock(now));
  if (!seen) return;
  const next = seen.nextDeadline;
  write('next-due', next ? countdown(new Date(next.dueAt), now).text.replace('剩余 ', '') : '无');
  write('next-what', next ? `${moment(new Date(next.dueAt), now)} ${next.name}${next.provisional ? '(暂定)' : ''}` : '没有未到期的时限');
  byId('next-what').title = next ? `${next.no ?? ''} ${next.title}:${next.name}` : '';
  write('escalator', seen.escalatorAt ? `催办检查 ${ago(new Date(seen.escalatorAt), now)}` : '催办未运行');
  paintWarning(seen, now);
}

/**
 * @param {Overview} seen
 * @param {Date} now
 */
function paintWarning(seen, now) {
  const missing = NEEDED.filter((role) => !seen.workers.includes(role)).map((role) => ROLE_NAMES[role]);
  const silent = seen.escalatorAt !== null && now.getTime() - Date.parse(seen.escalatorAt) > ESCALATOR_SILENT_MS;
  const text = missing.length > 0
    ? `没有进程在做${missing.join('、')}:新数据不会被处理,到期不会提醒。请在服务器上运行 yuqing start`
    : silent ? `催办检查已停,上次是 ${ago(new Date(seen.escalatorAt ?? ''), now)}:到期不会提醒。请在服务器上运行 yuqing doctor` : '';
  byId('warning').hidden = text === '';
  write('warning', text);
}
