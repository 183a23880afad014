// @ts-check
import { getAlerts, getOverview, getTickets } from './api.js';
import { byId } from './dom.js';
import { createFeed } from './feed.js';
import { followAlerts } from './live.js';
import { count, paintNumbers, paintTimes, write } from './numbers.js';
import { emptyState } from './states.js';
import { createTickets, noTickets } from './tickets.js';

const PAGE = 50;
const NUMBERS_EVERY_MS = 10_000;
/** A burst of alerts asks for the numbers once. */
const NUMBERS_AFTER_ALERT_MS = 500;
const FEED_AGAIN_MS = 5_000;
const TICKETS_EVERY_MS = 20_000;

/** How far the server's clock is ahead of ours. */
let ahead = 0;
const now = () => new Date(Date.now() + ahead);
/** @type {import('./api.js').Overview | null} */
let overview = null;
let historical = false;
let offset = 0;
let unread = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let numbersSoon;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let feedSoon;

const nothingYet = () => overview !== null && overview.items.total === 0;

const feed = createFeed(byId('feed'), {
  now,
  empty: () => (nothingYet()
    ? emptyState('还没有数据', '导入文件或添加订阅后,条目会被研判并归成话题;话题达到阈值就在这里预警。', { command: 'yuqing import 文件 --source 名称' })
    : emptyState('没有未处置的预警', '话题达到阈值时会立刻出现在这里,不用刷新。')),
});
const tickets = createTickets(byId('list'), {
  now,
  empty: () => noTickets({
    nothingYet: nothingYet(), historical, historicalCount: overview?.tickets.historical ?? 0, showHistorical: () => showTickets(true),
  }),
});

async function readNumbers() {
  try {
    const wasNothing = overview === null || nothingYet();
    overview = await getOverview();
    ahead = Date.parse(overview.now) - Date.now();
    paintNumbers(overview, now());
    if (wasNothing) feed.repaint();
  } catch (error) {
    if (overview) return;
    byId('warning').hidden = false;
    write('warning', /** @type {Error} */ (error).message);
  }
}

async function readTickets() {
  tickets.loading();
  const asked = { offset, limit: PAGE, historical };
  try {
    const page = await getTickets(asked);
    if (asked.offset !== offset || asked.historical !== historical) return;
    if (page.tickets.length === 0 && offset > 0) return turnTo(0);
    tickets.load(page.tickets);
    byId('pager').hidden = page.total <= PAGE;
    write('pager-text', `第 ${offset + 1}–${offset + page.tickets.length} 件,共 ${count(page.total)} 件`);
    /** @type {HTMLButtonElement} */ (byId('pager-back')).disabled = offset === 0;
    /** @type {HTMLButtonElement} */ (byId('pager-on')).disabled = offset + page.tickets.length >= page.total;
  } catch (error) {
    tickets.failed(/** @type {Error} */ (error), () => void readTickets());
  }
}

/** @param {number} to */
async function turnTo(to) {
  offset = Math.max(0, to);
  await readTickets();
  byId('list').scrollTop = 0;
}

/** @param {boolean} past */
function showTickets(past) {
  if (historical === past) return;
  historical = past;
  byId('show-current').setAttribute('aria-pressed', String(!past));
  byId('show-historical').setAttribute('aria-pressed', String(past));
  write('tickets-note', past ? '只计量,不提醒、不催办' : '最紧的在前');
  tickets.clear();
  void turnTo(0);
}

/** @param {'open' | 'lost'} state */
function paintLink(state) {
  byId('link').dataset['state'] = state;
  write('link', state === 'open' ? '已连接' : '重连中…');
}

function paintTitle() {
  document.title = unread > 0 ? `(${unread}) 舆情值守台` : '舆情值守台';
}

/** Reads what stands, then follows from exactly there. */
async function startFeed() {
  clearTimeout(feedSoon);
  feed.loading();
  try {
    const { end, alerts } = await getAlerts();
    feed.load(alerts);
    const following = followAlerts(end, {
      state: paintLink,
      alert(event) {
        feed.tell(event);
        if (event.kind === 'open') {
          write('said', `新的${event.level}色预警:${event.title}`);
          if (document.hidden) unread += 1;
          paintTitle();
        }
        clearTimeout(numbersSoon);
        numbersSoon = setTimeout(() => void readNumbers(), NUMBERS_AFTER_ALERT_MS);
      },
      reset() {
        following.stop();
        void startFeed();
      },
    });
  } catch (error) {
    paintLink('lost');
    feed.failed(/** @type {Error} */ (error), () => void startFeed());
    feedSoon = setTimeout(() => void startFeed(), FEED_AGAIN_MS);
  }
}

byId('show-current').addEventListener('click', () => showTickets(false));
byId('show-historical').addEventListener('click', () => showTickets(true));
byId('pager-back').addEventListener('click', () => void turnTo(offset - PAGE));
byId('pager-on').addEventListener('click', () => void turnTo(offset + PAGE));
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  unread = 0;
  paintTitle();
  void readNumbers();
  void readTickets();
});

setInterval(() => { if (!document.hidden) { paintTimes(overview, now()); feed.tick(); tickets.tick(); } }, 1_000);
setInterval(() => { if (!document.hidden) void readNumbers(); }, NUMBERS_EVERY_MS);
setInterval(() => { if (!document.hidden) void readTickets(); }, TICKETS_EVERY_MS);

tickets.loading();
await readNumbers();
await Promise.all([startFeed(), readTickets()]);
