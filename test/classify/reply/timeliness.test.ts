import { describe, expect, it } from 'vitest';
import { timelinessOf } from '../../../classify/reply/timeliness.ts';
import { loadCalendar } from '../../../profiles/calendars.ts';

const calendar = loadCalendar();
const at = (text: string) => new Date(`${text}+08:00`);
const count = (asked: string | null, replied: string | null, dayOnly = false) => timelinessOf(asked === null ? null : at(asked), replied === null ? null : at(replied), calendar, dayOnly);

describe('timelinessOf', () => {
  it.each([
    ['the same day', '2026-11-24T09:00', '2026-11-24T17:00', 0, 0],
    ['the next working day', '2026-11-24T23:59', '2026-11-25T00:01', 1, 1],
    ['over a weekend with a day on duty', '2026-10-09T16:20', '2026-10-13T09:00', 4, 3],
    ['over a holiday', '2026-05-01T10:00', '2026-05-08T09:00', 7, 3],
  ])('%s', (_name, asked, replied, days, workdays) => {
    expect(count(asked, replied)).toMatchObject({ days, workdays, ok: true, provisional: false });
  });

  it('counts days in Shanghai, whatever the instants say in UTC', () => {
    expect(timelinessOf(new Date('2026-11-24T15:59:00Z'), new Date('2026-11-24T16:01:00Z'), calendar)).toMatchObject({ days: 1, workdays: 1 });
  });

  it('without a time there is no count, and that is no fault', () => {
    expect(count(null, '2026-11-24T09:00')).toMatchObject({ days: null, workdays: null, ok: true, reason: '没有留言时间,不计时效' });
    expect(count('2026-11-24T09:00', null)).toMatchObject({ days: null, reason: '没有答复时间,不计时效' });
    expect(count(null, null)).toMatchObject({ days: null, reason: '没有留言和答复时间,不计时效' });
  });

  it('an answer before its question is told, never counted', () => {
    expect(count('2026-11-24T09:00', '2026-11-20T09:00')).toMatchObject({ days: null, workdays: null, ok: false, reason: '答复时间(2026-11-20)早于留言时间(2026-11-24),不计时效' });
    expect(count('2026-11-24T09:00', '2026-11-24T08:00')).toMatchObject({ days: null, ok: false });
    expect(count('2026-11-24T09:00', '2026-11-24T00:00', true)).toMatchObject({ days: 0, workdays: 0, ok: true });
  });

  it('says where the calendar ends, and does not walk through centuries', () => {
    expect(count('2006-03-01T09:00', '2006-03-08T09:00')).toMatchObject({ days: 7, workdays: null, ok: true });
    expect(count('2027-03-01T09:00', '2027-03-08T09:00')).toMatchObject({ days: 7, workdays: 5, provisional: true });
    expect(count('2026-03-01T09:00', '9026-03-08T09:00')).toMatchObject({ days: null, ok: false });
  });
});
