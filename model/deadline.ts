import type { Authority, ClockSpec, DeadlineKind } from './profile.ts';

/** What a deadline hangs on. */
export type SubjectKind = 'ticket' | 'dispatch' | 'topic' | 'policy' | 'task';

/** A counted deadline 时限: when, which days were counted, and which were passed over and why. */
export interface CountedDeadline {
  dueAt: Date;
  /** Days (Asia/Shanghai) that counted, in order; empty for hour clocks, natural days and fixed dates. */
  countedDays: string[];
  /** Days between start and due that did not count: `{day:'2026-10-01', why:'国庆节放假'}`. */
  skippedDays: { day: string; why: string }[];
  /** A day beyond the last published notice was used: recomputed when the notice comes. */
  provisional: boolean;
  calendarVersion: string;
}

/** A deadline as it is written beside its ticket. */
export interface PlannedDeadline extends CountedDeadline {
  ruleId: string;
  kind: DeadlineKind;
  name: string;
  basis: string;
  authority: Authority;
  /** The words printed: `本级未规定,采用缺省`, `依本级文件(类推)` … */
  authorityText: string;
  startsAt: Date;
  /** The event it starts from (received_at …), so that an explanation can say 收到 or 派单. */
  starts: string;
  stops: string;
  clock: ClockSpec;
}
