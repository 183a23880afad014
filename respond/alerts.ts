import { ALERT_LEVELS, shanghaiText, type AlertLevel, type Profile } from '../model/index.ts';
import type { TopicPulse } from '../db/topics.ts';

export interface AlertRule {
  windowHours: number;
  levels: Partial<Record<AlertLevel, number>>;
}

/** The alert rule of a profile; the shipped national profile has one, so a profile without its own inherits that. */
export function alertRule(profile: Profile): AlertRule | null {
  return profile.alert ? { windowHours: profile.alert.window_hours, levels: profile.alert.levels } : null;
}

/** The highest level whose threshold the topic's fresh items reach, or null. */
export function levelReached(rule: AlertRule, fresh: number): AlertLevel | null {
  const reached = ALERT_LEVELS.filter((level) => {
    const threshold = rule.levels[level];
    return threshold !== undefined && fresh >= threshold;
  });
  return reached.at(-1) ?? null;
}

/** Why, in words an analyst can check: "近24小时 28 条(前一时段 2 条),12345 19 条、新闻 9 条;首见 2026-11-24 08:10". */
export function alertReason(rule: AlertRule, pulse: TopicPulse, level: AlertLevel): string {
  const channels = Object.entries(pulse.channels).sort(([, a], [, b]) => b - a).map(([name, n]) => `${name} ${n} 条`);
  return [
    `近${rule.windowHours}小时 ${pulse.fresh} 条,达到${level}色阈值 ${rule.levels[level]} 条(前一时段 ${pulse.before} 条)`,
    `来源:${channels.join('、')}`,
    `首见 ${shanghaiText(pulse.firstAt)}`,
    ...(pulse.flags.length > 0 ? [`涉及:${pulse.flags.join('、')}`] : []),
  ].join(';');
}

/** 拟定级: the level of a matter that an alert proposes; a person confirms it. */
export const PROPOSED_LEVEL: Record<AlertLevel, 'I' | 'II' | 'III' | 'IV'> = { 红: 'I', 橙: 'II', 黄: 'III', 蓝: 'IV' };
