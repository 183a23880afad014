import { digitsBefore } from './relative-numeral.ts';

/** Parts of the day: whether twelve hours are to be added, and the hour meant where none is named. */
const PARTS: [RegExp, { half: 'am' | 'noon' | 'pm' | 'night'; hour: number }][] = [
  [/^(?:凌晨|清晨|拂晓)/, { half: 'am', hour: 3 }],
  [/^(?:早上|早晨|早间|早|晨)/, { half: 'am', hour: 8 }],
  [/^(?:上午|午前)/, { half: 'am', hour: 10 }],
  [/^(?:中午|正午)/, { half: 'noon', hour: 12 }],
  [/^(?:下午|午后)/, { half: 'pm', hour: 15 }],
  [/^(?:傍晚|黄昏)/, { half: 'pm', hour: 18 }],
  [/^(?:晚上|晚间|夜间|夜里|深夜|半夜|午夜|夜晚|晚|夜)/, { half: 'night', hour: 20 }],
];
const CLOCK = /^(\d{1,2})(?:\s*:\s*(\d{1,2})(?:\s*:\s*(\d{1,2}))?|\s*[点时](?:整|钟|(半)|(一刻|三刻)|(\d{1,2})\s*分?(?:\s*(\d{1,2})\s*秒)?)?)?\s*(?:([ap])\.?m\.?)?$/;

/** Seconds after midnight; the day's end may lie beyond 24 hours (`昨晚12点`). */
export interface ClockTime {
  seconds: number;
  precision: 'second' | 'minute' | 'day';
}

/**
 * What stands after a day: `08:00`, `20时0分0秒`, `晚上8点半`, `at 3 pm`, `下午`, or nothing (midnight, only the day is known).
 *
 *     readClock('下午3点')   // 54000 s, minute
 *
 * @returns null for what is no hour, or one that does not exist
 */
export function readClock(text: string): ClockTime | null {
  const rest = text.replace(/^[\s,的]+/, '').replace(/^at\s+/, '');
  if (rest === '') return { seconds: 0, precision: 'day' };
  const [words, part] = PARTS.find(([names]) => names.test(rest)) ?? [];
  const hours = digitsBefore(words ? rest.replace(words, '') : rest, /^[点时分秒]/).trim();
  if (part && hours === '') return { seconds: part.hour * 3_600, precision: 'day' };
  const found = CLOCK.exec(hours);
  if (!found) return null;
  const [, h, colonMinute, colonSecond, half, quarter, wordMinute, wordSecond, meridiem] = found;
  // A number alone is no hour: `昨天 8`.
  if (/^\d+$/.test(hours)) return null;
  const minute = half ? 30 : quarter ? (quarter === '一刻' ? 15 : 45) : Number(colonMinute ?? wordMinute ?? 0);
  const second = colonSecond ?? wordSecond;
  const hour = fullHour(Number(h), meridiem === undefined ? part?.half : meridiem === 'p' ? 'pm' : 'am', minute);
  if (hour === null || minute > 59 || Number(second ?? 0) > 59) return null;
  return { seconds: (hour * 60 + minute) * 60 + Number(second ?? 0), precision: second === undefined ? 'minute' : 'second' };
}

/** `下午3` → 15, `晚上12` → 24 (the midnight that ends the day), `半夜2` → 26 (the small hours after it), `凌晨12` → 0. */
function fullHour(hour: number, half: 'am' | 'noon' | 'pm' | 'night' | undefined, minute: number): number | null {
  if (hour > 24 || (hour === 24 && minute > 0)) return null;
  switch (half) {
    case 'am': return hour === 12 ? 0 : hour;
    case 'noon': return hour < 10 ? hour + 12 : hour;
    case 'pm': return hour < 12 ? hour + 12 : hour;
    case 'night': return hour < 5 ? hour + 24 : hour <= 12 ? hour + 12 : hour;
    case undefined: return hour;
  }
}
