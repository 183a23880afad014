import { describe, expect, it } from 'vitest';
import type { TopicPulse } from '../../db/topics.ts';
import { loadProfile } from '../../profiles/load.ts';
import { alertReason, alertRule, levelReached, PROPOSED_LEVEL, type AlertRule } from '../../respond/alerts.ts';
import { at } from './world.ts';

const RULE: AlertRule = { windowHours: 24, levels: { 蓝: 5, 黄: 10, 橙: 20, 红: 50 } };
const pulse = (over: Partial<TopicPulse> = {}): TopicPulse => ({
  topicId: 1, profileId: 'national', title: '化肥厂', itemCount: 40, firstAt: at('2026-11-24 08:10'), lastAt: at('2026-11-24 18:00'),
  channels: { 12345: 9, 新闻: 19 }, fresh: 28, before: 2, flags: [], categories: ['ENV'], ...over,
});

describe('levelReached', () => {
  it.each([[0, null], [4, null], [5, '蓝'], [9, '蓝'], [10, '黄'], [19, '黄'], [20, '橙'], [49, '橙'], [50, '红'], [100_000, '红']])('%i fresh items: %s', (fresh, level) => {
    expect(levelReached(RULE, fresh)).toBe(level);
  });

  it('passes over levels that a profile does not use', () => {
    expect(levelReached({ windowHours: 6, levels: { 红: 3 } }, 2)).toBeNull();
    expect(levelReached({ windowHours: 6, levels: { 蓝: 2, 红: 30 } }, 29)).toBe('蓝');
    expect(levelReached({ windowHours: 6, levels: {} }, 1_000)).toBeNull();
  });
});

describe('alertRule', () => {
  it('a profile without its own takes the one above it', () => {
    expect(alertRule(loadProfile('yangzhou-2018').profile)).toEqual(RULE);
    expect(alertRule({ ...loadProfile('national').profile, alert: { window_hours: 6, levels: { 蓝: 1, 黄: 2, 橙: 3, 红: 4 } } }))
      .toEqual({ windowHours: 6, levels: { 蓝: 1, 黄: 2, 橙: 3, 红: 4 } });
  });
});

describe('alertReason', () => {
  it('says how many, against what, from where and since when, the largest channel first', () => {
    expect(alertReason(RULE, pulse(), '橙')).toBe('近24小时 28 条,达到橙色阈值 20 条(前一时段 2 条);来源:新闻 19 条、12345 9 条;首见 2026-11-24 08:10');
  });

  it('names the flags only where there are some', () => {
    expect(alertReason(RULE, pulse({ flags: ['伤亡', '突发事件'] }), '橙')).toMatch(/;涉及:伤亡、突发事件$/);
    expect(alertReason(RULE, pulse(), '橙')).not.toContain('涉及');
  });
});

it('a colour proposes a level of the matter, the gravest for red', () => {
  expect(PROPOSED_LEVEL).toEqual({ 红: 'I', 橙: 'II', 黄: 'III', 蓝: 'IV' });
});
