// @ts-check
/** Times as the desk says them. Pure: the moment is handed in. Everything is Asia/Shanghai, whatever the reader's machine says. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** No daylight saving since 1991. */
const SHANGHAI = 8 * HOUR;

/**
 * A length of time in its two largest units.
 * @param {number} ms
 * @example span(97_200_000) // '1天3小时'
 */
export function span(ms) {
  const days = Math.floor(ms / DAY);
  const hours = Math.floor((ms % DAY) / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  if (days > 0) return hours > 0 ? `${days}天${hours}小时` : `${days}天`;
  if (hours > 0) return minutes > 0 ? `${hours}小时${minutes}分` : `${hours}小时`;
  if (minutes > 0) return `${minutes}分钟`;
  return `${Math.floor(ms / SECOND)}秒`;
}

/**
 * How a deadline stands. A deadline that ends at 23:59:59 ends with its day, so the last second still counts.
 * @param {Date} dueAt
 * @param {Date} now
 * @returns {{ text: string, pressure: 'late' | 'soon' | 'fine' }}
 * @example countdown(due, now) // { text: '剩余 1天3小时', pressure: 'fine' } or { text: '已超期 2小时', pressure: 'late' }
 */
export function countdown(dueAt, now) {
  const left = dueAt.getTime() + SECOND - now.getTime();
  if (left <= 0) return { text: `已超期 ${span(-left)}`, pressure: 'late' };
  return { text: `剩余 ${span(left)}`, pressure: left < DAY ? 'soon' : 'fine' };
}

/** @param {Date} at */
const local = (at) => new Date(at.getTime() + SHANGHAI).toISOString();

/**
 * A moment; the year only where it is another one; the end of a day as papers write it.
 * @param {Date} at
 * @param {Date} now
 * @example moment(new Date('2026-11-27T15:59:59Z'), now) // '11-27 24:00'
 */
export function moment(at, now) {
  const text = local(at);
  const day = text.slice(0, 4) === local(now).slice(0, 4) ? text.slice(5, 10) : text.slice(0, 10);
  const time = text.slice(11, 19) === '23:59:59' ? '24:00' : text.slice(11, 16);
  return `${day} ${time}`;
}

/**
 * The day alone, for what is known no finer.
 * @param {Date} at
 * @param {Date} now
 */
export const dayOf = (at, now) => moment(at, now).slice(0, -6);

/**
 * @param {Date} at
 * @param {Date} now
 * @example ago(at, now) // '刚刚', '12分钟前', '3小时前', '11-20 08:10'
 */
export function ago(at, now) {
  const passed = now.getTime() - at.getTime();
  if (passed < MINUTE) return '刚刚';
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)}分钟前`;
  if (passed < DAY) return `${Math.floor(passed / HOUR)}小时前`;
  return moment(at, now);
}

/**
 * @param {string} day YYYY-MM-DD
 * @example weekday('2026-11-24') // '周二'
 */
export const weekday = (day) => `周${'日一二三四五六'[new Date(`${day}T00:00:00Z`).getUTCDay()]}`;

/**
 * @param {Date} now
 * @example wallClock(now) // '11月24日 周二 18:30'
 */
export function wallClock(now) {
  const text = local(now);
  return `${Number(text.slice(5, 7))}月${Number(text.slice(8, 10))}日 ${weekday(text.slice(0, 10))} ${text.slice(11, 16)}`;
}
