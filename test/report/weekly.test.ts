import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, type CategoryCode } from '../../model/index.ts';
import { categoryName } from '../../profiles/load.ts';
import { composeWeekly } from '../../report/make.ts';
import { weekById, weekOf } from '../../report/week.ts';
import type { WeeklyReport } from '../../report/weekly.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { Recount } from './recount.ts';
import { fillWorld, HOSTILE, NOW, PROFILE, World } from './world.ts';

const WEEK = weekById('2026-W47');
const THIS: [string, string] = ['2026-11-16 00:00', '2026-11-23 00:00'];
const LAST: [string, string] = ['2026-11-09 00:00', '2026-11-16 00:00'];

const share = (n: number, d: number) => `${(Math.round((n * 10_000) / d) / 100).toFixed(2)}%（${n}/${d}）`;
const arrow = (n: number, b: number) => (n > b ? `↑${n - b}` : n < b ? `↓${b - n}` : '→');
const numbers = (s: string) => (s.match(/\d+(?:\.\d+)?/g) ?? []).toSorted();
const effectiveOf = (r: WeeklyReport) => r.numbers.volume.reduce((n, v) => n + v.distinct, 0);
let t: TestDb;
beforeAll(async () => { t = await createTestDb(); });
afterAll(() => t.close());

describe('an empty house', () => {
  it('says plainly that there was nothing, and that nothing listens', async () => {
    const report = await composeWeekly(t.db, WEEK, NOW, PROFILE);
    expect(report.subject).toBe('【舆情周报】2026年第47周：无有效舆情，无超期未办');
    for (const form of [report.text, report.html]) {
      expect(form).toContain('本周未收到舆情信息；上周有效舆情0件。');
      expect(form).toContain('本周无有效舆情，无类别与来源分布。');
      expect(form).toContain('本周没有两条以上信息聚成的话题。');
      expect(form).toContain('本周无到期时限，不计按时率。');
      expect(form).toContain('没有待办时限在此期间到期。');
      expect(form).toContain('没有启用的信源：本周无信息，不等于本周无舆情。');
      expect(form).not.toMatch(/NaN|undefined|null|Infinity/);
    }
  });
});

