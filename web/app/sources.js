// @ts-check
import { getSources } from './api.js';
import { ago, moment } from './countdown.js';
import { byId, el } from './dom.js';
import { count } from './numbers.js';
import { emptyState, errorState, loadingState } from './states.js';

/** @typedef {import('./api.js').Source} Source */

const EVERY_MS = 15_000;
const COLUMNS = ['信源', '状态', '上次成功', '最近内容', '今日 / 平常', '下次', '问题'];
/** How bad a state is, for its colour. @type {Record<string, string>} */
const GRADES = { 失败: '红', 沉默: '橙', 未抓取: '黄', 正常: '绿', 推送: '绿', 手工导入: '蓝', 暂停: '灰' };
/** What marks of decoding and reading mean. @type {Record<string, string>} */
const MARKS = { 'text-garbled': '乱码', 'characters-replaced': '有无法识别的字', 'feed-malformed': '格式残缺', 'future-time-clamped': '时间在未来', 'time-from-fetch': '没有时间' };

const root = byId('list');
root.replaceChildren(loadingState(6));
let shown = false;

/**
 * @param {string} label the column's name, which a phone shows beside it
 * @param {string | null} at
 * @param {Date} now
 */
function timeCell(label, at, now) {
  if (at === null) return el('td', { role: 'cell', 'data-label': label }, el('span', { class: 'sub' }, '—'));
  const date = new Date(at);
  return el('td', { role: 'cell', 'data-label': label, title: moment(date, now) }, date > now ? moment(date, now) : ago(date, now));
}

/** @param {Source} source */
function problems(source) {
  const marks = Object.entries(source.marks).filter(([name]) => name in MARKS).map(([name, n]) => `${MARKS[name]} ${count(n)}`);
  const rejects = Object.values(source.rejects).reduce((a, b) => a + b, 0);
  const lines = [
    ...(source.lastError ? [el('p', { class: 'bad' }, source.failures > 1 ? `连续 ${source.failures} 次失败:` : '', source.lastError)] : []),
    ...source.faults.filter((f) => f.kindName !== '连续失败').slice(0, 5).map((f) => el('p', {},
      f.url ? el('a', { href: f.url, rel: 'noreferrer noopener', target: '_blank' }, f.words) : f.words)),
    ...(source.faults.length > 5 ? [el('p', { class: 'sub' }, `共 ${count(source.faults.length)} 处`)] : []),
    ...(marks.length > 0 || rejects > 0 ? [el('p', { class: 'sub' }, `上一批:${[...marks, ...(rejects > 0 ? [`拒收 ${count(rejects)}`] : [])].join('、')}`)] : []),
  ];
  return el('td', { role: 'cell' }, ...(lines.length > 0 ? lines : [el('span', { class: 'sub' }, '无')]));
}

/**
 * @param {Source} source
 * @param {Date} now
 */
function row(source, now) {
  return el('tr', { role: 'row' },
    el('td', { role: 'cell' }, el('b', {}, source.name), el('span', { class: 'sub' }, [source.kindName, source.channel, source.host].filter(Boolean).join(' · '))),
    el('td', { role: 'cell' }, el('span', { class: 'tag grade', 'data-grade': GRADES[source.state] ?? '灰' }, source.state)),
    timeCell('上次成功', source.lastOkAt, now), timeCell('最近内容', source.lastItemAt, now),
    el('td', { role: 'cell', 'data-label': '今日 / 平常' }, `${count(source.today.stored)} / ${source.usualPerDay === null ? '未知' : count(source.usualPerDay)}`),
    timeCell('下次', source.nextPollAt, now), problems(source));
}

async function read() {
  try {
    const { now, sources } = await getSources();
    root.setAttribute('aria-busy', 'false');
    const wrong = sources.filter((s) => ['失败', '沉默'].includes(s.state) || s.faults.length > 0).length;
    byId('sources-note').textContent = `共 ${count(sources.length)} 个${wrong > 0 ? `,${count(wrong)} 个有问题` : ',都正常'};有问题的在前`;
    root.replaceChildren(sources.length === 0
      ? emptyState('还没有信源', '在服务器上添加一个订阅源或要盯的网站,它会按自己的更新快慢定时抓取。', { command: 'yuqing source add 名称 --kind feed --url 网址' })
      : el('table', { class: 'tickets sources', role: 'table', 'aria-label': '信源' },
        el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, ...COLUMNS.map((name) => el('th', { scope: 'col', role: 'columnheader' }, name)))),
        el('tbody', { role: 'rowgroup' }, ...sources.map((s) => row(s, new Date(now))))));
    shown = true;
  } catch (error) {
    if (!shown) root.replaceChildren(errorState(/** @type {Error} */ (error), () => { void read(); }));
  }
}

void read();
setInterval(() => { void read(); }, EVERY_MS);
