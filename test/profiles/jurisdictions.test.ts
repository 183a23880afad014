import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { YuqingError } from '../../model/index.ts';
import { displayGroup, findRule, listProfiles, loadProfile } from '../../profiles/load.ts';

const root = { id: 'root', level: '国家', extends: null, rules: [], historical_after_days: 30, alert: { window_hours: 12, levels: { 蓝: 2, 黄: 3, 橙: 4, 红: 9 } }, report: { weekday: 2, time: '09:00' } };
const rule = { id: 'R-1', deadline: 'K7', name: '一号', applies: { kind: 'message' }, clock: { mode: 'working_day', n: 2 }, starts: 'received_at', stops: 'feedback_at', basis: '自拟', authority: 'document' };

/** A folder of profiles, each given as an object or as raw text. */
function folder(files: Record<string, unknown>): string {
  const dir = mkdtempSync(join(tmpdir(), 'yuqing-profiles-'));
  for (const [name, body] of Object.entries(files)) writeFileSync(join(dir, `${name}.json`), typeof body === 'string' ? body : JSON.stringify(body));
  return dir;
}

function failure(action: () => unknown): { code: string; text: string } {
  try {
    action();
  } catch (error) {
    if (error instanceof YuqingError) return { code: error.code, text: `${error.message}。${error.remedy}` };
    throw error;
  }
  throw new Error('should have failed');
}

describe('shipped profiles', () => {
  it('are the eight, and each one loads', () => {
    expect(listProfiles()).toEqual(['beijing-draft-pack', 'hlj-fgw-2016', 'jiangmen-2021', 'jiyang-2023', 'national', 'shandong-pack', 'yangzhou-2018', 'zhejiang-mzt-2020']);
    expect(listProfiles().map((id) => loadProfile(id).chain.map((p) => p.id).join(' < '))).toEqual([
      'beijing-draft-pack < national', 'hlj-fgw-2016 < national', 'jiangmen-2021 < national', 'jiyang-2023 < shandong-pack < national',
      'national', 'shandong-pack < national', 'yangzhou-2018 < national', 'zhejiang-mzt-2020 < national',
    ]);
  });

  it('inherit settings along extends', () => {
    const { profile } = loadProfile('jiyang-2023');
    expect(profile).toMatchObject({ historical_after_days: 90, alert: { window_hours: 24, levels: { 蓝: 5, 黄: 10, 橙: 20, 红: 50 } }, report: { weekday: 1, time: '08:00' }, display_groups: {} });
  });

  it('give the heading of their own document, or none', () => {
    expect([displayGroup(loadProfile('yangzhou-2018'), 'EDU'), displayGroup(loadProfile('jiangmen-2021'), 'HOU'), displayGroup(loadProfile('zhejiang-mzt-2020'), 'CIV')])
      .toEqual(['就学就医', '房地产金融', '福彩公益金']);
    expect([displayGroup(loadProfile('yangzhou-2018'), 'TRA'), displayGroup(loadProfile('jiyang-2023'), 'EDU')]).toEqual([null, null]);
  });

  it('find a rule along the chain, the nearest first', () => {
    expect(findRule(loadProfile('jiyang-2023'), 'XF-OBJECT-5WD').profile.id).toBe('national');
    expect(failure(() => findRule(loadProfile('yangzhou-2018'), 'JN-12345-5WD'))).toMatchObject({ code: 'RULE_UNKNOWN', text: expect.stringMatching(/yangzhou-2018.*“JN-12345-5WD”.*YZ-CONSULT-2WD、/) });
  });

  it('are read once', () => expect(loadProfile('yangzhou-2018')).toBe(loadProfile('yangzhou-2018')));
});

