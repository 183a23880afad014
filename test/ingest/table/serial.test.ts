import { describe, expect, it } from 'vitest';
import { numberKind, numberText, serialText } from '../../../ingest/table/serial.ts';

describe('numbers of a workbook', () => {
  it.each([
    [0, undefined, 'number'], [14, undefined, 'date'], [22, undefined, 'datetime'], [20, undefined, 'time'], [31, undefined, 'date'], [57, undefined, 'date'], [49, undefined, 'number'],
    [164, 'General', 'number'], [164, 'G/通用格式', 'number'], [164, '0.00E+00', 'number'], [164, '#,##0"天";[Red]-#,##0', 'number'], [164, '0\\d', 'number'], [164, '_-* #,##0_d', 'number'],
    [164, 'yyyy-mm-dd', 'date'], [164, 'm"月"', 'date'], [164, 'yyyy/m/d h:mm', 'datetime'], [164, '[$-F800]dddd, mmmm dd, yyyy', 'date'], [164, 'h:mm AM/PM', 'time'], [164, '[h]:mm:ss', 'time'],
  ])('format %i %s is a %s', (id, code, kind) => {
    expect(numberKind(id, code)).toBe(kind);
  });

  it('pads a number that is formatted with zeros', () => {
    expect(numberKind(164, '000000')).toEqual({ zeros: 6 });
  });

  it.each([
    [45901.336805555555, 'datetime', '2025-09-01 08:05:00'], [45901, 'datetime', '2025-09-01 00:00:00'], [45901, 'date', '2025-09-01'], [45901.5, 'date', '2025-09-01 12:00:00'], [0.25, 'time', '06:00:00'],
    [61, 'date', '1900-03-01'], [45901.999994, 'datetime', '2025-09-01 23:59:59'], [45901.999999, 'datetime', '2025-09-02 00:00:00'], [-1, 'date', '-1'], [1e9, 'date', '1000000000'], [Number.MAX_VALUE, 'date', String(Number.MAX_VALUE)],
  ] as const)('serial %d as %s is %s', (serial, kind, text) => {
    expect(serialText(serial, kind, false)).toBe(text);
  });

  it.each([['20180404159024', '20180404159024'], ['1.5', '1.5'], ['0.30000000000000004', '0.3'], ['188006.0', '188006'], ['-3', '-3'], ['1E3', '1000'], ['1.12E+17', '1.12E+17'], ['1000000000000000', '1E+15'], ['abc', 'abc'], ['', '']])('number %s reads %s', (value, text) => {
    expect(numberText(value)).toBe(text);
  });
});
