import { shanghaiIso } from '../../model/index.ts';

/** How a column writes its times. */
export interface TimeStyle {
  /** Between the parts: `-`, `/`, `.` or 年. */
  mark: string;
  padded: boolean;
  /** Between day and clock. */
  between: string;
  clock: 'none' | 'minute' | 'second';
}

const USUAL: TimeStyle = { mark: '-', padded: true, between: ' ', clock: 'second' };
const WRITTEN = /^\d{4}([-/.年])(\d{1,2})[-/.月](\d{1,2})日?(?:(\s*T?)(\d{1,2}):(\d\d)(:\d\d)?)?/;

/**
 * The style that most of a column's times are written in; the usual one where none can be told, and a day only where
 * the column's name says 日期.
 */
export function timeStyle(samples: readonly string[], column: string): TimeStyle {
  const count = new Map<string, number>();
  let oneDigit = false;
  for (const sample of samples) {
    const m = WRITTEN.exec(sample.normalize('NFKC').trim());
    if (!m) continue;
    const day = [m[2]!, m[3]!];
    oneDigit ||= day.some((part) => part.length === 1);
    const style: TimeStyle = { mark: m[1]!, padded: true, between: m[5] === undefined ? ' ' : m[4]!, clock: m[5] === undefined ? 'none' : m[7] === undefined ? 'minute' : 'second' };
    const key = JSON.stringify(style);
    count.set(key, (count.get(key) ?? 0) + 1);
  }
  const [best] = [...count].sort((a, b) => b[1] - a[1]);
  if (!best) return /日期\s*$/.test(column) ? { ...USUAL, clock: 'none' } : USUAL;
  return { ...(JSON.parse(best[0]) as TimeStyle), padded: !oneDigit };
}

/** A time on the wall in Shanghai: `writeTime(at, { mark: '/', padded: false, between: ' ', clock: 'minute' })` → `'2026/3/5 09:30'`. */
export function writeTime(at: Date, style: TimeStyle): string {
  const [date = '', clock = ''] = shanghaiIso(at).slice(0, 19).split('T');
  const [year = '', ...rest] = date.split('-');
  const [month = '', day = ''] = style.padded ? rest : rest.map((part) => String(Number(part)));
  const written = style.mark === '年' ? `${year}年${month}月${day}日` : [year, month, day].join(style.mark);
  return style.clock === 'none' ? written : `${written}${style.between}${style.clock === 'minute' ? clock.slice(0, 5) : clock}`;
}