describe('a profile folder', () => {
  it('lets the nearest setting win, one by one', () => {
    const dir = folder({ root, mid: { ...root, id: 'mid', extends: 'root', historical_after_days: 60, alert: undefined, report: undefined }, leaf: { id: 'leaf', level: '县', extends: 'mid', rules: [], report: { weekday: 5, time: '17:00' } } });
    expect(loadProfile('leaf', dir).profile).toMatchObject({ historical_after_days: 60, alert: { window_hours: 12 }, report: { weekday: 5 } });
  });

  it('names the known ids when one is unknown, and cannot be led out of the folder', () => {
    const dir = folder({ root });
    expect(failure(() => loadProfile('yangzhuo', dir))).toEqual({ code: 'PROFILE_UNKNOWN', text: '没有名为“yangzhuo”的辖区配置。可用的有:root' });
    expect(failure(() => loadProfile('../root', dir)).code).toBe('PROFILE_UNKNOWN');
    expect(failure(() => loadProfile('taxonomy')).code).toBe('PROFILE_UNKNOWN');
  });

  it.each([
    ['a missing field', { ...root, level: undefined }, /x\.json 有 1 处不对:level:无效输入/],
    ['a wrong word', { ...root, rules: [{ ...rule, authority: 'king' }] }, /rules\[0\]\.authority:/],
    ['an unknown key of a rule', { ...root, rules: [{ ...rule, clok: 1 }] }, /rules\[0\]:.*clok/],
    ['a clock without days', { ...root, rules: [{ ...rule, clock: { mode: 'working_day' } }] }, /rules\[0\]\.clock\.n:缺少天数或小时数/],
    ['a fixed date without date', { ...root, rules: [{ ...rule, clock: { mode: 'fixed_date', date: '11-20' } }] }, /rules\[0\]\.clock\.date:固定日期应写成 2026-01-31/],
    ['the same rule twice', { ...root, rules: [rule, rule] }, /rules\[1\]\.id:规则编号 R-1 重复/],
    ['an automatic rule that never stops', { ...root, rules: [{ ...rule, stops: null }] }, /rules\[0\]\.stops:/],
    ['levels out of order', { ...root, alert: { window_hours: 24, levels: { 蓝: 5, 黄: 10, 橙: 8, 红: 50 } } }, /alert\.levels:.*逐级增大/],
    ['an hour that is none', { ...root, report: { weekday: 1, time: '8am' } }, /report\.time:/],
    ['a category that is none', { ...root, display_groups: { 学: ['EDUC'] } }, /display_groups\.学\[0\]:/],
    ['a setting that nobody gives', { ...root, alert: undefined }, /x\.json 缺少 alert,也没有上级配置可继承/],
    ['a name that is not the file’s', { ...root, id: 'y' }, /id 是“y”,与文件名不符/],
    ['a parent that is not there', { ...root, extends: 'nation' }, /x\.json 的 extends 指向不存在的配置“nation”。可用的有:x/],
    ['a ring', { ...root, extends: 'x' }, /extends 绕成了圈:x → x/],
    ['broken JSON', '{\n "id": "x",\n "level" "国家"\n}', /x\.json 不是有效的 JSON,第 3 行附近/],
  ])('tells of %s with file and field', (_, body, expected) => {
    const written = typeof body === 'string' ? body : { ...body, id: 'id' in body && body.id !== 'root' ? body.id : 'x' };
    const { code, text } = failure(() => loadProfile('x', folder({ x: written })));
    expect(code).toBe('PROFILE_INVALID');
    expect(text).toMatch(expected);
  });

  it('tells every fault at once', () => {
    const text = failure(() => loadProfile('root', folder({ root: { ...root, level: 1, rules: [{ ...rule, basis: 2 }], historical_after_days: -1 } }))).text;
    expect(text).toMatch(/有 3 处不对/);
    for (const field of ['level:', 'rules[0].basis:', 'historical_after_days:']) expect(text).toContain(field);
  });

  it('reads a file that begins with a byte order mark', () => {
    expect(loadProfile('root', folder({ root: `\uFEFF${JSON.stringify({ ...root, id: 'root' })}` })).profile.id).toBe('root');
  });
});
