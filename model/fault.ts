/**
 * What is wrong with a source 信源问题, or with the site it watches (网站信息公开自动化监测): told to the desk once when it
 * appears, closed by itself when it is gone.
 *
 *   failing                连续失败     it cannot be read, again and again
 *   silent                 沉默         it answers, and brings nothing for longer than it ever did
 *   dead-link              死链         a link of the office's own site leads nowhere
 *   stale-column           栏目未更新   a column has nothing new within its period
 *   missing-interpretation 缺少解读     a document stands without its interpretation
 */
export const FAULT_KINDS = ['failing', 'silent', 'dead-link', 'stale-column', 'missing-interpretation'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export const FAULT_NAMES: Record<FaultKind, string> = {
  failing: '连续失败', silent: '沉默', 'dead-link': '死链', 'stale-column': '栏目未更新', 'missing-interpretation': '缺少解读',
};

export interface Fault {
  kind: FaultKind;
  /** What makes it this fault and no other, within its source and kind: a link, a column's name. */
  key: string;
  /** One line for a person: “栏目‘财政预决算’已 45 天没有更新(应 30 天内更新)”. */
  words: string;
  /** The page where it can be seen. */
  url: string | null;
}
