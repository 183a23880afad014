import { shanghaiText } from '../model/index.ts';

/** Days and times as a Chinese paper writes them, without filled-up zeros. */

/** `shortDay('2026-11-06')` → `'11月6日'`. */
export function shortDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

/** In Shanghai: `'11月23日8时'`, `'11月19日15时20分'`. */
export function shortTime(at: Date): string {
  const [day = '', time = ''] = shanghaiText(at).split(' ');
  const minute = Number(time.slice(3));
  return `${shortDay(day)}${Number(time.slice(0, 2))}时${minute === 0 ? '' : `${minute}分`}`;
}

/** How long past, in whole natural days: due 11-20 24:00, on 11-23 at 08:00 → `'2天'`; on the first day in hours. */
export function lasting(due: Date, asOf: Date): string {
  const hours = Math.floor((asOf.getTime() - due.getTime() - 1000) / 3_600_000);
  if (hours < 1) return '不足1小时';
  return hours < 24 ? `${hours}小时` : `${Math.floor(hours / 24)}天`;
}

/** Alerts by level as one phrase: `红1个、黄2个`. */
export function levels(alerts: readonly { level: string; count: number }[]): string {
  return alerts.map((a) => `${a.level}${a.count}个`).join('、');
}
