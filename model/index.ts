/**
 * Nouns 名词. What flows through the house, each with its Chinese term once:
 *
 *   Source      信源       where items come from; bound to one profile and one channel
 *   Item        线索/条目  one message 留言 or one post 帖文, as it came
 *   Revision    变更       the same order exported again with another status, reply or closing time
 *   Verdict     研判结果   category, type, sentiment, urgency, flags of an item, by a model or a person
 *   Topic       话题       items about one matter
 *   Alert       预警       a topic that crossed a threshold: 蓝 黄 橙 红
 *   Ticket      工单       a message, or a topic, that somebody must answer
 *   Dispatch    派单       a ticket handed to a unit, as lead 主办 or assisting 协办
 *   Rule        时限规则   how long, from when, by which authority (law 法 / local 地方 / document 本级文件 / default 缺省)
 *   Deadline    时限       a rule applied to a ticket, dispatch or topic, with the days that were counted
 *   WorkCalendar 工作日历  State Council notices as data: days off 放假, make-up days 调休上班
 *   Profile     辖区配置   a jurisdiction as data: categories → units, rules, ladder, display groups
 *   Notice      文书/通知  something that goes out once per reason and recipient
 *   Commitment  承诺       a promise in a published answer
 *   Finding     问责线索   a suspected ground for accountability, with evidence, decided by a person
 *   Actor       操作人     a user, or `system` for jobs
 *   Outbox      待办箱     what a transaction leaves for the next stage
 *   Snapshot    快照       a page as it was fetched, kept as evidence with its hash
 *   Ranking     名次       an item's place on a hot list at one moment
 *   Fault       信源问题   a source that fails or is silent, a dead link, a stale column, a missing interpretation
 *   Policy      政策文件   a document with its tasks, its watch window and the clock of its interpretation 解读
 *   Run         批次       one import or one poll, with its books
 */
export * from './codes.ts';
export * from './clock.ts';
export * from './calendar.ts';
export * from './errors.ts';
export * from './item.ts';
export * from './fault.ts';
export * from './policy.ts';
export * from './verdict.ts';
export * from './profile.ts';
export * from './deadline.ts';
export * from './department.ts';
