import { parseColumnMap, type ColumnMap } from '../hotline/header.ts';

/** Columns of registers 登记簿 that no export of a hotline has; the rest is recognised as there. */
const REGISTERS: Readonly<Record<string, string>> = {
  source_no: '登记号 登记簿编号 收文号 收文编号 来文字号 来文号 文号 提案号 提案编号 建议号 建议编号 案号',
  received_at: '收到时间 收到日期 收文时间 收文日期 来访时间 来访日期 来函日期 接访时间 接访日期 交办日期 提出时间 提出日期',
  channel: '登记方式 收到方式 途径 接收方式 反映方式',
  title: '案由 提案标题 建议标题 提案名称 建议名称 事由',
  content: '提案内容 提案正文 建议正文 反映事由 来访内容 来访事由 来访事项 通话内容 电话内容 记录内容 谈话内容 意见内容',
  'person.name': '提案人 提案者 第一提案人 领衔代表 领衔人 提出人 建议人 代表姓名 委员姓名 来访人 来访人姓名 来函人 来信者 致电人 填表人姓名',
  'person.phone': '来访人电话 提案人电话 代表电话 委员电话',
};

const ENTRIES = Object.entries(REGISTERS).flatMap(([field, names]) => names.split(' ').map((name) => `${name}=${field}`));

/** @param own `列=字段`, before our own. @throws MAP_INVALID */
export const registerMap = (own: readonly string[] = []): ColumnMap => parseColumnMap([...ENTRIES, ...own]);
