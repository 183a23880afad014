import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRelativeTime, parseTimeAt } from '../../../ingest/times/relative.ts';

/** A Tuesday, 15:05:30 in Shanghai. */
const NOW = new Date('2026-11-24T07:05:30Z');
const shanghai = (at: Date | null) => (at ? new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ') : null);
const seen = (text: string, now = NOW) => shanghai(parseRelativeTime(text, now));

describe('a while ago', () => {
  it.each([
    ['刚刚', '2026-11-24 15:05:27'], ['剛剛', '2026-11-24 15:05:27'], ['剛才', '2026-11-24 15:05:27'], ['3分钟前', '2026-11-24 15:02:30'], ['三分鐘前', '2026-11-24 15:02:30'],
    ['３分钟前', '2026-11-24 15:02:30'], ['十二小时前', '2026-11-24 03:05:30'], ['两天前', '2026-11-22 15:05:30'], ['兩個月前', '2026-09-25 15:05:30'], ['半小时前', '2026-11-24 14:35:30'],
    ['半个小时前', '2026-11-24 14:35:30'], ['一个半小时前', '2026-11-24 13:35:30'], ['两小时半前', '2026-11-24 12:35:30'], ['1.5小时前', '2026-11-24 13:35:30'], ['一刻钟前', '2026-11-24 14:50:30'], ['2周前', '2026-11-10 15:05:30'],
    ['1年前', '2025-11-24 15:05:30'], ['半年前', '2026-05-26 03:05:30'], ['十几分钟前', '2026-11-24 14:52:30'], ['一百二十分钟前', '2026-11-24 13:05:30'], ['30多分钟前', '2026-11-24 14:35:30'], ['1小时零5分钟前', '2026-11-24 14:00:30'],
    ['an hour ago', '2026-11-24 14:05:30'], ['about 3 hrs ago', '2026-11-24 12:05:30'], ['1 hour and 5 minutes ago', '2026-11-24 14:00:30'], ['a few days ago', '2026-11-21 15:05:30'], ['1mo ago', '2026-10-25 15:05:30'], ['2 小时 之前', '2026-11-24 13:05:30'],
  ])('%s', (text, at) => {
    expect(seen(text)).toBe(at);
  });
});

describe('a day named by its distance', () => {
  it.each([
    ['昨天 12:03', '2026-11-23 12:03:00'], ['昨日12:03:04', '2026-11-23 12:03:04'], ['前天', '2026-11-22 00:00:00'], ['大前天 08:00', '2026-11-21 08:00:00'], ['今天 08:00', '2026-11-24 08:00:00'], ['今日凌晨1点半', '2026-11-24 01:30:00'],
    ['昨天下午三点一刻', '2026-11-23 15:15:00'], ['昨天上午12:30', '2026-11-23 00:30:00'], ['昨天中午12点', '2026-11-23 12:00:00'], ['昨天中午1点', '2026-11-23 13:00:00'], ['昨晚12点', '2026-11-24 00:00:00'],
    ['昨夜2点', '2026-11-24 02:00:00'], ['昨晚', '2026-11-23 20:00:00'], ['今早', '2026-11-24 08:00:00'], ['昨天早上8點05分', '2026-11-23 08:05:00'], ['昨天 24:00', '2026-11-24 00:00:00'], ['後天 9點', '2026-11-26 09:00:00'],
    ['yesterday at 9:05 am', '2026-11-23 09:05:00'], ['Today at 12:03', '2026-11-24 12:03:00'], ['day before yesterday', '2026-11-22 00:00:00'], ['tonight', '2026-11-24 20:00:00'],
    ['周一 10:00', '2026-11-23 10:00:00'], ['周二 10:00', '2026-11-17 10:00:00'], ['星期天', '2026-11-22 00:00:00'], ['週三十点', '2026-11-18 10:00:00'], ['禮拜六', '2026-11-21 00:00:00'], ['周7', '2026-11-22 00:00:00'],
    ['上周三', '2026-11-18 00:00:00'], ['上周日', '2026-11-22 00:00:00'], ['上周一', '2026-11-16 00:00:00'], ['上上周一', '2026-11-09 00:00:00'], ['上个星期五 9:00', '2026-11-20 09:00:00'], ['本周一', '2026-11-23 00:00:00'], ['這週五 9:00', '2026-11-27 09:00:00'], ['下周日', '2026-12-06 00:00:00'],
    ['last Tuesday', '2026-11-17 00:00:00'], ['next tue', '2026-12-01 00:00:00'], ['next Wed', '2026-11-25 00:00:00'],
  ])('%s', (text, at) => {
    expect(seen(text)).toBe(at);
  });

  it('after midnight in Shanghai it is another day, while Greenwich has the old one', () => {
    const late = new Date('2026-11-23T16:30:00Z');
    expect([seen('今天', late), seen('昨天 23:50', late), seen('周一', late)]).toEqual(['2026-11-24 00:00:00', '2026-11-23 23:50:00', '2026-11-23 00:00:00']);
  });
});

describe('a month and a day', () => {
  it.each([
    ['11-24 09:00', '2026-11-24 09:00:00'], ['11-24', '2026-11-24 00:00:00'], ['11-25 09:00', '2025-11-25 09:00:00'], ['1-2 9:00', '2026-01-02 09:00:00'], ['11/23', '2026-11-23 00:00:00'], ['11.23 09:00', '2026-11-23 09:00:00'],
    ['11月24日', '2026-11-24 00:00:00'], ['十一月二十四日 下午三点', '2026-11-24 15:00:00'], ['12月1号 8:00', '2025-12-01 08:00:00'], ['去年11月24日', '2025-11-24 00:00:00'], ['今年1月2日 08:00', '2026-01-02 08:00:00'],
    ['Nov 24', '2026-11-24 00:00:00'], ['Nov 25, 9:00 AM', '2025-11-25 09:00:00'], ['24 November at 09:00', '2026-11-24 09:00:00'], ['2-29', '2024-02-29 00:00:00'],
  ])('%s', (text, at) => {
    expect(seen(text)).toBe(at);
  });
});

it('an hour alone is the last such hour', () => {
  expect([seen('15:05'), seen('15:06'), seen('下午3点'), seen('晚上8点'), seen('9点30分')]).toEqual(['2026-11-24 15:05:00', '2026-11-23 15:06:00', '2026-11-24 15:00:00', '2026-11-23 20:00:00', '2026-11-24 09:30:00']);
});

describe('what pages put around a time', () => {
  it.each([
    '编辑于 2小时前', '編輯於 2小時前', '发布于2小时前', '发布时间:2小时前', '最后回复 2小时前', '2小时前·广东', '2小时前 · 已编辑', '2小时前 来自江苏', '2小时前 IP属地:江苏', '2小时前 江苏', '2小时前 廣東', '2小时前发布', '2小时前 更新了', '(2小时前)',
    '【2小时前】', '约2小时前', '2小时前 发布于 江苏', '2小时前 来自 某某手机客户端', 'posted 2 hours ago', 'Last updated: 2 hours ago', '编辑于 2小时前 发布于 江苏', '· 2小时前', '2小时前(已编辑)', '  ２ 小時 前  ', '2小时前 via 网页', '最后回复 (约 2小时前)',
  ])('%s', (text) => {
    expect(seen(text)).toBe('2026-11-24 13:05:30');
  });
});

it.each([
  '', '  ', '前', '天前', '小时前', 'ago', 'in', '昨', '明明', '周', '周八', '周末愉快', '星期一到星期五', '昨天的会议', '今天天气真好', '前天桥', '后天桥下', '1/2', '3/4', '11.24', '13-40', '2-30', '11-24-', '昨天 25:00', '昨天 10:60', '昨天 8', '下午茶', '早上好', '3分', '3点',
  '2.5', '100', 'RSSHub', 'maybe', 'march on', 'sunday roast', '5 stars', '来自江苏', '发布', '编辑于', '3000年前', '九九九九年前', '9999999999秒前', `${'9'.repeat(80)}秒前`, `${'9'.repeat(80)}天后`, '以前', '3分钟前的3分钟前', '从前有座山', '一二三四', '今年', '去年', '上周', '12:30:99', 'constructor', '几前', '分钟',
])('%j is no time', (text) => {
  expect(parseRelativeTime(text, NOW)).toBeNull();
});

describe('with its precision, and times in full', () => {
  const at = (text: string) => {
    const found = parseTimeAt(text, NOW);
    return found && [shanghai(found.at), found.precision];
  };

  it.each([
    ['刚刚', '2026-11-24 15:05:27', 'second'], ['10秒前', '2026-11-24 15:05:20', 'second'], ['3分钟前', '2026-11-24 15:02:30', 'minute'], ['2小时前', '2026-11-24 13:05:30', 'minute'], ['1天1小时前', '2026-11-23 14:05:30', 'minute'], ['3天前', '2026-11-21 15:05:30', 'day'], ['半天前', '2026-11-24 03:05:30', 'minute'],
    ['昨天', '2026-11-23 00:00:00', 'day'], ['昨晚', '2026-11-23 20:00:00', 'day'], ['昨天 12:03', '2026-11-23 12:03:00', 'minute'], ['昨天 12:03:04', '2026-11-23 12:03:04', 'second'],
    ['2026-11-24 09:00', '2026-11-24 09:00:00', 'minute'], ['2026/11/24 09:00:05', '2026-11-24 09:00:05', 'second'], ['2026年11月24日', '2026-11-24 00:00:00', 'day'], ['发布于 2026-11-24 09:00 江苏', '2026-11-24 09:00:00', 'minute'],
    ['发布时间:2026年11月24日 下午3:05 来源:清河发布 浏览:30', '2026-11-24 15:05:00', 'minute'], ['Tue, 24 Nov 2026 01:00:00 GMT', '2026-11-24 09:00:00', 'second'], ['2026-11-24T01:00:00Z', '2026-11-24 09:00:00', 'second'], ['1795482000', '2026-11-24 09:00:00', 'second'], ['20261124', '2026-11-24 00:00:00', 'day'],
    ['Tue Nov 24 2026 09:00:00 GMT+0800 (CST)', '2026-11-24 09:00:00', 'second'], ['Tue Nov 24 09:00:00 CST 2026', '2026-11-24 09:00:00', 'second'], ['2026年11月24日9时', '2026-11-24 09:00:00', 'minute'],
  ])('%s', (text, when, precision) => {
    expect(at(text)).toEqual([when, precision]);
  });

  it('11-24 is no year 2011, and 周三 10:00 no absolute time', () => {
    expect([at('11-24'), at('周三 10:00'), at('5月24日')]).toEqual([['2026-11-24 00:00:00', 'day'], ['2026-11-18 10:00:00', 'minute'], ['2026-05-24 00:00:00', 'day']]);
  });
});

describe('whatever comes in', () => {
  const word = fc.constantFrom('昨', '今', '天', '前', '后', '上', '周', '三', '十', '两', '半', '几', '个', '小时', '分钟', '年', '月', '日', '点', ':', '-', '/', '·', '1', '24', '09', ' ', '早', '晚', '下午', 'ago', 'in ', 'at ', 'pm', 'nov', '发布于', '来自', '江苏', '\0', '\ud800', '后', '百');
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 150 }), fc.array(word, { maxLength: 12 }).map((words) => words.join('')));

  it('is null or an instant since 1970', () => {
    fc.assert(fc.property(text, fc.date({ noInvalidDate: false }), (words, now) => {
      for (const at of [parseRelativeTime(words, now), parseTimeAt(words, now)?.at ?? null]) expect(at === null || !Number.isNaN(at.getTime())).toBe(true);
      expect(parseRelativeTime(words, now)?.getTime() ?? 0).toBeGreaterThanOrEqual(0);
    }), { numRuns: 5_000 });
  });

  it('a number of minutes, hours or days comes back as it went in, spaces and width aside', () => {
    const units = fc.constantFrom<[string, number]>(['秒', 1], ['分钟', 60], ['小时', 3_600], ['天', 86_400], ['星期', 604_800]);
    fc.assert(fc.property(fc.nat({ max: 999 }), units, fc.boolean(), fc.constantFrom('', ' '), (n, [unit, seconds], wide, gap) => {
      const digits = wide ? String(n).replace(/\d/g, (d) => String.fromCodePoint(d.charCodeAt(0) + 0xfee0)) : String(n);
      expect(parseRelativeTime(`${digits}${gap}${unit}前`, NOW)?.getTime()).toBe(NOW.getTime() - n * seconds * 1_000);
    }));
  });

  it('a month and day is never after today, and within a year unless it is a leap day', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), fc.date({ min: new Date('1975-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (month, day, now) => {
      const at = parseRelativeTime(`${month}月${day}日`, now)!;
      expect(at.getTime()).toBeLessThanOrEqual(now.getTime());
      expect(now.getTime() - at.getTime()).toBeLessThan(367 * 86_400_000);
    }));
  });

  it('what follows a time may be long, but not a sentence', () => {
    expect(parseRelativeTime(`2小时前 来自${'某'.repeat(80)}`, NOW)).not.toBeNull();
    expect(parseRelativeTime(`2小时前 来自${'某'.repeat(120)}`, NOW)).toBeNull();
  });

  it('long and repetitive input is refused at once', () => {
    for (const unit of ['1天', '昨天', '(', '编辑于', '1 ', '一', '·', 'last ', '- ']) expect(parseRelativeTime(unit.repeat(200_000), NOW)).toBeNull();
  });
});
