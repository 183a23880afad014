// @ts-check
/** What the server says, and how it says that it cannot. */

/** @typedef {'蓝' | '黄' | '橙' | '红'} Level */
/** @typedef {{ channel: string, n: number }[]} Spread */

/**
 * @typedef {object} Alert
 * @property {number} alertId
 * @property {number} topicId
 * @property {Level} level
 * @property {string} state
 * @property {string} reason
 * @property {string} title
 * @property {number} itemCount
 * @property {string} openedAt
 * @property {Spread} spread
 */

/**
 * @typedef {object} TopicItem
 * @property {number} id
 * @property {string} no
 * @property {string | null} title
 * @property {string} body
 * @property {string | null} url
 * @property {string} channel
 * @property {string} source
 * @property {string} publishedAt
 * @property {'second' | 'minute' | 'day'} precision
 * @property {string | null} categoryName
 * @property {string | null} type
 */

/** @typedef {{ id: number, title: string, itemCount: number, items: TopicItem[] }} Topic */

/**
 * @typedef {object} Deadline
 * @property {string} name
 * @property {string} startsAt
 * @property {string} dueAt
 * @property {string} explanation
 * @property {string[]} countedDays
 * @property {{ day: string, why: string }[]} skippedDays
 * @property {boolean} provisional
 * @property {string} basis
 * @property {string} authorityText
 */

/**
 * @typedef {object} Ticket
 * @property {number} id
 * @property {string | null} no
 * @property {string} title
 * @property {string} channel
 * @property {string} categoryName
 * @property {string | null} displayGroup
 * @property {string} type
 * @property {string} urgency
 * @property {string} leadUnit
 * @property {string[]} assistUnits
 * @property {string | null} leadReason
 * @property {{ kind: string, to: string, advice: string } | null} refer
 * @property {string} stateName
 * @property {string} receivedAt
 * @property {boolean} historical
 * @property {Deadline | null} deadline
 */

/** @typedef {{ now: string, total: number, limit: number, offset: number, tickets: Ticket[] }} TicketPage */

/**
 * @typedef {object} Overview
 * @property {string} now
 * @property {{ total: number, today: number }} items
 * @property {number} topics
 * @property {Record<Level, number>} alerts
 * @property {{ open: number, overdue: number, total: number, historical: number }} tickets
 * @property {{ ticketId: number, no: string | null, title: string, name: string, dueAt: string, provisional: boolean } | null} nextDeadline
 * @property {string[]} workers
 * @property {string | null} escalatorAt
 */

/**
 * @typedef {object} Source
 * @property {number} id
 * @property {string} name
 * @property {string} kindName
 * @property {string} channel
 * @property {string | null} host
 * @property {string} state
 * @property {string | null} lastOkAt
 * @property {string | null} lastItemAt
 * @property {string | null} nextPollAt
 * @property {string | null} lastError
 * @property {number} failures
 * @property {{ received: number, stored: number, rejected: number }} today
 * @property {number | null} usualPerDay
 * @property {{ kindName: string, words: string, url: string | null, openedAt: string }[]} faults
 * @property {Record<string, number>} marks
 * @property {Record<string, number>} rejects
 */

const PATIENCE_MS = 15_000;

/**
 * @template T
 * @param {string} path
 * @returns {Promise<T>}
 * @throws {Error} whose message is Chinese and says what to do
 */
async function get(path) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(path, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    throw new Error('连不上服务:请确认 yuqing start 仍在运行');
  }
  const body = await response.json().catch(() => null);
  if (response.ok && body !== null) return body;
  const error = body?.error;
  throw new Error(error ? [error.message, error.remedy].filter(Boolean).join('。') : `服务返回 ${response.status}`);
}

/** @returns {Promise<Overview>} */
export const getOverview = () => get('/api/overview');

/** @returns {Promise<{ now: string, sources: Source[] }>} */
export const getSources = () => get('/api/sources');

/** @returns {Promise<{ end: number, alerts: Alert[] }>} */
export const getAlerts = () => get('/api/alerts');

/**
 * @param {{ offset: number, limit: number, historical: boolean }} asked
 * @returns {Promise<TicketPage>}
 */
export const getTickets = ({ offset, limit, historical }) => get(`/api/tickets?offset=${offset}&limit=${limit}&historical=${historical}`);

/**
 * @param {number} id
 * @param {number} limit
 * @returns {Promise<Topic>}
 */
export const getTopic = (id, limit) => get(`/api/topics/${id}?limit=${limit}`);