describe('a full week', () => {
  let report: WeeklyReport;
  let count: Recount;
  beforeAll(async () => {
    await fillWorld(t.db);
    report = await composeWeekly(t.db, WEEK, NOW, PROFILE);
    count = new Recount(t.db, { week: THIS, last: LAST, now: '2026-11-23 08:00', profile: PROFILE });
  });

  it('has every figure of the mail from independent SQL, and no figure besides', async () => {
    let left = report.text;
    /** Takes a fragment that must stand in the mail out of it. */
    const take = (fragment: string) => {
      expect(left).toContain(fragment);
      left = left.replace(fragment, '');
    };

    const total = await count.effective(THIS);
    const before = await count.effective(LAST);
    const sensitive = await count.sensitive(THIS);
    const binding = `not historical and st not in ('X4', 'X6', 'X7')`;
    const met = await count.met(binding);
    const overdue = await count.overdue();
    const overdueUnits = await count.overdue('count(distinct unit)');
    expect([total, before, sensitive, met.due, overdue].every((n) => n > 5)).toBe(true);
    expect(report.subject).toBe(`【舆情周报】2026年第47周：有效舆情${total}件，超期未办${overdue}项`);
    take('依据：扬州市2018年政务公开工作要点\n2026年第47周（11月16日0时—11月22日24时）\n2026年11月23日8时生成');
    take(`  有效舆情 ${total}；上周${before}\n`);
    take(`  敏感 ${sensitive}；${share(sensitive, total)}\n`);
    take(`  按时率 ${(Math.round((met.onTime * 10_000) / met.due) / 100).toFixed(2)}%；${met.onTime}/${met.due}\n`);
    take(`  超期未办 ${overdue}；${overdueUnits}个单位\n`);
    take(`本周收到原始信息${await count.one(`select count(*) from ${count.items(THIS)} i`)}条，去重后有效舆情${total}件（留言${await count.effective(THIS, 'message')}件、帖文${await count.effective(THIS, 'post')}件），比上周增加${total - before}件，升${share(total - before, before)}。`);

    // Categories and channels: each share is within 0.01 of the truth, and each table adds up to 100.00.
    const tables: [Map<string, number>, Map<string, number>, (key: string) => string][] = [
      [await count.categories(THIS), await count.categories(LAST), (k) => (k === '-' ? '待研判' : categoryName(k as CategoryCode))],
      [await count.channels(THIS), await count.channels(LAST), (k) => k],
    ];
    const tops: string[] = [];
    for (const [now, last, name] of tables) {
      let hundredths = 0;
      for (const [key, n] of now) {
        const b = last.get(key) ?? 0;
        const line = new RegExp(`  · ${name(key)}(?:（[^）]+）)?：本周 ${n}；占比 (\\d+\\.\\d\\d)%（${n}/${total}）；上周 ${b}（${arrow(n, b)}）\n`).exec(left);
        expect(line).not.toBeNull();
        expect(Math.abs(Number(line![1]) - (n * 100) / total)).toBeLessThan(0.01);
        hundredths += Math.round(Number(line![1]) * 100);
        left = left.replace(line![0], '');
        if (n === Math.max(...now.values())) tops.push(`以“${name(key)}”最多，${n}件，占${line![1]}%（${n}/${total}）`);
      }
      expect(hundredths).toBe(10_000);
      const gone = [...last].filter(([key]) => !now.has(key)).reduce((sum, [, n]) => sum + n, 0);
      expect(gone).toBeGreaterThan(0);
      take(`  · 本周未出现的：本周 0；占比 0.00%（0/${total}）；上周 ${gone}（↓${gone}）\n`);
      take(`  · 合计：本周 ${total}；占比 100.00%（${total}/${total}）；上周 ${before}（${arrow(total, before)}）\n`);
    }
    expect(tops).toHaveLength(2);
    take(`敏感${sensitive}件，占${share(sensitive, total)}，上周${await count.sensitive(LAST)}件；类别${tops[0]}；来源${tops[1]}。`);

    const orange = await count.alerts(THIS, '橙');
    const blue = await count.alerts(THIS, '蓝');
    expect(await count.alerts(THIS, '红') + await count.alerts(THIS, '黄')).toBe(0);
    take(`本周到期时限${met.due}项，按时完成${met.onTime}项，按时率${share(met.onTime, met.due)}；截至11月23日8时，超期未办${overdue}项，涉及${overdueUnits}个单位；新发预警${orange + blue}个（橙${orange}个、蓝${blue}个）。`);
    take(`本周新发预警：橙${orange}个、蓝${blue}个（其中${await count.one(`select count(*) from alert where state = 'false_alarm'`)}个经核为误报）；上周无新发预警。`);
    const state = (x: string) => count.one(`select count(*) from ${count.items(THIS)} i where st = '${x}'`);
    take(`无效${await state('X7')}条（不计入有效舆情）；并案${await state('X4')}条；不予受理${await state('X6')}条；来时已办结或属历史材料${await count.one(`select count(*) from ${count.items(THIS)} i where historical`)}条（只统计，不提醒、不督办）。`);
    take(`本周另补录以前收到的材料${await count.one(`select count(*) from item where detected_at >= '${THIS[0]}+08' and detected_at < '${THIS[1]}+08' and published_at < '${THIS[0]}+08'`)}条，不计入本周数。`);
    take(`启用信源${await count.one(`select count(*) from source where enabled and profile_id = '${PROFILE}'`)}个，其中1个最近一次采集失败（停了的论坛）`);

    // Topics: hostile words are one harmless line; a telephone number is masked; the small one has no rank.
    const [hot, small] = [1, 2];
    take(`  · 1. <script>alert("x")</script><img src=[链接]> Bcc: [邮箱]（食品药品安全 · 编号${hot}）：本周 ${await count.topic(hot, THIS)}；上周 ${await count.topic(hot, LAST)}（↑${await count.topic(hot, THIS) - await count.topic(hot, LAST)}）；预警 橙\n`);
    take(`  · 某小区停水,电话138****00（水电气热公用事业 · 编号${small}）：本周 ${await count.topic(small, THIS)}；上周 ${await count.topic(small, LAST)}（↑2）；预警 —\n`);

    take(`本周收到并立件${await count.tickets('received_at', THIS, false)}件（上周${await count.tickets('received_at', LAST, false)}件），办结${await count.tickets('closed_at', THIS, false)}件（上周${await count.tickets('closed_at', LAST, false)}件）；历史材料另立件${await count.tickets('received_at', THIS, true)}件、办结${await count.tickets('closed_at', THIS, true)}件；截至11月23日8时在办${await count.one(`select count(*) from ticket where not historical and state not in ('S12', 'S13', 'X6', 'X7')`)}件。`);
    const line = (name: string, m: typeof met) => `  · ${name}：到期 ${m.due}；按时 ${m.onTime}；逾期完成 ${m.late}；未办 ${m.undone}；按时率 ${m.due < 10 ? `${m.onTime}/${m.due}` : share(m.onTime, m.due)}\n`;
    for (const [kind, name] of [['K4', '舆情回应'], ['K7', '初步答复'], ['K8', '办理结果']]) take(line(name!, await count.met(`${binding} and kind = '${kind}'`)));
    take(line('合计', met));
    expect(met.due).toBe(met.onTime + met.late + met.undone);
    const old = await count.met('historical');
    take(`并案、不予受理和无效件的到期时限${(await count.met(`not historical and st in ('X4', 'X6', 'X7')`)).due}项单列`);
    take(`来时已办结或属历史材料的另计：本周到期${old.due}项，按时${share(old.onTime, old.due)}，逾期完成${old.late}项，未见办结${old.undone}项。`);
    take(`历史材料中另有${await count.one(`select count(*) from ${count.duties()} d where historical and met_at is null and due_at < '2026-11-23 08:00+08'`)}项已过时限而未见办结记录`);
    const oldest = (where: string) => count.overdue(`floor(extract(epoch from '2026-11-23 08:00+08'::timestamptz - min(due_at) - interval '1 s') / 86400)`, where);
    take(`截至11月23日8时，超期未办${overdue}项（涉及工单${await count.overdue('count(distinct subject_id)')}件），最长已超期${await oldest('true')}天。`);
    for (const unit of ['市教育局', '市房管局', '市卫计委', '市环保局', '市民政局']) {
      const m = await count.met(`${binding} and unit = '${unit}'`);
      take(`  · ${unit}：本周到期 ${m.due}；按时率 ${m.due < 10 ? `${m.onTime}/${m.due}` : share(m.onTime, m.due)}；超期未办 ${await count.overdue('count(*)', `unit = '${unit}'`)}；最长超期 ${await oldest(`unit = '${unit}'`)}天\n`);
    }

    let upcoming = 0;
    for (const [i, weekday] of [...'一二三四五六日'].entries()) {
      const day = addDays('2026-11-23', i);
      const units = await count.upcoming(day);
      if (units.size === 0) continue;
      const n = [...units.values()].reduce((a, b) => a + b, 0);
      upcoming += n;
      take(`  · 11月${Number(day.slice(8))}日（周${weekday}）：项数 ${n}；单位 ${[...units].map(([unit, k]) => `${unit}${k}`).join('、')}\n`);
    }
    expect(upcoming).toBeGreaterThan(0);
    take(`尚未完成、将在此期间到期的时限共${upcoming}项。`);

    // What is left are fixed words about how it was counted.
    for (const fixed of ['合计100.00%。', '样本不足10项', '本周不足10条的话题', '编号 weekly/2026-W47/yangzhou-2018']) take(fixed);
    expect(left).not.toMatch(/\d/);
  });

  it('says the same in HTML: every number of the text stands there, and the tags carry none of people’s words', () => {
    const words = report.html.replace(/<!--.*?-->/gs, '').replace(/<style.*?<\/style>|<title>.*?<\/title>|<[^>]*>/gs, ' ');
    expect(numbers(words.replaceAll(/&#?\w+;/g, ' '))).toEqual(numbers(report.text));
    expect(report.html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&lt;img src=[链接]&gt;');
    expect(report.html).not.toMatch(/<script|<img|<link|<iframe|url\(|https?:|onerror/i);
    expect(report.html).not.toContain(HOSTILE.slice(0, 20));
  });

  it('is made from its figures alone: the same figures make the same letters', async () => {
    expect(await composeWeekly(t.db, WEEK, NOW, PROFILE)).toEqual(report);
  });

  it('leaves other profiles out of a profile’s report and has them in that of all', async () => {
    const all = await composeWeekly(t.db, WEEK, NOW);
    expect(effectiveOf(all)).toBe(effectiveOf(report) + 1);
    expect(all.text).toContain('范围：全部辖区');
  });

  it('cuts last week at the same hour when this week has not ended', async () => {
    const now = '2026-11-18 12:00';
    const cut = await composeWeekly(t.db, weekOf(NOW_WEDNESDAY), NOW_WEDNESDAY, PROFILE);
    const c = new Recount(t.db, { week: [THIS[0], now], last: [LAST[0], '2026-11-11 12:00'], now, profile: PROFILE });
    expect(cut.text).toContain('2026年第47周（11月16日0时—11月18日12时）\n本周尚未结束，上周数取同期');
    expect(cut.text).toContain(`有效舆情 ${await c.effective(c.week)}；上周${await c.effective(c.last)}`);
    const met = await c.met(`not historical and st not in ('X4', 'X6', 'X7')`);
    expect(met.due).toBeGreaterThan(0);
    expect(cut.text).toContain(`本周到期时限${met.due}项，按时完成${met.onTime}项`);
    expect(cut.text).toContain('五、本周余下及下周到期');
  });
});

const NOW_WEDNESDAY = new Date('2026-11-18T12:00:00+08:00');

describe('weeks at the edges', () => {
  it('of 国庆 and at the border of the year count their own days only', async () => {
    const edges = await createTestDb();
    try {
      const w = new World(edges.db);
      const source = await w.source('边界', 'national');
      for (const at of ['2026-09-27 23:59', '2026-09-28 00:00', '2026-10-01 12:00', '2026-10-04 23:59', '2026-10-05 00:00']) await w.item({ source, at, text: at });
      for (const at of ['2026-12-27 23:59', '2026-12-28 00:00', '2026-12-31 23:59', '2027-01-01 00:00', '2027-01-03 23:59', '2027-01-04 00:00']) await w.item({ source, at, text: at });
      const effective = async (id: string, now: string) => (await composeWeekly(edges.db, weekById(id), new Date(now))).text.match(/有效舆情 (\d+)；上周(\d+)/)!.slice(1, 3);
      expect(await effective('2026-W40', '2026-10-08T08:00:00+08:00')).toEqual(['3', '1']);
      expect(await effective('2026-W53', '2027-01-04T08:00:00+08:00')).toEqual(['4', '1']);
      expect(await effective('2027-W01', '2027-01-11T08:00:00+08:00')).toEqual(['1', '4']);
    } finally {
      await edges.close();
    }
  });
});
