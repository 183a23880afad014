// @ts-check
import { getTopic } from './api.js';
import { ago, dayOf, moment } from './countdown.js';
import { arrange, el, icon } from './dom.js';
import { errorState, loadingState } from './states.js';

/** @typedef {import('./api.js').Alert} Alert */

/** What an alert that is no longer open became. */
const BECAME = { raised: '已升级', silenced: '已静默', false_alarm: '误报', cleared: '已解除' };
const FIRST_ITEMS = 5;
const MORE_ITEMS = 20;

/**
 * The live feed: a card per alert, newest first. An alert that closes while the page is open stays, dimmed, until the
 * next reading, so that nothing vanishes under somebody's eyes.
 * @param {HTMLElement} root
 * @param {{ now: () => Date, empty: () => HTMLElement }} about
 */
export function createFeed(root, about) {
  const list = el('ol', { class: 'feed' });
  /** @type {Map<number, { alert: Alert, card: HTMLElement }>} */
  const shown = new Map();

  /** Whether what stands has been read: before that, nothing shown does not mean that there is nothing. */
  let loaded = false;

  function place() {
    root.setAttribute('aria-busy', 'false');
    if (shown.size === 0) return root.replaceChildren(about.empty());
    if (list.parentNode !== root) root.replaceChildren(list);
    const inOrder = [...shown.values()].sort((a, b) => Date.parse(b.alert.openedAt) - Date.parse(a.alert.openedAt) || b.alert.alertId - a.alert.alertId);
    arrange(list, inOrder.map((s) => s.card));
  }

  /** @param {Alert} alert */
  function put(alert) {
    const before = shown.get(alert.alertId);
    if (before && JSON.stringify(before.alert) === JSON.stringify(alert)) return;
    const card = alertCard(alert, about.now);
    if (before) before.card.replaceWith(card);
    shown.set(alert.alertId, { alert, card });
  }

  return {
    loading() { if (!loaded) root.replaceChildren(loadingState(4)); },
    /** @param {Error} error @param {() => void} retry */
    failed(error, retry) {
      root.setAttribute('aria-busy', 'false');
      if (!loaded) root.replaceChildren(errorState(error, retry));
    },
    /** @param {Alert[]} alerts all that stand open */
    load(alerts) {
      const open = new Set(alerts.map((a) => a.alertId));
      for (const id of shown.keys()) if (!open.has(id)) shown.delete(id);
      alerts.forEach(put);
      loaded = true;
      place();
    },
    /**
     * One event of the stream.
     * @param {Alert} alert
     */
    tell(alert) {
      const isNew = !shown.has(alert.alertId);
      if (isNew && alert.state !== 'open') return;
      put(alert);
      if (isNew) shown.get(alert.alertId)?.card.classList.add('fresh');
      place();
    },
    tick() {
      for (const time of list.querySelectorAll('time[data-ago]')) {
        const text = ago(new Date(/** @type {HTMLTimeElement} */ (time).dateTime), about.now());
        if (time.textContent !== text) time.textContent = text;
      }
    },
    /** Says anew what an empty feed says. */
    repaint() { if (loaded) place(); },
  };
}

/**
 * @param {Alert} alert
 * @param {() => Date} now
 */
function alertCard(alert, now) {
  const openedAt = new Date(alert.openedAt);
  const itemsId = `topic-${alert.alertId}`;
  const items = el('div', { class: 'items', id: itemsId, hidden: true });
  const toggle = el('button', { type: 'button', class: 'title', 'aria-expanded': 'false', 'aria-controls': itemsId }, alert.title, icon('down'));
  toggle.addEventListener('click', () => {
    const open = toggle.getAttribute('aria-expanded') !== 'true';
    toggle.setAttribute('aria-expanded', String(open));
    items.hidden = !open;
    if (open && items.childElementCount === 0) void showItems(items, alert.topicId, FIRST_ITEMS, now);
  });
  const became = BECAME[/** @type {keyof typeof BECAME} */ (alert.state)];
  return el('li', { class: 'alert', 'data-level': alert.level, 'data-state': alert.state },
    el('div', { class: 'alert-head' },
      el('span', { class: 'level', 'data-level': alert.level }, icon(alert.level), `${alert.level}色预警`),
      became && el('span', { class: 'tag' }, became),
      el('time', { datetime: alert.openedAt, title: moment(openedAt, now()), 'data-ago': true }, ago(openedAt, now()))),
    el('h3', {}, toggle),
    el('p', { class: 'reason' }, ...alert.reason.split(';').map((clause) => el('span', {}, clause))),
    spreadBar(alert),
    items);
}

/** @param {Alert} alert */
function spreadBar(alert) {
  const bar = el('div', { class: 'spread-bar', 'aria-hidden': 'true' }, ...alert.spread.map((s, k) => {
    const part = el('span', { 'data-k': k % 5 });
    part.style.flexGrow = String(s.n);
    return part;
  }));
  return el('div', { class: 'spread' }, bar,
    el('p', {}, el('b', {}, `传播 ${alert.itemCount} 条`), ...alert.spread.map((s, k) => el('span', { 'data-k': k % 5 }, `${s.channel} ${s.n}`))));
}

/**
 * @param {HTMLElement} root
 * @param {number} topicId
 * @param {number} limit
 * @param {() => Date} now
 */
async function showItems(root, topicId, limit, now) {
  if (root.childElementCount === 0) root.replaceChildren(loadingState(2));
  try {
    const topic = await getTopic(topicId, limit);
    const left = topic.itemCount - topic.items.length;
    root.replaceChildren(
      el('ul', {}, ...topic.items.map((item) => itemRow(item, now))),
      left > 0 && limit < 200 ? el('button', { type: 'button', class: 'plain', onclick: () => void showItems(root, topicId, Math.min(limit + MORE_ITEMS, 200), now) }, `还有 ${left} 条,再看一些`) : '');
  } catch (error) {
    root.replaceChildren(errorState(/** @type {Error} */ (error), () => void showItems(root, topicId, limit, now)));
  }
}

/**
 * @param {import('./api.js').TopicItem} item
 * @param {() => Date} now
 */
function itemRow(item, now) {
  const at = new Date(item.publishedAt);
  return el('li', {},
    el('p', { class: 'item-meta' },
      el('time', { datetime: item.publishedAt }, item.precision === 'day' ? dayOf(at, now()) : moment(at, now())),
      el('span', {}, item.channel), el('span', {}, item.source), item.type && el('span', {}, item.type), item.categoryName && el('span', {}, item.categoryName)),
    item.title && el('p', { class: 'item-title' },
      item.url ? el('a', { href: item.url, target: '_blank', rel: 'noopener noreferrer nofollow' }, item.title) : item.title),
    el('p', { class: 'item-body' }, item.body));
}
